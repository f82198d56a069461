package io.facegan.internal.image;

import io.facegan.image.ImageTrait;
import io.facegan.image.SourceImage;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferInt;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.ByteOrder;

/**
 * Reads the first image of TIFF files: grey, palette, RGB or CMYK of up to 16 bits, stored plainly
 * or compressed by LZW, deflate, PackBits or JPEG.
 */
final class Tiff {
  private static final int ORIENTATION = 274;
  private static final int COLOUR_MAP = 320;
  private static final int EXTRA_SAMPLES = 338;
  private static final int PROFILE = 34675;
  private static final int INKS = 4;

  /** The highest ratio of compression, which LZW has. */
  private static final int MAX_RATIO = 2600;

  /** For the pixels and for those of a turned or converted image. */
  private static final int BYTES_PER_PIXEL = 8;

  /** By how much JPEG data may be larger than their part. */
  private static final int JPEG_BLOCK = 16;

  private static final int OPAQUE = 0xFF000000;

  private final TiffFile file;
  private final byte[] bytes;
  private final int[] pixels;
  private final int[] palette;

  /** The profile of CMYK colours. */
  private final IccProfile inks;

  /** The channel of transparency, or -1. */
  private final int alpha;

  /** Whether colours are stored multiplied by it. */
  private final boolean multiplied;

  private Tiff(TiffFile file, byte[] bytes) throws IOException {
    this.file = file;
    this.bytes = bytes;
    pixels = new int[file.width * file.height];
    inks =
        file.kind == TiffFile.CMYK && file.directory.has(PROFILE)
            ? IccProfile.of(file.directory.content(PROFILE), INKS)
            : IccProfile.NONE;
    palette = file.kind == TiffFile.PALETTE ? palette() : null;
    long[] extra = file.directory.numbers(EXTRA_SAMPLES);
    // Of RGB alone a fourth channel that nothing is said about is transparency.
    boolean has = extra.length > 0 ? extra[0] > 0 : file.kind == TiffFile.RGB;
    has &= !inks.isUsed();
    alpha = has && file.samples > file.colours() ? file.colours() : -1;
    multiplied = extra.length > 0 && extra[0] == 1;
  }

  static SourceImage read(byte[] bytes) throws IOException {
    TiffFile file = new TiffFile(bytes);
    long most = (long) bytes.length * MAX_RATIO * Byte.SIZE;
    int perPixel = BYTES_PER_PIXEL + file.samples * Math.max(1, file.bits / Byte.SIZE);
    long room = DecodeBudget.check(file.width, file.height, most, perPixel);
    return DecodeBudget.run(room, () -> new Tiff(file, bytes).decode());
  }

  private SourceImage decode() throws IOException {
    for (int part = 0; part < file.partsOfPlane(); part++) {
      int x = part % file.columns() * file.partWidth;
      int y = part / file.columns() * file.partHeight;
      if (file.packing == null) {
        placeJpeg(part, x, y);
      } else {
        place(part, x, y);
      }
    }
    int type = alpha < 0 ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB;
    BufferedImage smallest = new BufferedImage(1, 1, type);
    SampleModel model =
        smallest.getSampleModel().createCompatibleSampleModel(file.width, file.height);
    WritableRaster raster =
        Raster.createWritableRaster(model, new DataBufferInt(pixels, pixels.length), null);
    if (inks.isUsed()) {
      convertInks();
    } else if (file.kind == TiffFile.RGB && file.directory.has(PROFILE)) {
      int[] colours = {0, 1, 2};
      IccProfile.of(file.directory.content(PROFILE), 3)
          .apply(raster.createWritableChild(0, 0, file.width, file.height, 0, 0, colours));
    }
    BufferedImage image = new BufferedImage(smallest.getColorModel(), raster, false, null);
    SourceImage source = SourceImage.of(image, ImageFormat.TIFF.label());
    return ExifOrientation.upright(withTraits(source), orientation());
  }

