package io.facegan.metric;

import io.facegan.error.FaceGanException;

/**
 * Compares generated images with real ones. Most figures come with the same figure of the real
 * images: good generated images come close to that, not to zero.
 *
 * @param generated how many generated images were compared
 * @param reals how many real ones they were compared with
 * @param likeness how much they are like the real images as a whole
 * @param likenessReals the same of other real images
 * @param diversity the effective number of different generated images, as a fraction of that of the
 *     real images: 1 if they differ from each other as much as the real ones, towards 0 if all are
 *     the same, above 1 if they differ more. Infinite if no two have anything in common while the
 *     real ones are nearly the same. NaN (undefined) if at least one in 50 pairs of real images are
 *     the same image. 36 other real images have 0.5 to 2.6 in 98 of 100 cases; fewer images scatter
 *     more.
 * @param distance sliced Wasserstein distance between patches of generated and real images, times
 *     1,000. Lower is better; the fewer images, the higher it is
 * @param distanceReals the same of other real images
 * @param checkerboard the root mean square of the part of the images that repeats every 2, 4 or 8
 *     pixels, in grey levels of 0 to 255, for the period at which the generated images exceed the
 *     real ones by the largest factor; NaN if a side is shorter than 10 pixels
 * @param checkerboardReals the same of the real images at the same period, which their texture
 *     keeps above 0. The period may differ between evaluations, so compare only these two figures:
 *     other real images have up to 1.25 times this value; 1.3 times and more is a pattern or noise
 * @param borderDarkness how much darker the outermost 1/16 of the images is than the adjacent 1/16,
 *     in grey levels; negative if it is brighter, NaN if a side is shorter than 3 pixels
 * @param borderDarknessReals the same of the real images
 * @param asymmetry how much the left half differs from the right one: 0 if they mirror each other,
 *     1 if they are unrelated, up to 2 if one is the negative of the other; NaN if every image has
 *     a single shade
 * @param asymmetryReals the same of the real images
 * @param similarity multi-scale structural similarity of pairs of generated images: 1 if all are
 *     the same; NaN if a side is shorter than 11 pixels
 * @param similarityReals the same of the real images
 */
public record ImageDiagnostics(
    int generated,
    int reals,
    Likeness likeness,
    Likeness likenessReals,
    double diversity,
    double distance,
    double distanceReals,
    double checkerboard,
    double checkerboardReals,
    double borderDarkness,
    double borderDarknessReals,
    double asymmetry,
    double asymmetryReals,
    double similarity,
    double similarityReals) {
  /**
   * Below this diversity the generator has collapsed. Among 36 images, noisy copies of 2 real ones
   * reach 0.043; real images blended half and half with the average of all have at least 0.051.
   */
  public static final double COLLAPSED_BELOW = 0.05;

  /**
   * Below this diversity the images are thin. Among 36 images, noisy copies of 12 real ones reach
   * 0.36; different real images have at least 0.41. Of sets of 16 real images, 1 in 200 is below.
   */
  public static final double THIN_BELOW = 0.4;

  /**
   * Above this kernel distance many of the images are rough. Of 22 models of photographs, those
   * below had a face found by a face detector in 38 to 55 of 100 images, those between this and
   * {@link #UNLIKE_ABOVE} in 7 to 47; {@code docs/diagnostics.md} has the table.
   */
  public static final double ROUGH_ABOVE = 1.3;

  /**
   * Below this share of the real images' density many of the images are rough, however near they
   * are to real ones as a whole: a model of 128x128 photographs with torn eyes and mouths had 0.25,
   * one of 64x64 with faces in two of three images 0.66.
   */
  public static final double ROUGH_BELOW_DENSITY = 0.4;

  /**
   * Above this kernel distance the images are unlike real ones: a face was found in at most 3 of
   * 100 images of models of photographs, and in 27 of a model of drawn faces.
   */
  public static final double UNLIKE_ABOVE = 3.5;

  /** With fewer images the kernel distance scatters too much for a verdict. */
  private static final int LEAST = 100;

  /** Checks that no figure except those of the border is negative. */
  public ImageDiagnostics {
    notNegative("diversity", diversity);
    notNegative("distance", distance);
    notNegative("distance of the real images", distanceReals);
    notNegative("checkerboard", checkerboard);
    notNegative("checkerboard of the real images", checkerboardReals);
    notNegative("asymmetry", asymmetry);
    notNegative("asymmetry of the real images", asymmetryReals);
  }

  /** Returns the verdict: on the diversity first, then on the kernel distance and the density. */
  public Verdict verdict() {
    if (diversity < COLLAPSED_BELOW) {
      return Verdict.COLLAPSED;
    }
    if (diversity < THIN_BELOW) {
      return Verdict.THIN;
    }
    boolean likenessIsKnown =
        Math.min(generated, reals) >= LEAST && !Double.isNaN(likeness.kernelDistance());
    if (likenessIsKnown && likeness.kernelDistance() > UNLIKE_ABOVE) {
      return Verdict.UNLIKE;
    }
    if (likenessIsKnown && isRough()) {
      return Verdict.ROUGH;
    }
    boolean unknown = Double.isNaN(diversity) || !likenessIsKnown;
    return unknown ? Verdict.UNKNOWN : Verdict.HEALTHY;
  }

  private boolean isRough() {
    return likeness.kernelDistance() > ROUGH_ABOVE
        || likeness.density() < ROUGH_BELOW_DENSITY * likenessReals.density();
  }

  /**
   * Returns the figure that tells which of two sets of images is better: the kernel distance, or
   * the sliced Wasserstein distance if there are too few images for it. Lower is better.
   */
  public double rank() {
    return Double.isNaN(likeness.kernelDistance()) ? distance : likeness.kernelDistance();
  }

  private static void notNegative(String name, double value) {
    if (value < 0) {
      throw new FaceGanException(
          "%s is %s: it must be 0 or more, or NaN if unknown".formatted(name, value));
    }
  }
}
