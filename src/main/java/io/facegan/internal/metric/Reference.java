package io.facegan.internal.metric;

import io.facegan.data.ImageBatch;
import io.facegan.error.FaceGanException;
import io.facegan.internal.data.PackedImages;
import io.facegan.metric.ImageDiagnostics;
import io.facegan.metric.Likeness;
import io.facegan.network.ImageShape;
import java.util.Arrays;

/**
 * Prepared statistics of real images, to compare generated ones with. Immutable and safe for use by
 * several threads; the same images give the same bits each time.
 */
public final class Reference {
  /** How many generated images to compare, where there are as many real ones twice. */
  public static final int FACES = 512;

  /** The figures of single images change little with more. */
  private static final int LOOKED_AT = 128;

  private final ImageShape shape;
  private final int count;
  private final Diversity diversity;
  private final SlicedWasserstein distance;
  private final FeatureReference features;
  private final Likeness likenessReals;
  private final double distanceReals;
  private final double[] checkerboard;
  private final double borderDarkness;
  private final double asymmetry;
  private final double similarity;

  private Reference(ImageBatch reals) {
    shape = reals.shape();
    count = reals.count() / 2;
    ImageBatch one = half(reals, 0);
    ImageBatch other = half(reals, 1);
    diversity = new Diversity(reals);
    distance = new SlicedWasserstein(one, Math.min(SlicedWasserstein.MOST, count));
    distanceReals = mean(distance.to(other));
    features = new FeatureReference(OrientedGradients.of(one));
    likenessReals = features.compare(OrientedGradients.of(other));
    ImageBatch few = first(reals, 2 * LOOKED_AT);
    checkerboard = Checkerboard.of(few);
    borderDarkness = Border.darkness(few);
    asymmetry = Symmetry.asymmetry(few);
    similarity = StructuralSimilarity.ofPairs(few);
  }

  /**
   * Prepares real images. One half of them is what generated images are compared with, the other
   * half shows what the figures of real images are. Keeps 17 MB for each level of the pyramid.
   *
   * @param reals at least 2, of any size; 1,024 are a good number, of which the diversity uses 512
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
   * Prepares 1,024 images spread over a collection, or all if there are fewer.
   *
   * @param images at least 1; with a single one the diversity is undefined
   */
  public static Reference of(PackedImages images) {
    return of(spread(images));
  }

  static ImageBatch spread(PackedImages images) {
    return images.size() == 1
        ? images.batch(new int[] {0, 0})
        : images.spread(Math.min(2 * FACES, images.size()));
  }

  /**
   * Returns how many generated images to compare with a collection of so many: as many as there are
   * real ones of either half.
   */
  public static int faces(int images) {
    return Math.max(1, Math.min(FACES, images / 2));
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
    ImageBatch few = first(generated, LOOKED_AT);
    double[] repeating = Checkerboard.of(few);
    int period = Checkerboard.mostConspicuous(repeating, checkerboard);
    return new ImageDiagnostics(
        generated.count(),
        count,
        features.compare(OrientedGradients.of(generated)),
        likenessReals,
        diversity.of(generated),
        mean(distance.to(generated)),
        distanceReals,
        repeating[period],
        checkerboard[period],
        Border.darkness(few),
        borderDarkness,
        Symmetry.asymmetry(few),
        asymmetry,
        StructuralSimilarity.ofPairs(few),
        similarity);
  }

  private static double mean(double[] levels) {
    return Arrays.stream(levels).average().orElseThrow();
  }

  private static ImageBatch first(ImageBatch batch, int most) {
    int count = Math.min(most, batch.count());
    byte[] pixels = Arrays.copyOf(batch.pixels(), count * batch.shape().size());
    return new ImageBatch(batch.shape(), count, pixels);
  }

  /** Returns every second image, from the first or the second one on. */
  static ImageBatch half(ImageBatch batch, int from) {
    int size = batch.shape().size();
    int count = batch.count() / 2;
    byte[] pixels = new byte[count * size];
    for (int i = 0; i < count; i++) {
      System.arraycopy(batch.pixels(), (2 * i + from) * size, pixels, i * size, size);
    }
    return new ImageBatch(batch.shape(), count, pixels);
  }
}
