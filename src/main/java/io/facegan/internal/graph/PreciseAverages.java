package io.facegan.internal.graph;

import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import io.facegan.network.Recipe;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Means and variances for a generator's batch norm, taken over many batches with the weights as
 * they are, where running averages remember the weights of the steps before ("precise" batch norm:
 * Wu and Johnson, "Rethinking 'Batch' in BatchNorm", 2021).
 */
public final class PreciseAverages {
  private static final int BATCHES = 200;

  /** Far from those that people draw by. */
  private static final long FIRST_SEED = 1L << 40;

  private final Map<String, double[]> sums = new HashMap<>();
  private final Map<String, double[]> squares = new HashMap<>();

  /**
   * Returns the same weights with these in place of their running averages.
   *
   * @param labels of the images to draw, those of the training
   */
  public static TrainedWeights of(Recipe recipe, TrainedWeights trained, LabelShares labels) {
    Networks networks = recipe.networks();
    int batchSize = recipe.batchSize();
    PreciseAverages averages = new PreciseAverages();
    List<BatchMoments> layers;
    try (GeneratorSession generator =
        new GeneratorSession(networks, Normalization.BATCH, trained)) {
      layers = generator.moments();
      for (int i = 0; i < BATCHES; i++) {
        long first = FIRST_SEED + (long) i * batchSize;
        generator
            .moments(
                Latents.of(first, batchSize, networks.latentSize()), labels.of(first, batchSize))
            .forEach(averages::add);
      }
    }
    return trained.replacing(averages.replacing(layers));
  }

  private void add(String average, float[] ofBatch) {
    double[] sum = sums.computeIfAbsent(average, name -> new double[ofBatch.length]);
    double[] square = squares.computeIfAbsent(average, name -> new double[ofBatch.length]);
    for (int i = 0; i < ofBatch.length; i++) {
      sum[i] += ofBatch[i];
      square[i] += (double) ofBatch[i] * ofBatch[i];
    }
  }

  private Map<String, float[]> replacing(List<BatchMoments> layers) {
    Map<String, float[]> replaced = new HashMap<>();
    for (BatchMoments layer : layers) {
      double[] means = sums.get(layer.averageMean().name());
      double[] squaredMeans = squares.get(layer.averageMean().name());
      double[] variances = sums.get(layer.averageVariance().name());
      float[] mean = new float[means.length];
      float[] variance = new float[means.length];
      for (int i = 0; i < mean.length; i++) {
        double average = means[i] / BATCHES;
        // The variance within batches and that of the batches' means.
        double between = Math.max(0, squaredMeans[i] / BATCHES - average * average);
        mean[i] = (float) average;
        variance[i] = (float) (variances[i] / BATCHES + between);
      }
      replaced.put(layer.averageMean().name(), mean);
      replaced.put(layer.averageVariance().name(), variance);
    }
    return replaced;
  }
}
