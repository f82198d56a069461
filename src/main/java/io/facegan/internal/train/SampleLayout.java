package io.facegan.internal.train;

import io.facegan.internal.graph.Latents;
import io.facegan.network.Networks;

/**
 * What sample grids show: the images of the seeds from 0 on or, of networks with labels, a row for
 * each label with the images of the same seeds.
 *
 * @param rows of labels, 0 without labels
 * @param columns of seeds in a row, 0 without labels
 * @param latentSize how many values a latent has
 */
public record SampleLayout(int rows, int columns, int latentSize) {
  /** How many images there are without labels. */
  private static final int SAMPLES = 36;

  /** More labels are not shown. */
  private static final int MOST_ROWS = 12;

  private static final int FEWEST_COLUMNS = 4;
  private static final int MOST_COLUMNS = 9;

  /** Returns how many images the grids of these networks hold. */
  public static int samples(Networks networks) {
    int rows = rows(networks);
    return rows == 0
        ? SAMPLES
        : rows * Math.max(FEWEST_COLUMNS, Math.min(MOST_COLUMNS, SAMPLES / rows));
  }

  /** Returns the layout of a run's grids. */
  public static SampleLayout of(TrainingOptions options) {
    int rows = rows(options.networks());
    return new SampleLayout(
        rows, rows == 0 ? 0 : options.samples() / rows, options.networks().latentSize());
  }

  private static int rows(Networks networks) {
    return Math.min(MOST_ROWS, networks.labels().count());
  }

  /** Returns the latents of so many images in a row, after the last row again of the first. */
  public float[][] latents(int count) {
    float[][] latents = new float[count][];
    for (int i = 0; i < count; i++) {
      latents[i] = Latents.of(rows == 0 ? i : i % columns, latentSize);
    }
    return latents;
  }

  /** Returns the numbers of their labels, null without labels. */
  public int[] labels(int count) {
    if (rows == 0) {
      return null;
    }
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i / columns % rows;
    }
    return labels;
  }
}
