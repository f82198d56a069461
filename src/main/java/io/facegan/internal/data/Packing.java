package io.facegan.internal.data;

import io.facegan.data.Framing;
import io.facegan.error.FaceGanException;
import io.facegan.internal.util.Text;
import io.facegan.network.ImageShape;
import java.awt.Color;
import java.util.Objects;

/**
 * What becomes of every image of a collection.
 *
 * @param shape the wanted shape, with 1 channel (luma) or 3 (RGB)
 * @param framing how images are brought to that shape
 * @param background what shows where an image is transparent
 * @param strict whether the first image that cannot be used is an error; else such images are
 *     skipped
 */
public record Packing(ImageShape shape, Framing framing, Color background, boolean strict) {
  /** Raised when images come out otherwise, or packs hold something else, than before. */
  private static final int PIXELS_VERSION = 4;

  public Packing {
    Objects.requireNonNull(framing, "framing");
    Objects.requireNonNull(background, "background");
    if (shape.channels() != 1 && shape.channels() != 3) {
      throw new FaceGanException(
          "images of %s: they can have 1 channel (grey) or 3 (RGB)".formatted(shape));
    }
  }

  /** Returns the usual: {@link Framing#AUTO}, transparency on white, bad images skipped. */
  public static Packing of(ImageShape shape) {
    return new Packing(shape, Framing.AUTO, Color.WHITE, false);
  }

  /** Returns all that decides about the pixels, in words. */
  String describe() {
    return Text.format(
        "%s %s #%06x, %d", shape, framing, background.getRGB() & 0xFFFFFF, PIXELS_VERSION);
  }
}
