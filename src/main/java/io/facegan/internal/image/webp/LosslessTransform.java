package io.facegan.internal.image.webp;

import java.io.IOException;

/** A transform of the pixels (RFC 9649, section 3.4). */
@FunctionalInterface
interface LosslessTransform {
  /** Undoes it in place. */
  void undo(int[] pixels);

  /** Adds two pixels channel by channel, without carry. */
  static int add(int left, int right) {
    int alphaAndGreen = (left & 0xFF00FF00) + (right & 0xFF00FF00);
    int redAndBlue = (left & 0x00FF00FF) + (right & 0x00FF00FF);
    return alphaAndGreen & 0xFF00FF00 | redAndBlue & 0x00FF00FF;
  }

  /** Adds green to red and blue. */
  static void addGreen(int[] pixels) {
    for (int i = 0; i < pixels.length; i++) {
      int green = pixels[i] >> 8 & 255;
      pixels[i] = add(pixels[i], green << 16 | green);
    }
  }

  /** Adds to red and blue what the colours of a block tell from the other channels. */
  static void addColours(int[] pixels, int width, int height, int[] data, int bits) {
    int columns = LosslessImage.blocks(width, bits);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int factors = data[(y >> bits) * columns + (x >> bits)];
        int at = y * width + x;
        int pixel = pixels[at];
        int green = (byte) (pixel >> 8);
        int red = (pixel >> 16) + ((byte) factors * green >> 5) & 255;
        int blue =
            pixel
                + ((byte) (factors >> 8) * green >> 5)
                + ((byte) (factors >> 16) * (byte) red >> 5);
        pixels[at] = pixel & 0xFF00FF00 | red << 16 | blue & 255;
      }
    }
  }

  /** Reads a palette, whose colours are stored as differences. */
  static int[] palette(LosslessBits in) throws IOException {
    int size = 1 + in.number(8);
    int[] palette = LosslessPixels.read(in, size, 1, false, new int[size]);
    for (int i = 1; i < size; i++) {
      palette[i] = add(palette[i], palette[i - 1]);
    }
    return palette;
  }

  /** Replaces indexes by colours; each pixel holds 2 to the power of {@code bits} of them. */
  static void lookUp(int[] pixels, int[] palette, int bits, int width, int height) {
    int stored = LosslessImage.blocks(width, bits);
    int each = Byte.SIZE >> bits;
    // Backwards, since the unpacked pixels take more room in the same array.
    for (int y = height - 1; y >= 0; y--) {
      for (int x = width - 1; x >= 0; x--) {
        int pack = pixels[y * stored + (x >> bits)] >> 8 & 255;
        int index = pack >> (x & (1 << bits) - 1) * each & (1 << each) - 1;
        pixels[y * width + x] = index < palette.length ? palette[index] : 0;
      }
    }
  }
}
