package io.facegan.internal.image;

import io.facegan.image.ImageTrait;
import io.facegan.image.SourceImage;
import io.facegan.internal.image.webp.AlphaPlane;
import io.facegan.internal.image.webp.LosslessImage;
import io.facegan.internal.image.webp.LossyImage;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the first frame of WebP files, placed on the canvas, and applies ICC profiles. */
final class Webp {
  private static final int LOSSY_HEADER = 10;
  private static final int LOSSY_SIGN = 0x2A019D;
  private static final int LOSSLESS_HEADER = 5;
  private static final int LOSSLESS_SIGN = 0x2F;
  private static final int HAS_ALPHA = 1 << 28;
  private static final int VERSION_SHIFT = 29;

  /** For the pixels, the lossy planes or the transparency's pixels, and a larger canvas. */
  private static final int BYTES_PER_PIXEL = 10;

  private Webp() {}

  static SourceImage read(byte[] bytes) throws IOException {
    WebpFile file = new WebpFile(bytes);
    boolean isLossy = file.lossy() != null;
    int size = isLossy ? lossySize(bytes, file.lossy()) : losslessSize(bytes, file.lossless());
    int width = 1 + (size & 0x3FFF);
    int height = 1 + (size >> 14 & 0x3FFF);
    int right = Math.max(file.width(), file.x() + width);
    int below = Math.max(file.height(), file.y() + height);
    SourceImage source =
        DecodeBudget.run(
            DecodeBudget.check(right, below, Long.MAX_VALUE, BYTES_PER_PIXEL),
            () -> {
              BufferedImage decoded =
                  isLossy
                      ? lossy(bytes, file.lossy(), file.alpha(), width, height)
                      : lossless(bytes, file.lossless(), width, height, (size & HAS_ALPHA) != 0);
              applyProfile(file.profile(), decoded);
              BufferedImage image = onCanvas(decoded, file.x(), file.y(), right, below);
              SourceImage stored = SourceImage.of(image, ImageFormat.WEBP.label());
              return ExifOrientation.upright(stored, file.orientation());
            });
    return file.isAnimated() ? source.with(ImageTrait.FIRST_OF_SEVERAL) : source;
  }

  private static BufferedImage lossy(
      byte[] bytes, WebpFile.Part part, WebpFile.Part transparency, int width, int height)
      throws IOException {
    int[] pixels = LossyImage.decode(bytes, part.from(), part.end(), width, height);
    if (transparency == null) {
      return image(pixels, width, height, false);
    }
    byte[] alpha = AlphaPlane.decode(bytes, transparency.from(), transparency.end(), width, height);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = pixels[i] & 0xFFFFFF | alpha[i] << 24;
    }
    return image(pixels, width, height, true);
  }

  private static BufferedImage lossless(
      byte[] bytes, WebpFile.Part part, int width, int height, boolean hasAlpha)
      throws IOException {
    int from = part.from() + LOSSLESS_HEADER;
    int[] pixels = LosslessImage.decode(bytes, from, part.end(), width, height);
    return image(pixels, width, height, hasAlpha);
  }

  private static BufferedImage image(int[] pixels, int width, int height, boolean hasAlpha) {
    int alphaMask = hasAlpha ? 0xFF000000 : 0;
    ColorModel model = new DirectColorModel(hasAlpha ? 32 : 24, 0xFF0000, 0xFF00, 0xFF, alphaMask);
    DataBufferInt data = new DataBufferInt(pixels, pixels.length);
    SampleModel samples = model.createCompatibleSampleModel(width, height);
    return new BufferedImage(model, Raster.createWritableRaster(samples, data, null), false, null);
  }

  /** Returns the sides, packed as in a lossless file (RFC 6386, section 9.1). */
  private static int lossySize(byte[] bytes, WebpFile.Part part) throws IOException {
    ByteBuffer frame = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int from = part.from();
    if (part.end() - from < LOSSY_HEADER
        || (bytes[from] & 1) != 0
        || (frame.getInt(from + 2) >>> 8) != LOSSY_SIGN) {
      throw new IOException("it is damaged: its pixels begin with a wrong signature");
    }
    int width = frame.getShort(from + 6) & 0x3FFF;
    int height = frame.getShort(from + 8) & 0x3FFF;
    if (width == 0 || height == 0) {
      throw new IOException("it claims %dx%d pixels: it is damaged".formatted(width, height));
    }
    return (width - 1) | (height - 1) << 14;
  }

  private static int losslessSize(byte[] bytes, WebpFile.Part part) throws IOException {
    if (part.end() - part.from() < LOSSLESS_HEADER || bytes[part.from()] != LOSSLESS_SIGN) {
      throw new IOException("it is damaged: its pixels begin with a wrong signature");
    }
    int header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(part.from() + 1);
    if (header >>> VERSION_SHIFT != 0) {
      throw new IOException(
          "it is damaged: its lossless pixels have version %d".formatted(header >>> VERSION_SHIFT));
    }
    return header;
  }

  private static void applyProfile(byte[] icc, BufferedImage image) {
    if (icc != null) {
      int[] colours = {0, 1, 2};
      WritableRaster all = image.getRaster();
      WritableRaster rgb =
          all.createWritableChild(0, 0, all.getWidth(), all.getHeight(), 0, 0, colours);
      IccProfile.of(icc, 3).apply(rgb);
    }
  }

  private static BufferedImage onCanvas(BufferedImage frame, int x, int y, int width, int height) {
    if (frame.getWidth() == width && frame.getHeight() == height) {
      return frame;
    }
    BufferedImage canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    int[] row = new int[frame.getWidth()];
    for (int i = 0; i < frame.getHeight(); i++) {
      frame.getRGB(0, i, row.length, 1, row, 0, row.length);
      canvas.setRGB(x, y + i, row.length, 1, row, 0, row.length);
    }
    return canvas;
  }
}
