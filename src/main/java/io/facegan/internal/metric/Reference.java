package io.facegan.internal.metric;

import io.facegan.data.ImageBatch;
import io.facegan.error.FaceGanException;
import io.facegan.internal.data.PackedImages;
import io.facegan.metric.ImageDiagnostics;
import io.facegan.network.ImageShape;

/**
 * Real pictures, prepared once, that generated ones are compared with. Immutable: any number of
 * threads may compare at once, and the same pictures give the same bits each time.
 */
public final class Reference {
  private static final int COMPARED = 256;

  private final ImageShape shape;
  private final Diversity diversity;
  private final SlicedWasserstein distance;
  private final double[] checkerboard;
  private final double borderDarkness;
  private final double asymmetry;

  private Reference(ImageBatch reals) {
    shape = reals.shape();
    diversity = new Diversity(reals);
    distance = new SlicedWasserstein(reals);
    checkerboard = Checkerboard.of(reals);
    borderDarkness = Border.darkness(reals);
    asymmetry = Symmetry.lack(reals);
  }

  /**
   * Prepares real pictures, of which only what comparing needs is kept: a megabyte for each level
   * of the pyramid, 4 for pictures of 128x128.
   *
   * @param reals at least 2, of any size; 256 different ones are a good number. More than 1,000 do
   *     not make the diversity any more exact: the first 1,000 of them are looked at.
   * @throws FaceGanException if there are less than 2
   */
  public static Reference of(ImageBatch reals) {
    if (reals.count() < 2) {
      throw new FaceGanException(
          "%d real pictures to compare with: give at least 2".formatted(reals.count()));
    }
    return new Reference(reals);
  }

  /**
   * Prepares 256 pictures from all over a collection, or all if there are fewer.
   *
   * @param images at least 1 picture; of a single one the diversity cannot be told
   */
  public static Reference of(PackedImages images) {
    return of(
        images.size() == 1
            ? images.batch(new int[] {0, 0})
            : images.spread(Math.min(COMPARED, images.size())));
  }

  /**
   * Compares generated pictures with the real ones.
   *
   * @param generated at least 2, of the real ones' shape; 36 are enough to tell a collapse
   * @throws FaceGanException if there are less than 2 or they have another shape
   */
  public ImageDiagnostics compare(ImageBatch generated) {
    if (!generated.shape().equals(shape) || generated.count() < 2) {
      throw new FaceGanException(
          "%d generated pictures of %s to compare with real ones of %s: give at least 2 of that shape"
              .formatted(generated.count(), generated.shape(), shape));
    }
    double[] repeating = Checkerboard.of(generated);
    int period = Checkerboard.mostConspicuous(repeating, checkerboard);
    return new ImageDiagnostics(
        diversity.of(generated),
        distance.to(generated),
        repeating[period],
        checkerboard[period],
        Border.darkness(generated),
        borderDarkness,
        Symmetry.lack(generated),
        asymmetry);
  }
}
