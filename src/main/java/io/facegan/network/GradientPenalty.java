package io.facegan.network;

import io.facegan.error.FaceGanException;

/**
 * A penalty on the slope of the discriminator at the images that it judges, which keeps it smooth
 * where the generator learns from it (R1: Mescheder, Geiger and Nowozin, "Which Training Methods
 * for GANs do actually Converge?", 2018; R2, the same on generated images, as Huang et al., "The
 * GAN is dead; long live the GAN!", 2024, add it).
 *
 * <p>The discriminator's loss grows by {@code gamma / 2} times the mean over the batch of the
 * squared length of the gradient of the logit by the image. Pixels count as from -1 to 1, so that
 * published gammas fit. Each penalty costs 3 passes of the discriminator in the steps that have it.
 *
 * @param real gamma on real images (R1), at least 0; 0 is none
 * @param generated gamma on generated images (R2), at least 0; 0 is none
 * @param every how many steps it comes once in; it is multiplied by that number then (lazy
 *     regularisation, Karras et al., "Analyzing and Improving the Image Quality of StyleGAN", 2020)
 */
public record GradientPenalty(double real, double generated, int every) {
  /** No penalty. */
  public static final GradientPenalty NONE = new GradientPenalty(0, 0, 1);

  /**
   * Checks the ranges.
   *
   * @throws FaceGanException if a gamma is negative or not finite, or {@code every} below 1
   */
  public GradientPenalty {
    checkGamma("on real images", real);
    checkGamma("on generated images", generated);
    Checks.positive("steps from one gradient penalty to the next", every);
  }

  /** Returns whether there is none. */
  public boolean isNone() {
    return real == 0 && generated == 0;
  }

  String describe() {
    if (isNone()) {
      return "No gradient penalty";
    }
    return "Gradient penalty, gamma %s on real and %s on generated images, every %s"
        .formatted(
            Checks.plain(real), Checks.plain(generated), every == 1 ? "step" : every + " steps");
  }

  private static void checkGamma(String where, double gamma) {
    if (!(gamma >= 0 && gamma < Double.POSITIVE_INFINITY)) {
      throw new FaceGanException(
          "gamma of the gradient penalty %s is %s: it must be at least 0 and finite"
              .formatted(where, gamma));
    }
  }
}
