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
 * <p>With noise it is approximated without second derivatives, so that any layer will do (Lin et
 * al., <a href="https://arxiv.org/abs/2501.08316">Diffusion Adversarial Post-Training for One-Step
 * Video Generation</a>, 2025): by {@code gamma / (2 noise^2)} times the mean of {@code (D(x) - D(x
 * + noise e))^2}, e standard normal, which tends to the same for small noise and costs the same.
 *
 * @param real gamma on real images (R1), at least 0; 0 is none
 * @param generated gamma on generated images (R2), at least 0; 0 is none
 * @param every how many steps it comes once in; it is multiplied by that number then (lazy
 *     regularisation, Karras et al., "Analyzing and Improving the Image Quality of StyleGAN", 2020)
 * @param noise standard deviation of the noise that approximates it, for pixels from -1 to 1; 0 for
 *     the exact penalty. Published: 0.01 to 0.1; rounding drowns less than 0.001
 */
public record GradientPenalty(double real, double generated, int every, double noise) {
  /** No penalty. */
  public static final GradientPenalty NONE = new GradientPenalty(0, 0, 1);

  private static final double LEAST_NOISE = 0.001;

  /**
   * Checks the ranges.
   *
   * @throws FaceGanException if a gamma is negative or not finite, {@code every} below 1, or the
   *     noise neither 0 nor from 0.001 to 1
   */
  public GradientPenalty {
    checkGamma("on real images", real);
    checkGamma("on generated images", generated);
    Checks.positive("steps from one gradient penalty to the next", every);
    if (noise != 0 && !(noise >= LEAST_NOISE && noise <= 1)) {
      throw new FaceGanException(
          "noise of the gradient penalty is %s: it must be from %s to 1, or 0 for the exact penalty"
              .formatted(noise, LEAST_NOISE));
    }
  }

  /**
   * Makes an exact penalty.
   *
   * @throws FaceGanException as the other constructor does
   */
  public GradientPenalty(double real, double generated, int every) {
    this(real, generated, every, 0);
  }

  /** Returns whether there is none. */
  public boolean isNone() {
    return real == 0 && generated == 0;
  }

  String describe() {
    if (isNone()) {
      return "No gradient penalty";
    }
    return "Gradient penalty, gamma %s on real and %s on generated images, every %s%s"
        .formatted(
            Checks.plain(real),
            Checks.plain(generated),
            every == 1 ? "step" : every + " steps",
            noise == 0 ? "" : ", approximated with noise of " + Checks.plain(noise));
  }

  private static void checkGamma(String where, double gamma) {
    if (!(gamma >= 0 && gamma < Double.POSITIVE_INFINITY)) {
      throw new FaceGanException(
          "gamma of the gradient penalty %s is %s: it must be at least 0 and finite"
              .formatted(where, gamma));
    }
  }
}