  /** Converts four inks in each pixel to colours. */
  private void convertInks() {
    WritableRaster from =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, file.width, 1, INKS, null);
    WritableRaster to =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, file.width, 1, 3, null);
    for (int row = 0; row < pixels.length; row += file.width) {
      for (int x = 0; x < file.width; x++) {
        for (int ink = 0; ink < INKS; ink++) {
          from.setSample(x, 0, ink, pixels[row + x] >>> Byte.SIZE * ink & 255);
        }
      }
      inks.apply(from, to);
      for (int x = 0; x < file.width; x++) {
        int colour =
            to.getSample(x, 0, 0) << 16 | to.getSample(x, 0, 1) << 8 | to.getSample(x, 0, 2);
        pixels[row + x] = OPAQUE | colour;
      }
    }
  }

  private SourceImage withTraits(SourceImage image) throws IOException {
    SourceImage source = image;
    if (file.kind <= TiffFile.BLACK_IS_ZERO) {
      source = source.with(ImageTrait.GREY);
    }
    if (file.kind == TiffFile.PALETTE) {
      source = source.with(ImageTrait.PALETTE);
    }
    if (file.kind == TiffFile.CMYK) {
      source = source.with(ImageTrait.CMYK);
    }
    if (file.bits > Byte.SIZE) {
      source = source.with(ImageTrait.DEEP);
    }
    return file.hasSecond() ? source.with(ImageTrait.FIRST_OF_SEVERAL) : source;
  }

  private int orientation() throws IOException {
    int tag = file.directory.number(ORIENTATION, 1);
    return tag >= 1 && tag <= 8 ? tag : 1;
  }

  /** Reads the palette: three times as many numbers of 16 bits as there are indexes. */
  private int[] palette() throws IOException {
    long[] map = file.directory.numbers(COLOUR_MAP);
    int size = 1 << file.bits;
    if (map.length < 3 * size) {
      throw new IOException("it is damaged: its palette is missing");
    }
    // Some programs store numbers of 8 bits.
    boolean small = true;
    for (long value : map) {
      small &= value <= 255;
    }
    int shift = small ? 0 : Byte.SIZE;
    int[] colours = new int[size];
    for (int i = 0; i < size; i++) {
      long colour =
          map[i] >> shift << 16 | map[size + i] >> shift << 8 | map[2 * size + i] >> shift;
      colours[i] = OPAQUE | (int) colour;
    }
    return colours;
  }

  /** Decodes a strip or tile and puts its pixels in their places. */
  private void place(int part, int left, int top) throws IOException {
    int planes = file.planar ? file.samples : 1;
    int inPlane = file.samples / planes;
    int rows = file.rowsOf(part);
    long rowLength = ((long) file.partWidth * inPlane * file.bits + 7) / Byte.SIZE;
    if (rowLength * rows * planes > Integer.MAX_VALUE - 8) {
      throw new IOException("it is damaged: its parts are too large");
    }
    byte[][] data = new byte[planes][(int) rowLength * rows];
    for (int plane = 0; plane < planes; plane++) {
      unpack(part + plane * file.partsOfPlane(), data[plane]);
      if (file.differences) {
        addDifferences(data[plane], (int) rowLength, inPlane);
      }
    }
    int[] sample = new int[file.samples];
    int right = Math.min(file.partWidth, file.width - left);
    int below = Math.min(rows, file.height - top);
    for (int y = 0; y < below; y++) {
      for (int x = 0; x < right; x++) {
        for (int i = 0; i < sample.length; i++) {
          byte[] from = data[file.planar ? i : 0];
          sample[i] = sample(from, (int) rowLength * y, x * inPlane + (file.planar ? 0 : i));
        }
        pixels[(top + y) * file.width + left + x] = argb(sample);
      }
    }
  }

  private void unpack(int part, byte[] target) throws IOException {
    int from = file.from(part);
    int end = file.end(part);
    if (!file.reversed) {
      file.packing.unpack(bytes, from, end, target);
      return;
    }
    byte[] turned = new byte[end - from];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = (byte) (Integer.reverse(bytes[from + i]) >>> Integer.SIZE - Byte.SIZE);
    }
    file.packing.unpack(turned, 0, turned.length, target);
  }

  /** Adds to each sample that of the pixel to the left. */
  private void addDifferences(byte[] data, int rowLength, int channels) {
    int size = file.bits / Byte.SIZE;
    int low = file.directory.order() == ByteOrder.LITTLE_ENDIAN ? 0 : size - 1;
    int back = channels * size;
    for (int row = 0; row < data.length; row += rowLength) {
      for (int at = row + back; at < row + rowLength; at += size) {
        int sum = (data[at + low] & 255) + (data[at + low - back] & 255);
        data[at + low] = (byte) sum;
        if (size > 1) {
          data[at + 1 - low] += (byte) (data[at + 1 - low - back] + (sum >> Byte.SIZE));
        }
      }
    }
  }

  private int sample(byte[] data, int row, int index) {
    if (file.bits == Byte.SIZE) {
      return data[row + index] & 255;
    }
    if (file.bits > Byte.SIZE) {
      int high = file.directory.order() == ByteOrder.LITTLE_ENDIAN ? 1 : 0;
      int at = row + 2 * index;
      return (data[at + high] & 255) << Byte.SIZE | data[at + 1 - high] & 255;
    }
    int bit = index * file.bits;
    int shift = Byte.SIZE - file.bits - bit % Byte.SIZE;
    return data[row + bit / Byte.SIZE] >> shift & (1 << file.bits) - 1;
  }

  private int argb(int[] sample) {
    int max = (1 << file.bits) - 1;
    if (palette != null) {
      return palette[sample[0]];
    }
    int opacity = alpha < 0 ? max : sample[alpha];
    if (multiplied && opacity > 0) {
      for (int i = 0; i < file.colours(); i++) {
        sample[i] = (int) Math.min(max, ((long) sample[i] * max + opacity / 2) / opacity);
      }
    }
    for (int i = 0; i < sample.length; i++) {
      sample[i] = (int) ((sample[i] * 255L + max / 2) / max);
    }
    if (inks.isUsed()) {
      return sample[0] | sample[1] << 8 | sample[2] << 16 | sample[3] << 24;
    }
    int clear = alpha < 0 ? OPAQUE : sample[alpha] << 24;
    return switch (file.kind) {
      case TiffFile.WHITE_IS_ZERO -> clear | (255 - sample[0]) * 0x010101;
      case TiffFile.BLACK_IS_ZERO -> clear | sample[0] * 0x010101;
      case TiffFile.CMYK ->
          clear
              | Cmyk.light(sample[0], sample[3]) << 16
              | Cmyk.light(sample[1], sample[3]) << 8
              | Cmyk.light(sample[2], sample[3]);
      default -> clear | sample[0] << 16 | sample[1] << 8 | sample[2];
    };
  }

  /** Decodes a strip or tile that is a JPEG image. */
  private void placeJpeg(int part, int left, int top) throws IOException {
    byte[] jpeg = TiffJpeg.whole(file, bytes, part);
    SourceImage whole = Jpeg.read(jpeg);
    int right = Math.min(file.partWidth, file.width - left);
    int below = Math.min(file.rowsOf(part), file.height - top);
    if (whole.width() < right
        || whole.width() > file.partWidth + JPEG_BLOCK
        || whole.height() < below
        || whole.height() > file.partHeight + JPEG_BLOCK) {
      throw new IOException(
          "it is damaged: one of its parts has %dx%d pixels"
              .formatted(whole.width(), whole.height()));
    }
    ArgbRows rows = new ArgbRows(whole.image());
    int[] row = new int[whole.width()];
    for (int y = 0; y < below; y++) {
      rows.read(y, row);
      System.arraycopy(row, 0, pixels, (top + y) * file.width + left, right);
    }
  }
}
