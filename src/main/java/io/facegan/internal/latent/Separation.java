package io.facegan.internal.latent;

import io.facegan.error.FaceGanException;
import java.util.ArrayList;
import java.util.List;

/**
 * The direction that separates two sets of latents: Fisher's linear discriminant, with as much of a
 * sphere in the covariance as latents have by themselves, since there are fewer examples than
 * values.
 *
 * @param vector from the ones without towards those with it, of any length
 * @param heldOut the part of examples on the right side of directions that others gave, 0 to 1; 0.5
 *     is chance
 */
public record Separation(float[] vector, double heldOut) {
  /** Fewer of each say nothing of others. */
  public static final int LEAST = 5;

  private static final int FOLDS = 5;

  /**
   * Separates.
   *
   * @throws FaceGanException if there are fewer than {@link #LEAST} of one
   */
  public static Separation of(List<float[]> with, List<float[]> without) {
    check(with.size(), without.size());
    int right = 0;
    for (int fold = 0; fold < FOLDS; fold++) {
      List<float[]> learntWith = part(with, fold, false);
      List<float[]> learntWithout = part(without, fold, false);
      double[] vector = vector(learntWith, learntWithout);
      double middle = (dot(vector, mean(learntWith)) + dot(vector, mean(learntWithout))) / 2;
      for (float[] latent : part(with, fold, true)) {
        right += dot(vector, widened(latent)) > middle ? 1 : 0;
      }
      for (float[] latent : part(without, fold, true)) {
        right += dot(vector, widened(latent)) < middle ? 1 : 0;
      }
    }
    double[] found = vector(with, without);
    float[] vector = new float[found.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) found[i];
    }
    return new Separation(vector, (double) right / (with.size() + without.size()));
  }

  /**
   * Refuses too few examples.
   *
   * @throws FaceGanException if there are fewer than {@link #LEAST} of one
   */
  public static void check(int with, int without) {
    if (with < LEAST || without < LEAST) {
      throw new FaceGanException(
          "%d examples with and %d without: give at least %d of each"
              .formatted(with, without, LEAST));
    }
  }

  private static List<float[]> part(List<float[]> all, int fold, boolean held) {
    List<float[]> part = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (i % FOLDS == fold == held) {
        part.add(all.get(i));
      }
    }
    return part;
  }

  private static double[] vector(List<float[]> with, List<float[]> without) {
    double[] one = mean(with);
    double[] other = mean(without);
    int size = one.length;
    double[][] spread = new double[size][size];
    add(spread, with, one);
    add(spread, without, other);
    double trace = 0;
    int count = with.size() + without.size();
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        spread[i][j] /= count;
      }
      trace += spread[i][i];
    }
    double[] apart = new double[size];
    for (int i = 0; i < size; i++) {
      spread[i][i] += trace > 0 ? trace / size : 1;
      apart[i] = one[i] - other[i];
    }
    return solved(spread, apart);
  }

  private static void add(double[][] spread, List<float[]> latents, double[] mean) {
    for (float[] latent : latents) {
      for (int i = 0; i < mean.length; i++) {
        for (int j = 0; j < mean.length; j++) {
          spread[i][j] += (latent[i] - mean[i]) * (latent[j] - mean[j]);
        }
      }
    }
  }

  /** Solves a x = b for a symmetric positive definite a, by Cholesky's decomposition in place. */
  private static double[] solved(double[][] a, double[] b) {
    int size = b.length;
    for (int j = 0; j < size; j++) {
      for (int i = j; i < size; i++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= a[i][k] * a[j][k];
        }
        a[i][j] = i == j ? Math.sqrt(sum) : sum / a[j][j];
      }
    }
    double[] x = b.clone();
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= a[i][k] * x[k];
      }
      x[i] /= a[i][i];
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int k = i + 1; k < size; k++) {
        x[i] -= a[k][i] * x[k];
      }
      x[i] /= a[i][i];
    }
    return x;
  }

  private static double[] mean(List<float[]> latents) {
    double[] mean = new double[latents.get(0).length];
    for (float[] latent : latents) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += latent[i] / (double) latents.size();
      }
    }
    return mean;
  }

  private static double[] widened(float[] latent) {
    double[] wide = new double[latent.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = latent[i];
    }
    return wide;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
