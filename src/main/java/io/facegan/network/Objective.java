package io.facegan.network;

import io.facegan.error.FaceGanException;
import java.util.Objects;

/**
 * What the two networks are trained towards: a loss for the discriminator's logits of real images,
 * one for its logits of generated images, and the generator's own.
 *
 * <p>Costs are in forward passes of the generator (G) and the discriminator (D) over one batch; a
 * backward pass counts as two.
 *
 * @param name what to call it
 * @param real of the discriminator, for logits of real images
 * @param fake of the discriminator, for logits of generated images
 * @param generator of the generator, for logits of generated images
 * @param updates how a step is divided, and what the logits are
 */
public record Objective(
    String name, LossTerm real, LossTerm fake, LossTerm generator, Updates updates) {

  /** How a training step is divided into updates. */
  public enum Updates {
    /**
     * Three: the discriminator on real images, the discriminator on generated ones, the generator
     * on freshly generated ones, as in the tutorial. Costs 5 G and 9 D.
     */
    SEPARATE,
    /**
     * Two: the discriminator on both kinds of images at once, then the generator on the same
     * generated images. Costs 3 G and 8 D.
     */
    JOINT,
    /**
     * As {@link #JOINT}, with relativistic logits (Jolicoeur-Martineau, "The relativistic
     * discriminator", 2018, in the paired form of Huang et al., "The GAN is dead; long live the
     * GAN!", 2024): each real image is paired with a generated one, {@code real} takes D(real) -
     * D(fake), {@code fake} and {@code generator} take D(fake) - D(real), and the discriminator's
     * loss is half of its two. Costs 3 G and 9 D. The discriminator's logits then have no absolute
     * level: only their differences mean something.
     */
    PAIRED
  }

  /** Checks that all is given. */
  public Objective {
    if (name.isBlank()) {
      throw new FaceGanException("objective name is blank: give it a name");
    }
    Objects.requireNonNull(real, "loss on real images");
    Objects.requireNonNull(fake, "loss on generated images");
    Objects.requireNonNull(generator, "loss of the generator");
    Objects.requireNonNull(updates, "updates");
  }

  /**
   * Returns the tutorial's: binary cross-entropy in three updates, the generator's towards 1 (the
   * non-saturating form of Goodfellow et al., "Generative Adversarial Nets", 2014).
   */
  public static Objective tutorial() {
    return crossEntropy("binary cross-entropy", 1, Updates.SEPARATE);
  }

  /**
   * Returns binary cross-entropy with the discriminator updated once a step (Goodfellow et al.,
   * 2014): D minimises softplus(-D(real)) + softplus(D(fake)), G softplus(-D(fake)).
   */
  public static Objective nonSaturating() {
    return crossEntropy("non-saturating", 1, Updates.JOINT);
  }

  /**
   * Returns the losses of LSGAN (Mao et al., "Least Squares Generative Adversarial Networks",
   * 2017): D minimises (D(real) - 1)^2 / 2 + D(fake)^2 / 2, G (D(fake) - 1)^2 / 2.
   */
  public static Objective leastSquares() {
    return new Objective(
        "least squares",
        new LossTerm.LeastSquares(1),
        new LossTerm.LeastSquares(0),
        new LossTerm.LeastSquares(1),
        Updates.JOINT);
  }

  /**
   * Returns the hinge losses (Lim and Ye, "Geometric GAN", 2017; Miyato et al., "Spectral
   * Normalization for GANs", 2018): D minimises max(0, 1 - D(real)) + max(0, 1 + D(fake)), G
   * -D(fake).
   */
  public static Objective hinge() {
    return new Objective(
        "hinge",
        new LossTerm.Hinge(true),
        new LossTerm.Hinge(false),
        new LossTerm.Linear(true),
        Updates.JOINT);
  }

  /**
   * Returns relativistic pairing (Jolicoeur-Martineau, 2018; Huang et al., 2024): D minimises
   * softplus(D(fake) - D(real)), G softplus(D(real) - D(fake)). It needs a gradient penalty to
   * converge.
   */
  public static Objective relativistic() {
    return crossEntropy("relativistic pairing", 1, Updates.PAIRED);
  }

  private static Objective crossEntropy(String name, double realLabel, Updates updates) {
    return new Objective(
        name,
        new LossTerm.CrossEntropy(realLabel),
        new LossTerm.CrossEntropy(0),
        new LossTerm.CrossEntropy(1),
        updates);
  }

  /**
   * Returns the same with the discriminator's label of real images lowered, so that it never grows
   * too sure (one-sided label smoothing, Salimans et al., "Improved Techniques for Training GANs",
   * 2016).
   *
   * @param label above 0 and at most 1; 0.9 is usual
   * @throws FaceGanException if it is not, or the loss on real images is no cross-entropy
   */
  public Objective smoothed(double label) {
    if (!(real instanceof LossTerm.CrossEntropy) || !(label > 0)) {
      throw new FaceGanException(
          "label smoothing %s of the objective \"%s\": it needs a label above 0 and a"
                  .formatted(label, name)
              + " cross-entropy, such as Objective.nonSaturating()");
    }
    return new Objective(name, new LossTerm.CrossEntropy(label), fake, generator, updates);
  }

  /** Returns the losses with their formulas, for people. */
  public String describe() {
    String logits = updates == Updates.PAIRED ? " of differences between logits" : "";
    return "Objective %s%s: discriminator %s on real, %s on generated images; generator %s"
        .formatted(name, logits, real.describe(), fake.describe(), generator.describe());
  }
}
