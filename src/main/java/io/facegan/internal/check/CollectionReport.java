package io.facegan.internal.check;

import io.facegan.data.ImageBatch;
import io.facegan.image.ImageTrait;
import io.facegan.internal.data.Packing;
import io.facegan.internal.data.Skipped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@link CollectionCheck} found. Image names are those of the source, on one line each;
 * sizes and formats are those of usable images, the most common first.
 *
 * @param images how many candidates there are
 * @param usable how many of them can be used
 * @param enlarged how many usable images are smaller than the shape of {@code packing}
 * @param colourless how many RGB images show no colour, whether stored as grey or not; 0 for a
 *     check with one channel
 * @param blank names of the images that show a single shade
 * @param duplicates groups of at least two images that differ only in size, quality, brightness or
 *     colour, the largest group first. All images of a group are similar to its first. After
 *     keeping only the first of each group, no two images are similar.
 * @param contactSheet up to 64 framed images, spread evenly over the collection; fewer if they are
 *     larger than 256x256
 * @param meanFace the mean of all framed images: one image, or none
 */
public record CollectionReport(
    String collection,
    Packing packing,
    int images,
    int usable,
    List<SizeCount> sizes,
    Map<String, Integer> formats,
    Map<ImageTrait, Integer> traits,
    List<Skipped> skipped,
    int enlarged,
    int colourless,
    List<String> blank,
    List<List<Duplicate>> duplicates,
    ImageBatch contactSheet,
    List<String> sheetNames,
    ImageBatch meanFace) {

  public CollectionReport {
    sizes = List.copyOf(sizes);
    formats = Collections.unmodifiableMap(new LinkedHashMap<>(formats));
    EnumMap<ImageTrait, Integer> copy = new EnumMap<>(ImageTrait.class);
    copy.putAll(traits);
    traits = Collections.unmodifiableMap(copy);
    skipped = List.copyOf(skipped);
    blank = List.copyOf(blank);
    duplicates = duplicates.stream().map(List::copyOf).toList();
    sheetNames = List.copyOf(sheetNames);
  }

  /** How many images have a size in pixels, that of the upright image. */
  public record SizeCount(int width, int height, int count) {
    int shortSide() {
      return Math.min(width, height);
    }

    int longSide() {
      return Math.max(width, height);
    }

    long pixels() {
      return (long) width * height;
    }

    /** Returns {@code WIDTHxHEIGHT}. */
    String size() {
      return width + "x" + height;
    }
  }

  /** One of a group of near-duplicates; in some of the first groups with a small framed image. */
  public record Duplicate(String name, String size, Optional<ImageBatch> thumbnail) {}

  /** Returns how to train on the collection; empty if no image can be used. */
  public Optional<Suggestion> suggestion() {
    return Advisor.advise(this);
  }

  /** Returns the report as lines of at most 100 characters, or of one longer word. */
  public String text() {
    return new ReportText(this).toString();
  }

  /** Returns the report as one HTML file that is also XML, without scripts, for UTF-8. */
  public String html() {
    return html(Optional.empty());
  }

  /** Returns the same, with the labels of the images. */
  public String html(Optional<LabelsReport> labels) {
    return new ReportPage(this, labels).toString();
  }

  /** Returns how many images are redundant: all but the first of each group of duplicates. */
  int redundant() {
    return duplicates.stream().mapToInt(group -> group.size() - 1).sum();
  }

  /** Returns the names of the skipped images for each reason, the most common reason first. */
  Map<String, List<String>> skippedByReason() {
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (Skipped image : skipped) {
      names.computeIfAbsent(image.reason(), reason -> new ArrayList<>()).add(image.name());
    }
    Map<String, List<String>> sorted = new LinkedHashMap<>();
    names.entrySet().stream()
        .sorted((one, other) -> other.getValue().size() - one.getValue().size())
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }
}
