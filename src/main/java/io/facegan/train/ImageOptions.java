package io.facegan.train;

import java.util.Objects;

/**
 * What a run trains on.
 *
 * @param source the collection, in words
 * @param framing how pictures are brought to the networks' size: {@code auto}
 * @param background the colour behind transparent pixels: {@code #ffffff}
 * @param mirror whether every picture comes mirrored left to right half of the times
 */
public record ImageOptions(String source, String framing, String background, boolean mirror) {
  /** Checks that all are there. */
  public ImageOptions {
    Objects.requireNonNull(source, "images source");
    Objects.requireNonNull(framing, "images framing");
    Objects.requireNonNull(background, "images background");
  }
}
