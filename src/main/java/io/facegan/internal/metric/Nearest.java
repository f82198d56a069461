package io.facegan.internal.metric;

import io.facegan.data.ImageBatch;
import io.facegan.error.FaceGanException;
import io.facegan.internal.data.ImageGrid;
import io.facegan.internal.data.Mirroring;
import io.facegan.internal.data.PackedImages;
import io.facegan.metric.Memorising;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the real image that is nearest to each generated one, by the distance of their oriented
 * gradients, which small changes of light and place hardly move.
 */
public final class Nearest {
  /** More real images would take minutes and gigabytes. */
  public static final int MOST_REALS = 10_000;

  private static final int AMONG_REALS = 1_000;
  private static final int PAIRS = 64;
  private static final int PAIRS_IN_ROW = 4;
  private static final double RARE = 0.01;

  /** Below this distance, which rounding reaches, two images are the same one. */
  private static final double SAME = 1e-4;

  /** A real image, perhaps mirrored, and how far it is. */
  private record Found(int generated, int real, boolean mirrored, double distance) {}

  private final ImageBatch reals;
  private final List<double[][]> views;

  private Nearest(ImageBatch reals, boolean mirrored) {
    this.reals = reals;
    views = new ArrayList<>();
    views.add(OrientedGradients.of(reals));
    if (mirrored) {
      views.add(OrientedGradients.of(mirrored(reals)));
    }
  }

  /**
   * Looks for copies among generated images.
   *
   * @param images at least 10 of the same shape; 10,000 spread over a larger collection
   * @param mirrored whether images mirrored left to right count as well
   * @throws FaceGanException if there are fewer images
   */
  public static Memorising of(ImageBatch generated, PackedImages images, boolean mirrored) {
    return of(generated, images.spread(Math.min(MOST_REALS, images.size())), mirrored);
  }

  static Memorising of(ImageBatch generated, ImageBatch reals, boolean mirrored) {
    if (reals.count() < 10) {
      throw new FaceGanException(
          "%d real images to look for copies of: give at least 10".formatted(reals.count()));
    }
    Nearest nearest = new Nearest(reals, mirrored);
    Found[] found = nearest.search(OrientedGradients.of(generated), false);
    Arrays.sort(found, Comparator.comparingDouble(Found::distance));
    double limit = nearest.rareAmongReals();
    double share =
        (double) Arrays.stream(found).filter(one -> one.distance < limit).count() / found.length;
    return new Memorising(
        generated.count(),
        reals.count(),
        limit < SAME ? Double.NaN : share,
        found[0].distance,
        limit,
        nearest.sheet(generated, found));
  }

  /** Returns the distance from the next real image that 1 in 100 real images is below. */
  private double rareAmongReals() {
    double[][] some = Arrays.copyOf(views.get(0), Math.min(AMONG_REALS, reals.count()));
    double[] distances =
        Arrays.stream(search(some, true)).mapToDouble(Found::distance).sorted().toArray();
    return distances[(int) (RARE * distances.length)];
  }

  /**
   * @param ofReals whether the vectors are those of the first real images, which are not to be
   *     found themselves
   */
  private Found[] search(double[][] vectors, boolean ofReals) {
    Found[] found = new Found[vectors.length];
    double[] own = squares(vectors);
    for (int view = 0; view < views.size(); view++) {
      boolean mirrored = view > 0;
      double[][] products = Gram.of(vectors, views.get(view));
      double[] squares = squares(views.get(view));
      for (int i = 0; i < found.length; i++) {
        for (int j = 0; j < squares.length; j++) {
          double square = Math.max(0, own[i] + squares[j] - 2 * products[i][j]);
          boolean nearer = found[i] == null || square < found[i].distance * found[i].distance;
          if (nearer && !(ofReals && i == j)) {
            found[i] = new Found(i, j, mirrored, Math.sqrt(square));
          }
        }
      }
    }
    return found;
  }

  private static double[] squares(double[][] vectors) {
    return Arrays.stream(vectors)
        .mapToDouble(vector -> Arrays.stream(vector).map(value -> value * value).sum())
        .toArray();
  }

  private BufferedImage sheet(ImageBatch generated, Found[] found) {
    int pairs = Math.min(PAIRS, found.length);
    int size = generated.shape().size();
    byte[] pixels = new byte[2 * pairs * size];
    for (int pair = 0; pair < pairs; pair++) {
      Found one = found[pair];
      System.arraycopy(generated.pixels(), one.generated * size, pixels, 2 * pair * size, size);
      byte[] real = Arrays.copyOfRange(reals.pixels(), one.real * size, (one.real + 1) * size);
      ImageBatch alone = new ImageBatch(reals.shape(), 1, real);
      byte[] shown = one.mirrored ? mirrored(alone).pixels() : real;
      System.arraycopy(shown, 0, pixels, (2 * pair + 1) * size, size);
    }
    int rows = (pairs + PAIRS_IN_ROW - 1) / PAIRS_IN_ROW;
    return ImageGrid.of(
        new ImageBatch(generated.shape(), 2 * pairs, pixels), rows, 2 * PAIRS_IN_ROW);
  }

  private static ImageBatch mirrored(ImageBatch batch) {
    boolean[] all = new boolean[batch.count()];
    Arrays.fill(all, true);
    return Mirroring.of(batch, all);
  }
}
