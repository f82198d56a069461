package io.facegan.metric;

import io.facegan.error.FaceGanException;

/**
 * What generated pictures look like beside real ones. Where real pictures have a figure of their
 * own it is given too, because it is what good generated ones come near, not zero.
 *
 * @param diversity how many different pictures the generated ones amount to, as a share of what
 *     real ones amount to: 1 if they are as different from each other as those, towards 0 if all
 *     are the same. Above 1 if they differ more; infinite if no two have anything in common, beside
 *     real ones that are nearly the same; NaN if one in 50 pairs of real pictures or more are the
 *     same picture, since nothing can be said then. Of 36 other real pictures it is 0.5 to 2.6 in
 *     98 of 100 cases, of fewer it scatters more.
 * @param distance sliced Wasserstein distance of patches from those of the real pictures, times
 *     1,000: lower is better, 0 is the same distribution. Other real pictures are not at 0 either,
 *     the less so the fewer there are: compare numbers of as many pictures only.
 * @param checkerboard the part of the pictures that repeats every 2, 4 or 8 pixels, root mean
 *     square in grey levels of 0 to 255, of that period at which they exceed the real ones by the
 *     largest factor; NaN if a side is shorter than 10 pixels
 * @param checkerboardReals the same of the real pictures, whose texture leaves a rest, at the same
 *     period. That may be another one the next time, so look at the two together: other real
 *     pictures have up to 1.25 times this, from 1.3 times on it is a pattern, or noise
 * @param borderDarkness how much darker the outermost 1/16 of the pictures is than the 1/16 next to
 *     it, in grey levels; negative if it is brighter, NaN if a side is shorter than 3 pixels
 * @param borderDarknessReals the same of the real pictures
 * @param asymmetry how much the left half differs from the right one: 0 if each is the other's
 *     mirror image, 1 if they have nothing to do with each other, up to 2 if one is the other's
 *     negative; NaN if every picture has but one shade
 * @param asymmetryReals the same of the real pictures
 */
public record ImageDiagnostics(
    double diversity,
    double distance,
    double checkerboard,
    double checkerboardReals,
    double borderDarkness,
    double borderDarknessReals,
    double asymmetry,
    double asymmetryReals) {
  /**
   * The diversity below which pictures have collapsed. Of 36 pictures, noisy copies of 2 real ones
   * reach 0.043, real ones blended half way with the average of all have at least 0.051.
   */
  public static final double COLLAPSED_BELOW = 0.05;

  /**
   * The diversity below which pictures are thin. Of 36 pictures, noisy copies of 12 real ones reach
   * 0.36, different real ones have at least 0.41. Of 16 different real ones 1 set in 200 is below.
   */
  public static final double THIN_BELOW = 0.4;

  /** Checks that no figure is negative but those of the border. */
  public ImageDiagnostics {
    notNegative("diversity", diversity);
    notNegative("distance", distance);
    notNegative("checkerboard", checkerboard);
    notNegative("checkerboard of the real pictures", checkerboardReals);
    notNegative("asymmetry", asymmetry);
    notNegative("asymmetry of the real pictures", asymmetryReals);
  }

  /**
   * Returns what the diversity means. {@link Verdict#HEALTHY} if it is NaN, because nothing can be
   * said.
   */
  public Verdict verdict() {
    if (diversity < COLLAPSED_BELOW) {
      return Verdict.COLLAPSED;
    }
    return diversity < THIN_BELOW ? Verdict.THIN : Verdict.HEALTHY;
  }

  private static void notNegative(String name, double value) {
    if (value < 0) {
      throw new FaceGanException(
          "%s is %s: it must be 0 or more, or NaN if it is not known".formatted(name, value));
    }
  }
}
