package io.facegan;

import io.facegan.data.ImageBatch;
import io.facegan.network.ImageShape;
import io.facegan.report.PictureGrid;
import java.awt.image.BufferedImage;

/** Generated values as pictures, with the rounding of the training's sample grids. */
final class Pictures {
  /**
   * @param values pictures of values in [0, 1], one after the other
   * @param index which of them
   */
  static BufferedImage of(float[] values, int index, ImageShape shape) {
    byte[] pixels = new byte[shape.size()];
    int offset = index * shape.size();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (int) (values[offset + i] * 255f + 0.5f);
    }
    return PictureGrid.picture(new ImageBatch(shape, 1, pixels), 0);
  }

  private Pictures() {}
}
