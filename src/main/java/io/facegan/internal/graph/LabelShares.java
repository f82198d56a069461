package io.facegan.internal.graph;

import java.util.List;

/** The labels of images in a row, each label as often as its share says, well mixed. */
public final class LabelShares {
  private final long[] ends;

  /**
   * @param counts of images of each label
   */
  public LabelShares(List<Integer> counts) {
    ends = new long[counts.size()];
    long sum = 0;
    for (int i = 0; i < ends.length; i++) {
      sum += counts.get(i);
      ends[i] = sum;
    }
  }

  /** Returns the numbers of the labels of some images in a row; null if there are no labels. */
  public int[] of(long first, int count) {
    if (ends.length == 0) {
      return null;
    }
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = of(first + i);
    }
    return labels;
  }

  /** Multiples of the golden ratio, their whole parts left out, lie evenly however few they are. */
  private int of(long index) {
    double place = ((index * Latents.STEP) >>> Latents.SPARE_BITS) * Latents.UNIT;
    long wanted = (long) (place * ends[ends.length - 1]);
    int label = 0;
    while (ends[label] <= wanted) {
      label++;
    }
    return label;
  }
}
