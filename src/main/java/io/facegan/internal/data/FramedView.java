package io.facegan.internal.data;

import io.facegan.data.Framing;
import io.facegan.internal.image.UnusableImageException;
import io.facegan.network.ImageShape;
import java.awt.Rectangle;
import java.io.IOException;

/**
 * The part of one image that a {@link Framing} takes, and target pixels a source pixel: 1 exactly
 * where nothing is scaled.
 */
record FramedView(Rectangle part, double scale) {
  /** Decides for an image; fails if the framing's box does not lie in it. */
  static FramedView of(Framing framing, int width, int height, ImageShape shape)
      throws IOException {
    if (framing.box().isPresent()) {
      return boxed(framing, width, height, shape);
    }
    boolean covers = width >= shape.width() && height >= shape.height();
    boolean near = width < 2L * shape.width() && height < 2L * shape.height();
    if (covers && (framing.equals(Framing.CROP) || framing.equals(Framing.AUTO) && near)) {
      int x = width / 2 - shape.width() / 2;
      int y = height / 2 - shape.height() / 2;
      return new FramedView(new Rectangle(x, y, shape.width(), shape.height()), 1);
    }
    return scaled(new Rectangle(0, 0, width, height), shape);
  }

  private static FramedView boxed(Framing framing, int width, int height, ImageShape shape)
      throws IOException {
    Rectangle box = framing.box().orElseThrow();
    if ((long) box.x + box.width > width || (long) box.y + box.height > height) {
      throw new UnusableImageException(
          "the %s does not lie in its %dx%d pixels".formatted(framing, width, height));
    }
    return scaled(box, shape);
  }

  private static FramedView scaled(Rectangle part, ImageShape shape) {
    return new FramedView(
        part, Math.max((double) shape.width() / part.width, (double) shape.height() / part.height));
  }
}
