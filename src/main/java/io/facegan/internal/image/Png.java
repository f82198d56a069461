package io.facegan.internal.image;

import io.facegan.image.ImageTrait;
import io.facegan.image.SourceImage;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.Set;

/** Reads PNG files with the Java runtime's reader and applies ICC profiles. */
final class Png {
  private Png() {}

  static SourceImage read(byte[] bytes) throws IOException {
    PngFile file = new PngFile(bytes);
    byte[] icc = file.profile();
    int converted = icc == null ? 0 : Integer.BYTES;
    int turned = file.orientation() == 1 ? 0 : Math.max(file.bytesPerPixel(), converted);
    long room =
        DecodeBudget.check(
            file.width(),
            file.height(),
            file.maxPixels(),
            file.bytesPerPixel() + converted + turned);
    return DecodeBudget.run(room, () -> decode(file));
  }

  private static SourceImage decode(PngFile file) throws IOException {
    BufferedImage image = Readers.read(ImageFormat.PNG, file.essential());
    SourceImage source = SourceImage.of(image, ImageFormat.PNG.label());
    if (file.profile() != null && !source.traits().contains(ImageTrait.GREY)) {
      IccProfile profile = IccProfile.of(file.profile(), 3);
      if (profile.isUsed()) {
        Set<ImageTrait> traits = source.traits();
        source = SourceImage.of(convert(image, profile), source.format()).with(traits);
      }
    }
    source = ExifOrientation.upright(source, file.orientation());
    return file.isAnimated() ? source.with(ImageTrait.FIRST_OF_SEVERAL) : source;
  }

  private static BufferedImage convert(BufferedImage image, IccProfile profile) {
    ArgbRows rows = new ArgbRows(image);
    int width = rows.width();
    BufferedImage standard =
        new BufferedImage(
            width,
            rows.height(),
            rows.hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    WritableRaster colours =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, 1, 3, null);
    int[] row = new int[width];
    int[] samples = new int[3 * width];
    for (int y = 0; y < rows.height(); y++) {
      rows.read(y, row);
      for (int x = 0; x < width; x++) {
        samples[3 * x] = row[x] >> 16 & 255;
        samples[3 * x + 1] = row[x] >> 8 & 255;
        samples[3 * x + 2] = row[x] & 255;
      }
      colours.setPixels(0, 0, width, 1, samples);
      profile.apply(colours);
      colours.getPixels(0, 0, width, 1, samples);
      for (int x = 0; x < width; x++) {
        row[x] =
            row[x] & 0xFF000000
                | samples[3 * x] << 16
                | samples[3 * x + 1] << 8
                | samples[3 * x + 2];
      }
      standard.setRGB(0, y, width, 1, row, 0, width);
    }
    return standard;
  }
}
