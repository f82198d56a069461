package io.facegan.train;

import io.facegan.data.ImageBatch;
import java.nio.file.Path;

/**
 * What is known when training starts.
 *
 * @param runFolder the run folder, which exists and holds {@code options.json}
 * @param totalSteps the planned number of steps
 * @param batchSize pictures a step
 * @param pictures how many pictures there are to train on
 * @param reals some of the real pictures, as the network sees them
 */
public record TrainingStart(
    Path runFolder, long totalSteps, int batchSize, int pictures, ImageBatch reals) {}
