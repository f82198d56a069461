package io.facegan.internal.train;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.facegan.internal.util.Positive;
import java.util.List;
import java.util.Objects;

/**
 * What a run trains on.
 *
 * @param path where it lies, or null if it is not of files
 * @param content a hash of the pixels and the order of all images that can be used
 * @param background the colour behind transparent pixels: {@code #ffffff}
 * @param labels where their labels come from, null without labels
 */
public record ImageOptions(
    String source,
    String path,
    @JsonProperty("pictures") int count,
    String content,
    String framing,
    String background,
    boolean mirror,
    @JsonInclude(JsonInclude.Include.NON_NULL) LabelOptions labels) {
  public ImageOptions {
    Objects.requireNonNull(source, "images source");
    Objects.requireNonNull(content, "images content");
    Objects.requireNonNull(framing, "images framing");
    Objects.requireNonNull(background, "images background");
    Positive.check("number of images", count);
  }

  /** Takes images without labels. */
  ImageOptions(
      String source,
      String path,
      int count,
      String content,
      String framing,
      String background,
      boolean mirror) {
    this(source, path, count, content, framing, background, mirror, null);
  }

  /** Returns how many images have each label; none without labels. */
  public List<Integer> labelCounts() {
    return labels == null ? List.of() : labels.counts();
  }
}
