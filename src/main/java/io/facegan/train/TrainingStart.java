package io.facegan.train;

import io.facegan.data.ImageBatch;
import java.nio.file.Path;

/**
 * What is known when training starts.
 *
 * @param runFolder the run folder, which exists and holds {@code options.json}
 * @param step how many steps were made before, 0 unless the run is resumed
 * @param evaluated the last step at which the samples were judged when they were due, or -1
 * @param attempt the try that it is in, from 0
 * @param totalSteps the planned number of steps
 * @param batchSize pictures a step
 * @param pictures how many pictures there are to train on
 * @param reals some of the real pictures, as the network sees them
 */
public record TrainingStart(
    Path runFolder,
    long step,
    long evaluated,
    int attempt,
    long totalSteps,
    int batchSize,
    int pictures,
    ImageBatch reals) {}
