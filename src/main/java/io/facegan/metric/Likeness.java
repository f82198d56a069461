package io.facegan.metric;

/**
 * How much a set of images is like real ones as a whole, in a space of features: where the edges of
 * faces lie, unless others are chosen. The same figures of other real images say what can be
 * reached; all are NaN where there are too few images.
 *
 * @param kernelDistance 1,000 times the kernel distance (KID): about 0 for other real images,
 *     however many there are, and possibly below; the figure whose order comes nearest to that of a
 *     face detector
 * @param frechetDistance Frechet distance: lower is better; the fewer images, the higher it is
 * @param precision share of the images that lie where real ones do: fidelity
 * @param recall share of real images that lie where the images do: variety
 * @param density in how many neighbourhoods of real images an image lies, relative to the number
 *     expected of real ones: fidelity, not misled by outliers; may exceed 1
 * @param coverage share of the real images with an image in their neighbourhood: variety, not
 *     misled by outliers
 */
public record Likeness(
    double kernelDistance,
    double frechetDistance,
    double precision,
    double recall,
    double density,
    double coverage) {
  /** Nothing is known. */
  public static final Likeness UNKNOWN =
      new Likeness(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
}
