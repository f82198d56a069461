package io.facegan.train;

import io.facegan.graph.Precision;
import io.facegan.network.Networks;
import java.util.Objects;

/**
 * Everything that decides how a run goes, as {@code options.json} keeps it.
 *
 * @param version the version of the library that made the run
 * @param images what it trains on
 * @param networks both networks with their initialization and optimizer settings
 * @param batchSize pictures a step
 * @param steps the planned end
 * @param seed of the initial weights, the latents and the order of the pictures
 * @param precision as asked for
 * @param samples how many pictures a sample grid holds; they are those of the seeds from 0 on
 * @param sampleEvery steps from one sample grid to the next
 * @param checkpointEvery steps from one checkpoint to the next
 */
public record TrainingOptions(
    String version,
    ImageOptions images,
    Networks networks,
    int batchSize,
    long steps,
    long seed,
    Precision precision,
    int samples,
    long sampleEvery,
    long checkpointEvery) {
  /** Checks every range. */
  public TrainingOptions {
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(images, "images");
    Objects.requireNonNull(networks, "networks");
    Objects.requireNonNull(precision, "precision");
    positive("batch size", batchSize);
    positive("steps", steps);
    positive("samples", samples);
    positive("sample interval", sampleEvery);
    positive("checkpoint interval", checkpointEvery);
  }

  private static void positive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + ": it must be at least 1");
    }
  }
}
