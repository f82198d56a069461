package io.facegan.internal.metric;

import io.facegan.data.ImageBatch;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The sliced Wasserstein distance between patches of generated and real images as Karras, Aila,
 * Laine and Lehtinen define it in <a href="https://arxiv.org/abs/1710.10196">Progressive Growing of
 * GANs</a>, ICLR 2018: for each level of a Laplacian pyramid from 16 pixels up to the size, 128
 * patches of 7x7 pixels of each image, normalized to mean 0 and deviation 1 per channel and set,
 * and the mean over {@value Directions#COUNT} random directions of the mean difference of the
 * sorted projections, times 1,000. They take 16,384 images; here at most {@value #MOST} do, so the
 * distance between real images is larger.
 */
final class SlicedWasserstein {
  /** More images would take longer than all other figures together. */
  static final int MOST = 32;

  private static final double UNIT = 1_000;

  private final int images;
  private final List<float[][]> reals;

  /**
   * @param images how many images of each side are compared
   */
  SlicedWasserstein(ImageBatch reals, int images) {
    this.images = images;
    this.reals = sorted(reals);
  }

  /**
   * Returns the distance of each level, the finest first.
   *
   * @param generated images of the same shape as the real ones
   */
  double[] to(ImageBatch generated) {
    List<float[][]> levels = sorted(generated);
    return IntStream.range(0, levels.size())
        .mapToDouble(level -> UNIT * meanDifference(reals.get(level), levels.get(level)))
        .toArray();
  }

  private List<float[][]> sorted(ImageBatch batch) {
    List<Patches> levels = Patches.of(batch, images);
    levels.forEach(Patches::normalize);
    return levels.stream().map(Directions::sortedProjections).toList();
  }

  private static double meanDifference(float[][] one, float[][] other) {
    double sum = 0;
    for (int direction = 0; direction < one.length; direction++) {
      for (int patch = 0; patch < one[direction].length; patch++) {
        sum += Math.abs(one[direction][patch] - other[direction][patch]);
      }
    }
    return sum / one.length / one[0].length;
  }
}
