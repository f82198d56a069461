package io.facegan.internal.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.facegan.error.FaceGanException;
import java.util.Objects;

/**
 * What a run trains on.
 *
 * @param path where it lies, or null if it is not of files
 * @param content a hash of the pixels and the order of all images that can be used
 * @param background the colour behind transparent pixels: {@code #ffffff}
 */
public record ImageOptions(
    String source,
    String path,
    @JsonProperty("pictures") int count,
    String content,
    String framing,
    String background,
    boolean mirror) {
  public ImageOptions {
    Objects.requireNonNull(source, "images source");
    Objects.requireNonNull(content, "images content");
    Objects.requireNonNull(framing, "images framing");
    Objects.requireNonNull(background, "images background");
    if (count < 1) {
      throw new FaceGanException("number of images is " + count + ": it must be at least 1");
    }
  }
}
