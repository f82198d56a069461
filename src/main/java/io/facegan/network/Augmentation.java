package io.facegan.network;

import io.facegan.error.FaceGanException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Random changes of every image that the discriminator sees, real or generated, so that it cannot
 * learn a small collection by heart (Zhao et al., "Differentiable Augmentation for Data-Efficient
 * GAN Training", 2020). The generator is trained through the same changes, so its own images stay
 * free of them. Each kind changes an image with the probability, independently of the others.
 *
 * @param kinds of changes
 * @param probability of each kind at an image, from 0 to 1, once it has risen
 * @param rise after how many images seen the probability, which begins at 0 and rises evenly, is
 *     reached; 0 for at once
 * @param target 0 for a probability that rises by itself. Else it rises while the discriminator is
 *     surer than this of real images, and falls otherwise, between 0 and {@code probability}, with
 *     the speed that {@code rise} gives (adaptive augmentation, Karras et al., <a
 *     href="https://arxiv.org/abs/2006.06676">Training Generative Adversarial Networks with Limited
 *     Data</a>, NeurIPS 2020, who have 0.6). How sure it is, from -1 to 1, is the moving average of
 *     the sign of its logits of real images, for relativistic pairing of their differences
 */
public record Augmentation(Set<Kind> kinds, double probability, long rise, double target) {
  /** None: the discriminator sees images as they are. */
  public static final Augmentation NONE = new Augmentation(Set.of(), 0, 0, 0);

  /** A change of an image. Values are those for pixels from 0 to 1. */
  public enum Kind {
    /**
     * Brightness by up to 0.25 more or less, then saturation times 0 to 2, contrast times 0.5 to
     * 1.5.
     */
    COLOUR,
    /** Moved by up to an eighth of each side, with mid-grey where nothing is left. */
    TRANSLATION,
    /** A mid-grey rectangle, half as high and wide as the image, anywhere. */
    CUTOUT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks the ranges.
   *
   * @throws FaceGanException if the probability is below 0 or above 1, the rise is below 0, a
   *     probability above 0 has no kinds, or the target is not from 0 to 1 or has no rise
   */
  public Augmentation {
    // In one order, so that equal ones are written alike.
    kinds = kinds.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(kinds));
    if (!(probability >= 0 && probability <= 1)) {
      throw new FaceGanException(
          "probability of the augmentation is " + probability + ": it must be from 0 to 1");
    }
    if (rise < 0) {
      throw new FaceGanException(
          "images until the augmentation has risen are " + rise + ": they must be at least 0");
    }
    if (!(target >= 0 && target < 1)) {
      throw new FaceGanException(
          "target of the augmentation is "
              + target
              + ": it must be at least 0 and below 1; 0.6 is usual, 0 is none");
    }
    if (target > 0 && (rise == 0 || probability == 0)) {
      throw new FaceGanException(
          "the augmentation has the target %s, probability %s and rise %d: to follow a target it needs"
                  .formatted(Checks.plain(target), Checks.plain(probability), rise)
              + " a largest probability and a rise above 0");
    }
    if (probability > 0 && kinds.isEmpty()) {
      throw new FaceGanException(
          "the augmentation has probability %s but no kinds: name at least one of %s, or use 0"
              .formatted(Checks.plain(probability), names(EnumSet.allOf(Kind.class))));
    }
  }

  /** Returns all three kinds with one probability from the first image on. */
  public static Augmentation of(double probability) {
    return new Augmentation(EnumSet.allOf(Kind.class), probability, 0, 0);
  }

  /**
   * Returns all three kinds with a probability that follows how sure the discriminator is of real
   * images: up to 0.8, by 0.8 in 20,000 images at most, towards a target of 0.6.
   */
  public static Augmentation adaptive() {
    return new Augmentation(EnumSet.allOf(Kind.class), 0.8, 20_000, 0.6);
  }

  /** Returns whether the probability follows a target. */
  public boolean isAdaptive() {
    return target > 0;
  }

  /** Returns whether nothing is ever changed. */
  public boolean isNone() {
    return probability == 0;
  }

  /**
   * Returns the probability at a moment of the training, or the largest if it follows a target.
   *
   * @param seen how many images the discriminator has seen, at least 0
   */
  public double probability(long seen) {
    return rise == 0 || isAdaptive()
        ? probability
        : probability * Math.min(1, (double) seen / rise);
  }

  String describe() {
    if (isNone()) {
      return "No augmentation";
    }
    if (isAdaptive()) {
      return "Augmentation by %s with a probability up to %s that follows the target %s, by %s images"
          .formatted(
              names(kinds), Checks.plain(probability), Checks.plain(target), Checks.grouped(rise));
    }
    return "Augmentation by %s with probability %s%s"
        .formatted(
            names(kinds),
            Checks.plain(probability),
            rise == 0 ? "" : " after " + Checks.grouped(rise) + " images, rising from 0");
  }

  private static String names(Set<Kind> kinds) {
    return new TreeSet<>(kinds).stream().map(Kind::toString).collect(Collectors.joining(", "));
  }
}
