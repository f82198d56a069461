package io.facegan.internal.metric;

import io.facegan.data.ImageBatch;
import io.facegan.error.FaceGanException;
import io.facegan.internal.data.PackedImages;
import io.facegan.metric.ImageDiagnostics;
import io.facegan.network.ImageShape;

/**
 * Prepared statistics of real images, to compare generated ones with. Immutable and safe for use by
 * several threads; the same images give the same bits each time.
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
    asymmetry = Symmetry.asymmetry(reals);
  }

  /**
   * Prepares real images. Keeps a megabyte for each level of the pyramid: 4 MB for images of
   * 128x128.
   *
   * @param reals at least 2, of any size; 256 are a good number. The diversity uses the first
   *     1,000.
   * @throws FaceGanException if there are fewer than 2
   */
  public static Reference of(ImageBatch reals) {
    if (reals.count() < 2) {
      throw new FaceGanException(
          "%d real images to compare with: give at least 2".formatted(reals.count()));
    }
    return new Reference(reals);
  }

  /**
   * Prepares 256 images spread over a collection, or all if there are fewer.
   *
   * @param images at least 1; with a single one the diversity is undefined
   */
  public static Reference of(PackedImages images) {
    return of(
        images.size() == 1
            ? images.batch(new int[] {0, 0})
            : images.spread(Math.min(COMPARED, images.size())));
  }

  /**
   * Compares generated images with the real ones.
   *
   * @param generated at least 2, of the real images' shape; 36 are enough to detect a collapse
   * @throws FaceGanException if there are fewer than 2, or their shape differs
   */
  public ImageDiagnostics compare(ImageBatch generated) {
    if (!generated.shape().equals(shape) || generated.count() < 2) {
      throw new FaceGanException(
          "%d generated images of %s to compare with real ones of %s: give at least 2 of that shape"
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
        Symmetry.asymmetry(generated),
        asymmetry);
  }
}
