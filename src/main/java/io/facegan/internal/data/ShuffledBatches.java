package io.facegan.internal.data;

import io.facegan.internal.util.SplitMix;

/**
 * Which images each training step sees.
 *
 * <p>Think of an endless row of images: one random permutation of all of them for each epoch, one
 * after the other. Step s takes the positions {@code [s * batch, (s + 1) * batch)} of it. So every
 * image comes exactly once an epoch, a batch may run from one epoch into the next, and no batch is
 * ever smaller. Each permutation follows from the seed and the epoch's number alone: a step can be
 * asked for directly, and a resumed run sees the very batches that an unbroken one would have. Only
 * the permutation in use is kept. Safe for several threads.
 */
public final class ShuffledBatches {
  /** Keeps the coins apart from the shuffles of the same seed. */
  private static final long MIRROR = 0x6D6972726F72L;

  private final int[] order;
  private final int batchSize;
  private final long seed;
  private long epoch = -1;

  /** Describes the batches; one may be larger than the number of images. */
  public ShuffledBatches(int images, int batchSize, long seed) {
    if (images < 1) {
      throw new IllegalArgumentException(
          "number of images to shuffle is %d: at least 1 is needed".formatted(images));
    }
    if (batchSize < 1) {
      throw new IllegalArgumentException(
          "batch size is %d: choose at least 1".formatted(batchSize));
    }
    order = new int[images];
    this.batchSize = batchSize;
    this.seed = seed;
  }

  /** Returns the indices of a step's images, the caller's own copy; steps count from 0. */
  public synchronized int[] at(long step) {
    checkStep(step);
    int[] batch = new int[batchSize];
    long position = step * batchSize;
    for (int i = 0; i < batchSize; i++, position++) {
      shuffleFor(position / order.length);
      batch[i] = order[(int) (position % order.length)];
    }
    return batch;
  }

  /**
   * Returns for each of a step's images whether it comes mirrored: a fair coin, tossed again each
   * time that an image comes, which the seed and the position decide.
   */
  public boolean[] mirroredAt(long step) {
    checkStep(step);
    boolean[] mirrored = new boolean[batchSize];
    for (int i = 0; i < batchSize; i++) {
      mirrored[i] = new SplitMix(seed ^ MIRROR, step * batchSize + i).chance(0.5);
    }
    return mirrored;
  }

  private void checkStep(long step) {
    if (step < 0 || step > Long.MAX_VALUE / batchSize - 1) {
      throw new IllegalArgumentException(
          "step is %d: choose 0 to %d".formatted(step, Long.MAX_VALUE / batchSize - 1));
    }
  }

  private void shuffleFor(long wanted) {
    if (wanted == epoch) {
      return;
    }
    SplitMix random = new SplitMix(seed, wanted);
    for (int i = 0; i < order.length; i++) {
      int earlier = random.nextInt(i + 1);
      order[i] = order[earlier];
      order[earlier] = i;
    }
    epoch = wanted;
  }
}
