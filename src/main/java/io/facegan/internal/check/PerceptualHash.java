package io.facegan.internal.check;

import io.facegan.data.Framing;
import io.facegan.image.SourceImage;
import io.facegan.internal.data.ImageFramer;
import io.facegan.internal.data.Packing;
import io.facegan.network.ImageShape;
import java.io.IOException;

/**
 * Computes what an image looks like in 576 bits: two difference hashes, a coarse one for the search
 * and a fine one for the decision.
 *
 * <p>The coarse hash is dHash as Neal Krawetz describes it (<a
 * href="https://www.hackerfactor.com/blog/index.php?/archives/529-Kind-of-Like-That.html">Kind of
 * Like That</a>, 2013): the image in grey at 9x8 pixels, one bit for each pixel that is brighter
 * than its left neighbour. The fine one does the same at 17x16, and at 16x17 downwards. Two things
 * differ from dHash. A pixel must be brighter by more than one level, so that plain backgrounds,
 * whose differences are noise, give the same bits in every copy. And {@link Framing#RESIZE} makes
 * the image square, whatever the framing of the training: the middle of an image and that of a
 * smaller copy would show different things.
 *
 * <p>The coarse hash alone cannot separate portraits, which are mostly dark above, bright in the
 * middle and dark below: among 814 portraits of as many people, 8 pairs are within {@value #NEAR}
 * bits. The fine hashes of any two of these people differ in 67 bits or more. Those of an image and
 * its copy differ in at most {@value #NEAR_FINE} bits for 99 of 100 copies that were scaled by 0.4
 * to 3, saved as JPEG of quality 0.5 or better, made 15 levels brighter or darker, given 15 % more
 * or less contrast, or turned grey. Of 136x136 copies cropped by 1 pixel on each side, 19 of 20 are
 * found; cropped by 2 pixels, 1 of 5.
 */
final class PerceptualHash {
  /** The number of longs: the coarse hash, then the fine ones. */
  static final int WORDS = 9;

  /** The most bits in which the coarse hashes of near-duplicates differ. */
  static final int NEAR = 4;

  /** The most bits in which the fine hashes of near-duplicates differ. */
  static final int NEAR_FINE = 32;

  private static final int SIDE = 72;
  private static final int MARGIN = 1;
  private static final int COARSE = 8;
  private static final int FINE = 16;

  /** Less difference than this between the brightest and the darkest pixel makes an image blank. */
  private static final int CONTRAST = 16;

  private final ImageFramer framer;

  /**
   * @param packing whose box, if it has one, is the part of each image to compare
   */
  PerceptualHash(Packing packing) {
    boolean whole =
        packing.framing().equals(Framing.AUTO) || packing.framing().equals(Framing.CROP);
    framer =
        new ImageFramer(
            new Packing(
                new ImageShape(SIDE, SIDE, 1),
                whole ? Framing.RESIZE : packing.framing(),
                packing.background(),
                false));
  }

  /**
   * Returns the hash of an image, or an empty array if the image is blank: any two blank images
   * would look alike. Safe for use by several threads.
   */
  long[] of(SourceImage image) throws IOException {
    byte[] grey = framer.frame(image).pixels();
    if (isBlank(grey)) {
      return new long[0];
    }
    Sums sums = new Sums(grey);
    long[] words = new long[WORDS];
    differences(sums, COARSE, false, words, 0);
    differences(sums, FINE, false, words, 1);
    differences(sums, FINE, true, words, 1 + FINE * FINE / Long.SIZE);
    return words;
  }

  private static boolean isBlank(byte[] grey) {
    int darkest = 255;
    int brightest = 0;
    for (byte pixel : grey) {
      darkest = Math.min(darkest, pixel & 255);
      brightest = Math.max(brightest, pixel & 255);
    }
    return brightest - darkest < CONTRAST;
  }

  private static void differences(Sums sums, int n, boolean down, long[] words, int first) {
    int rows = down ? n + 1 : n;
    int columns = down ? n : n + 1;
    for (int bit = 0; bit < n * n; bit++) {
      int row = bit / n;
      int column = bit % n;
      double here = sums.mean(row, column, rows, columns);
      double next =
          down
              ? sums.mean(row + 1, column, rows, columns)
              : sums.mean(row, column + 1, rows, columns);
      if (next > here + MARGIN) {
        words[first + bit / Long.SIZE] |= 1L << bit % Long.SIZE;
      }
    }
  }

  /** The summed-area table of the image. */
  private static final class Sums {
    private final int[] sums = new int[(SIDE + 1) * (SIDE + 1)];

    Sums(byte[] grey) {
      for (int y = 0; y < SIDE; y++) {
        int row = 0;
        for (int x = 0; x < SIDE; x++) {
          row += grey[y * SIDE + x] & 255;
          sums[(y + 1) * (SIDE + 1) + x + 1] = sums[y * (SIDE + 1) + x + 1] + row;
        }
      }
    }

    /** Returns the mean of one cell of a grid over the image. */
    double mean(int row, int column, int rows, int columns) {
      int top = row * SIDE / rows;
      int bottom = (row + 1) * SIDE / rows;
      int left = column * SIDE / columns;
      int right = (column + 1) * SIDE / columns;
      int sum = at(bottom, right) - at(top, right) - at(bottom, left) + at(top, left);
      return sum / (double) ((bottom - top) * (right - left));
    }

    private int at(int y, int x) {
      return sums[y * (SIDE + 1) + x];
    }
  }
}
