package io.facegan.cli;

import io.facegan.data.ImageBatch;
import io.facegan.internal.data.ImageGrid;
import io.facegan.network.ImageShape;
import java.awt.image.BufferedImage;
import java.util.List;

/** Lays generated images out in one. */
final class Grids {
  /** Returns, before anything is drawn, whether a grid can hold the images. */
  static boolean canHold(long count, ImageShape shape) {
    return count * shape.size() <= Integer.MAX_VALUE;
  }

  /**
   * @param row whether all stand in one row, else near a square
   */
  static BufferedImage of(List<BufferedImage> images, ImageShape shape, boolean row) {
    ImageBatch batch = batch(images, shape);
    return row ? ImageGrid.of(batch, 1, images.size()) : ImageGrid.of(batch);
  }

  /** Lays them out in rows of so many. */
  static BufferedImage rows(List<BufferedImage> images, ImageShape shape, int columns) {
    return ImageGrid.of(batch(images, shape), columns);
  }

  private static ImageBatch batch(List<BufferedImage> images, ImageShape shape) {
    byte[] pixels = new byte[images.size() * shape.size()];
    int offset = 0;
    for (BufferedImage image : images) {
      int[] values = image.getRaster().getPixels(0, 0, shape.width(), shape.height(), (int[]) null);
      for (int value : values) {
        pixels[offset++] = (byte) value;
      }
    }
    return new ImageBatch(shape, images.size(), pixels);
  }

  private Grids() {}
}
