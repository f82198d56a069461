package io.facegan.internal.metric;

import io.facegan.data.ImageBatch;
import io.facegan.internal.data.PackedImages;
import io.facegan.metric.FeatureLikeness;
import java.util.function.Function;

/** Compares images in any space of features. */
public final class FeatureFigures {
  private FeatureFigures() {}

  /**
   * Compares generated images with real ones, halved as {@link Reference#of(PackedImages)} does.
   *
   * @param images at least 2 real ones
   * @param features returns the features of each image of a batch, all of one length
   */
  public static FeatureLikeness of(
      ImageBatch generated, PackedImages images, Function<ImageBatch, double[][]> features) {
    double[][] reals = features.apply(Reference.spread(images));
    double[][] one = half(reals, 0);
    FeatureReference reference = new FeatureReference(one);
    return new FeatureLikeness(
        generated.count(),
        one.length,
        one[0].length,
        reference.compare(features.apply(generated)),
        reference.compare(half(reals, 1)));
  }

  /** Returns every second one, from the first or the second on. */
  private static double[][] half(double[][] all, int from) {
    double[][] half = new double[all.length / 2][];
    for (int i = 0; i < half.length; i++) {
      half[i] = all[2 * i + from];
    }
    return half;
  }
}
