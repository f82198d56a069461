package io.facegan.data;

import io.facegan.internal.image.ImageDecoder;
import io.jhdf.AbstractNode;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import io.jhdf.exceptions.UnsupportedHdfException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the datasets of a file, each once, even if several names and links lead to it. */
final class HdfSearch {
  private static final int FIRST_BYTES = 64;

  /** The maximum depth of groups; jHDF takes minutes for thousands of levels. */
  private static final int MAX_DEPTH = 100;

  private final HdfStore store;
  private final HdfFile hdf;
  private final HdfLinks links;
  private final HdfMarks marks;
  private final Set<Long> seen = new HashSet<>();
  private final Deque<Place> groups = new ArrayDeque<>();
  private final Deque<Place> later = new ArrayDeque<>();
  private final List<HdfEntry> entries = new ArrayList<>();
  private int unfollowed;

  private HdfSearch(HdfStore store, HdfFile hdf) {
    this.store = store;
    this.hdf = hdf;
    links = new HdfLinks(hdf);
    marks = new HdfMarks(store, hdf);
  }

  /**
   * The datasets, in the order of their paths; how many links are broken or lead to other files;
   * and why nothing can be searched, if there is a problem.
   */
  record Found(List<HdfEntry> entries, int unfollowed, Optional<String> problem) {}

  private record Place(Group home, String path, Node node, int depth) {}

  /** Searches a group or dataset in a file; jHDF may throw any exception. */
  static Found run(HdfStore store, HdfFile hdf, String inside) {
    return new HdfSearch(store, hdf).run(inside);
  }

  private Found run(String inside) {
    Optional<String> problem = links.problem(inside);
    if (problem.isPresent()) {
      return new Found(List.of(), 0, problem);
    }
    Node start = links.resolve(hdf, inside);
    if (start instanceof Dataset dataset) {
      entries.add(entry(dataset, inside.substring(inside.lastIndexOf('/') + 1), true));
    } else {
      enter(new Place(hdf, "", start, 0));
      walk();
      entries.sort(Comparator.comparing(HdfEntry::path, NaturalOrder.INSTANCE));
    }
    return new Found(List.copyOf(entries), unfollowed, Optional.empty());
  }

  /** Visits all groups. Links come last, so that datasets are known by their own names. */
  private void walk() {
    while (!groups.isEmpty() || !later.isEmpty()) {
      if (groups.isEmpty()) {
        Place link = later.poll();
        Node target = links.follow(link.home(), link.node());
        enter(new Place(link.home(), link.path(), target, link.depth()));
        continue;
      }
      Place place = groups.poll();
      Group group = (Group) place.node();
      String prefix = place.path().isEmpty() ? "" : place.path() + "/";
      for (Map.Entry<String, Node> child : group.getChildren().entrySet()) {
        Place found =
            new Place(group, prefix + child.getKey(), child.getValue(), place.depth() + 1);
        if (found.node() instanceof Link) {
          later.add(found);
        } else {
          enter(found);
        }
      }
    }
  }

  private void enter(Place place) {
    Node node = place.node();
    if (node == null || node instanceof Link) {
      unfollowed++;
    } else if (seen.add(node.getAddress())) {
      if (node instanceof Group) {
        if (place.depth() > MAX_DEPTH) {
          throw new UnsupportedHdfException("groups more than " + MAX_DEPTH + " deep");
        }
        groups.add(place);
      } else if (node instanceof Dataset dataset) {
        entries.add(entry(dataset, place.path(), false));
      }
    }
  }

  private HdfEntry entry(Dataset dataset, String path, boolean asked) {
    HdfType type = marks.type(dataset);
    HdfOrigin origin = marks.origin(dataset);
    long[] axes = dataset.getDimensionsAsLong();
    Optional<HdfLayout> layout = type.isNumber() ? HdfAxes.layout(axes, origin) : Optional.empty();
    if (!asked) {
      layout = layout.filter(HdfLayout::looksLikeImage);
    }
    if (isEncoded(dataset, axes, type)) {
      layout = Optional.of(HdfLayout.encoded());
    }
    Optional<String> obstacle =
        HdfFilters.of(((AbstractNode) dataset).getHeader())
            .unsupported()
            .map(filter -> HdfFilters.refusal(filter, origin))
            .or(() -> marks.packed(dataset, type));
    if (HdfAxes.imagesAreLast(axes, origin)) {
      obstacle = Optional.of(origin.imagesAreFirst());
    }
    return new HdfEntry(path, dataset.getAddress(), axes, type, layout, origin, obstacle);
  }

  private boolean isEncoded(Dataset dataset, long[] axes, HdfType type) {
    if (axes.length != 1 || axes[0] == 0 || type.size() != 1 || !type.isNumber()) {
      return false;
    }
    try {
      int count = (int) Math.min(FIRST_BYTES, axes[0]);
      ImageDecoder.checkFormat(HdfData.of(store, hdf, dataset).read(0, count));
      return true;
    } catch (IOException | RuntimeException e) {
      // It is not an encoded image.
      return false;
    }
  }
}
