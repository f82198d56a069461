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
    ImageBatch reals = Reference.spread(images);
    double[][] one = features.apply(Reference.half(reals, 0));
    FeatureReference reference = new FeatureReference(one);
    return new FeatureLikeness(
        generated.count(),
        one.length,
        one[0].length,
        reference.compare(features.apply(generated)),
        reference.compare(features.apply(Reference.half(reals, 1))));
  }
}
