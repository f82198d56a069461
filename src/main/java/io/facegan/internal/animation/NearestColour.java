package io.facegan.internal.animation;

import java.util.Arrays;

/** Finds which colour of a palette is nearest to another one, as the eye weighs differences. */
final class NearestColour {
  /** How much a squared difference in red, green and blue counts. */
  static final int RED = 3;

  static final int GREEN = 4;
  static final int BLUE = 2;

  private static final int ALL = RED + GREEN + BLUE;

  private final int[] palette;
  private final int[] sums;

  /**
   * @param palette at least one colour; is sorted
   */
  NearestColour(int[] palette) {
    long[] bySum =
        Arrays.stream(palette).mapToLong(c -> (long) sum(c) << 32 | c).sorted().toArray();
    for (int i = 0; i < palette.length; i++) {
      palette[i] = (int) bySum[i];
    }
    this.palette = palette;
    sums = Arrays.stream(palette).map(NearestColour::sum).toArray();
  }

  /**
   * Returns the index of the nearest colour. By the inequality of Cauchy and Schwarz a colour is no
   * nearer than the difference of the weighted sums says, so few have to be looked at.
   */
  int of(int colour) {
    int sum = sum(colour);
    int above = Arrays.binarySearch(sums, sum);
    above = above < 0 ? -above - 1 : above;
    int below = above - 1;
    int best = -1;
    int least = Integer.MAX_VALUE;
    while (true) {
      int up = above < sums.length ? sums[above] - sum : Integer.MAX_VALUE;
      int down = below >= 0 ? sum - sums[below] : Integer.MAX_VALUE;
      int difference = Math.min(up, down);
      if (difference == Integer.MAX_VALUE || (long) difference * difference >= (long) ALL * least) {
        return best;
      }
      int candidate = up <= down ? above++ : below--;
      int distance = distance(palette[candidate], colour);
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
  }

  private static int distance(int one, int other) {
    int red = (one >> 16 & 255) - (other >> 16 & 255);
    int green = (one >> 8 & 255) - (other >> 8 & 255);
    int blue = (one & 255) - (other & 255);
    return RED * red * red + GREEN * green * green + BLUE * blue * blue;
  }

  private static int sum(int colour) {
    return RED * (colour >> 16 & 255) + GREEN * (colour >> 8 & 255) + BLUE * (colour & 255);
  }
}
