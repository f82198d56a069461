package io.facegan.data;

import io.facegan.internal.util.Text;
import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import io.jhdf.links.ExternalLink;
import io.jhdf.links.SoftLink;
import java.util.Optional;

/**
 * Follows paths and soft links inside a file. Unlike jHDF, resolves relative links from their own
 * group and detects circular links.
 */
final class HdfLinks {
  private static final int MAX_LINKS = 40;

  private final HdfFile hdf;
  private int followed;

  HdfLinks(HdfFile hdf) {
    this.hdf = hdf;
  }

  /** Returns the node at a path; null if there is none; the link if it is circular or leads out. */
  Node resolve(Group base, String path) {
    followed = 0;
    return walk(base, path);
  }

  /** Returns the target of a link in a group: as {@link #resolve} does. */
  Node follow(Group home, Node node) {
    followed = 0;
    return step(home, node);
  }

  /** Returns why a path from the root cannot be read; empty if it can. */
  Optional<String> problem(String path) {
    String[] parts = path.split("/");
    Node at = hdf;
    StringBuilder way = new StringBuilder();
    for (String part : parts) {
      Node next = resolve((Group) at, part);
      way.append(way.isEmpty() ? "" : "/").append(part);
      if (next == null) {
        return Optional.of("there is nothing at %s: %s".formatted(way, children((Group) at)));
      }
      if (next instanceof ExternalLink link) {
        return Optional.of(
            "%s is a link to another file, %s: give that file"
                .formatted(way, Text.oneLine(link.getTargetPath())));
      }
      if (next instanceof Link) {
        return Optional.of("%s is a circular link".formatted(way));
      }
      if (!(next instanceof Group) && way.length() < path.length()) {
        return Optional.of("%s is a dataset: give its path alone".formatted(way));
      }
      at = next;
    }
    return Optional.empty();
  }

  private static String children(Group group) {
    return "it has "
        + HdfChoice.list(
            group.getChildren().keySet().stream().sorted(NaturalOrder.INSTANCE).toList());
  }

  private Node walk(Group base, String path) {
    Node at = path.startsWith("/") ? hdf : base;
    for (String part : path.split("/")) {
      if (part.isEmpty() || part.equals(".")) {
        continue;
      }
      if (!(at instanceof Group group)) {
        return at instanceof Link ? at : null;
      }
      at = step(group, group.getChild(part));
    }
    return at;
  }

  private Node step(Group home, Node node) {
    if (!(node instanceof SoftLink link)) {
      return node;
    }
    followed++;
    return followed > MAX_LINKS ? link : walk(home, link.getTargetPath());
  }
}
