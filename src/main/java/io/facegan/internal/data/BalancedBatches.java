package io.facegan.internal.data;

import io.facegan.internal.util.SplitMix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which images each training step sees, every label as often as any other.
 *
 * <p>Think of an endless row of rounds: each has every label once, in a random order, with the next
 * image of the label's own row, which {@link ShuffledBatches} describes. So the images of a rare
 * label come more often. As there, a step can be asked for directly. Safe for several threads.
 */
public final class BalancedBatches {
  /** Keeps the orders of labels apart from those of images with the same seed. */
  private static final long ROUNDS = 0x726F756E6473L;

  private final int batchSize;
  private final long seed;
  private final List<int[]> images = new ArrayList<>();
  private final List<ShuffledBatches> rows = new ArrayList<>();

  /**
   * @param labels of the images, numbers from 0 on
   */
  public BalancedBatches(int[] labels, int batchSize, long seed) {
    this.batchSize = batchSize;
    this.seed = seed;
    int count = Arrays.stream(labels).max().orElseThrow() + 1;
    int[] sizes = new int[count];
    Arrays.stream(labels).forEach(label -> sizes[label]++);
    for (int label = 0; label < count; label++) {
      images.add(new int[sizes[label]]);
      // Rows of equally many images would else have the same orders.
      rows.add(new ShuffledBatches(sizes[label], 1, new SplitMix(seed, label).nextLong()));
    }
    int[] filled = new int[count];
    for (int i = 0; i < labels.length; i++) {
      images.get(labels[i])[filled[labels[i]]++] = i;
    }
  }

  /** Returns the indices of a step's images, the caller's own copy; steps count from 0. */
  public int[] at(long step) {
    int[] batch = new int[batchSize];
    long position = step * batchSize;
    long round = -1;
    int[] order = null;
    for (int i = 0; i < batchSize; i++, position++) {
      if (position / rows.size() != round) {
        round = position / rows.size();
        order = order(round);
      }
      int label = order[(int) (position % rows.size())];
      batch[i] = images.get(label)[rows.get(label).at(round)[0]];
    }
    return batch;
  }

  private int[] order(long round) {
    SplitMix random = new SplitMix(seed ^ ROUNDS, round);
    int[] order = new int[rows.size()];
    for (int i = 0; i < order.length; i++) {
      int earlier = random.nextInt(i + 1);
      order[i] = order[earlier];
      order[earlier] = i;
    }
    return order;
  }
}
