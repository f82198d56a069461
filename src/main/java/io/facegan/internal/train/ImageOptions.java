package io.facegan.internal.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.facegan.error.FaceGanException;
import java.util.Objects;

/**
 * What a run trains on.
 *
 * @param source the collection, in words
 * @param path where it lies, or null if it is not of files
 * @param count how many of them can be used
 * @param content a hash of their pixels and order, as {@code PackedImages.content} gives it
 * @param framing how images are brought to the networks' size: {@code auto}
 * @param background the colour behind transparent pixels: {@code #ffffff}
 * @param mirror whether every image comes mirrored left to right half of the times
 */
public record ImageOptions(
    String source,
    String path,
    @JsonProperty("pictures") int count,
    String content,
    String framing,
    String background,
    boolean mirror) {
  /** Checks that all are there. */
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
