package io.facegan.internal.check;

import io.facegan.data.Framing;
import io.facegan.image.SourceImage;
import io.facegan.internal.data.ImageFramer;
import io.facegan.internal.data.Packing;
import io.facegan.network.ImageShape;
import java.io.IOException;

/**
 * What a picture looks like, in 576 bits: two difference hashes, a coarse one to search with and a
 * fine one to be sure.
 *
 * <p>The coarse hash is dHash as Neal Krawetz describes it (<a
 * href="https://www.hackerfactor.com/blog/index.php?/archives/529-Kind-of-Like-That.html">Kind of
 * Like That</a>, 2013): the picture in grey at 9x8 pixels, one bit for each pixel that is brighter
 * than its left neighbour. The fine one does the same at 17x16, and at 16x17 downwards. Two things
 * differ from it. A pixel must be brighter by more than one level, so that plain backgrounds, whose
 * differences are noise, give the same bits in every copy. And the picture is brought to a square
 * as {@link Framing#RESIZE} does, whatever the framing of the training: cut-outs of a picture and
 * of its smaller copy would show different things.
 *
 * <p>The coarse hash alone does not tell portraits apart, all of which are dark above, bright in
 * the middle and dark below: of 814 portraits of as many people 8 pairs are within {@value #NEAR}
 * bits. The fine hashes of any two of these people differ in 67 bits or more. Those of a picture
 * and its copy differ in {@value #NEAR_FINE} or fewer for 99 of 100 copies scaled by 0.4 to 3,
 * saved as JPEG of quality 0.5 and better, 15 levels brighter or darker, of 15 % more or less
 * contrast, or grey, for colour is not looked at. Of copies cut smaller by 1 pixel of 136 on each
 * side 19 of 20 are found, of those by 2 pixels 1 of 5.
 */
final class PerceptualHash {
  /** How many longs a print has: the coarse hash, then the fine ones. */
  static final int WORDS = 9;

  /** The most bits in which the coarse hashes of near-duplicates differ. */
  static final int NEAR = 4;

  /** The most bits in which the fine hashes of near-duplicates differ. */
  static final int NEAR_FINE = 32;

  private static final int SIDE = 72;
  private static final int MARGIN = 1;
  private static final int COARSE = 8;
  private static final int FINE = 16;

  /** Brightest and darkest of a picture that shows nothing are less than this apart. */
  private static final int CONTRAST = 16;

  private final ImageFramer framer;

  /**
   * @param packing whose box, if it has one, is what counts of each picture
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
   * Returns the print of a picture, or nothing (an empty array) if it shows hardly anything but one
   * shade: such pictures say nothing about each other. Any number of threads may ask at once.
   *
   * @throws IOException if the framing's box does not lie in the picture
   */
  long[] of(SourceImage picture) throws IOException {
    byte[] grey = framer.frame(picture).pixels();
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

  /** The sums of all rectangles that begin at the top left corner. */
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

    /** Returns the mean of one cell of a grid laid over the picture. */
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
