package io.facegan.internal.data;

import io.facegan.data.ImageBatch;
import io.facegan.error.FaceGanException;
import io.facegan.network.ImageShape;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/**
 * Lays the images of a batch out in rows and columns, with a gap of 2 pixels between them and a
 * mid-grey background. Images with 1 channel become greyscale images, with 3 channels RGB images;
 * pixel values are kept exactly.
 */
public final class ImageGrid {
  /** Pixels between neighbours. */
  public static final int GAP = 2;

  private static final int BACKGROUND = 128;
  private static final int GREY = 1;
  private static final int RGB = 3;

  /** Returns one image of a batch with 1 or 3 channels. */
  public static BufferedImage image(ImageBatch batch, int index) {
    Objects.checkIndex(index, batch.count());
    ImageShape shape = batch.shape();
    BufferedImage image = image(shape.height(), shape.width(), shape.channels());
    copy(batch, index, image.getRaster(), 0, 0);
    return image;
  }

  /**
   * Returns all images of a batch in a grid that is as square as their count allows, never wider by
   * more than one column than it is high: 16 images give 4 x 4, 64 give 8 x 8, 7 give 3 x 3.
   *
   * @throws FaceGanException if the grid would be too large for one image
   */
  public static BufferedImage of(ImageBatch batch) {
    int columns = columns(batch.count());
    int rows = (batch.count() + columns - 1) / columns;
    return of(batch, Math.max(1, rows), columns);
  }

  /**
   * Returns all images of a batch in a grid.
   *
   * @param columns 0 for a near-square one
   */
  public static BufferedImage of(ImageBatch batch, int columns) {
    return columns == 0 ? of(batch) : of(batch, (batch.count() + columns - 1) / columns, columns);
  }

  /** Returns how many columns a near-square grid of so many images has. */
  public static int columns(int count) {
    return Math.max(1, (int) Math.ceil(Math.sqrt(count)));
  }

  /**
   * Returns all images of a batch in a grid of the given size, row after row; cells left over show
   * the background.
   */
  public static BufferedImage of(ImageBatch batch, int rows, int columns) {
    checkFits(batch, rows, columns);
    ImageShape shape = batch.shape();
    long height = (long) rows * (shape.height() + GAP) - GAP;
    long width = (long) columns * (shape.width() + GAP) - GAP;
    // Each side is below 2^62 and the product could overflow, so the sides are compared first.
    if (height > Integer.MAX_VALUE / shape.channels() / Math.max(1, width)) {
      throw new FaceGanException(
          "a grid of %d x %d images of %s is too large for one image: draw fewer images"
              .formatted(rows, columns, shape));
    }
    BufferedImage image = image((int) height, (int) width, shape.channels());
    fillBackground(image);
    for (int i = 0; i < batch.count(); i++) {
      int x = i % columns * (shape.width() + GAP);
      int y = i / columns * (shape.height() + GAP);
      copy(batch, i, image.getRaster(), x, y);
    }
    return image;
  }

  /** Writes a batch as a near-square grid into a PNG file, replacing what was there in one step. */
  public static void write(ImageBatch batch, Path file) {
    PngFiles.write(of(batch), file);
  }

  /**
   * Reads the images of a near-square grid back from the file that {@link #write} made.
   *
   * @throws FaceGanException if it is not a grid of such images
   */
  public static ImageBatch read(Path file, ImageShape shape, int count) {
    return read(file, shape, count, columns(count));
  }

  /**
   * Reads the images of a grid back from a file.
   *
   * @throws FaceGanException if it is not a grid of such images in so many columns
   */
  public static ImageBatch read(Path file, ImageShape shape, int count, int columns) {
    BufferedImage image = PngFiles.read(file);
    int rows = (count + columns - 1) / columns;
    int height = rows * (shape.height() + GAP) - GAP;
    int width = columns * (shape.width() + GAP) - GAP;
    if (image.getHeight() != height
        || image.getWidth() != width
        || image.getRaster().getNumBands() != shape.channels()) {
      throw new FaceGanException(
          "%s is %dx%dx%d, but a grid of %d images of %s is %dx%dx%d: name another"
              .formatted(
                  file,
                  image.getHeight(),
                  image.getWidth(),
                  image.getRaster().getNumBands(),
                  count,
                  shape,
                  height,
                  width,
                  shape.channels()));
    }
    ByteBuffer pixels = ByteBuffer.allocate(count * shape.size());
    for (int i = 0; i < count; i++) {
      int x = i % columns * (shape.width() + GAP);
      int y = i / columns * (shape.height() + GAP);
      int[] values = image.getRaster().getPixels(x, y, shape.width(), shape.height(), (int[]) null);
      for (int value : values) {
        pixels.put((byte) value);
      }
    }
    return new ImageBatch(shape, count, pixels.array());
  }

  private static void checkFits(ImageBatch batch, int rows, int columns) {
    if (batch.count() == 0 || rows < 1 || columns < 1 || (long) rows * columns < batch.count()) {
      throw new IllegalArgumentException(
          "a grid of %d x %d cells for %d images".formatted(rows, columns, batch.count()));
    }
  }

  private static BufferedImage image(int height, int width, int channels) {
    return switch (channels) {
      case GREY -> new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
      case RGB -> new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
      default -> throw new IllegalArgumentException("an image of " + channels + " channels");
    };
  }

  private static void fillBackground(BufferedImage image) {
    WritableRaster raster = image.getRaster();
    int[] row = new int[image.getWidth() * raster.getNumBands()];
    Arrays.fill(row, BACKGROUND);
    for (int y = 0; y < image.getHeight(); y++) {
      raster.setPixels(0, y, image.getWidth(), 1, row);
    }
  }

  // Samples go straight into the raster: setRGB would convert grey values between colour spaces.
  private static void copy(ImageBatch batch, int index, WritableRaster raster, int x, int y) {
    ImageShape shape = batch.shape();
    int rowSize = shape.width() * shape.channels();
    int[] row = new int[rowSize];
    int offset = index * shape.size();
    for (int line = 0; line < shape.height(); line++) {
      for (int i = 0; i < rowSize; i++) {
        row[i] = Byte.toUnsignedInt(batch.pixels()[offset++]);
      }
      raster.setPixels(x, y + line, shape.width(), 1, row);
    }
  }

  private ImageGrid() {}
}
