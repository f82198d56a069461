package io.facegan.train;

import io.facegan.data.ImageBatch;
import java.nio.file.Path;

/**
 * The facts known when training starts.
 *
 * @param runFolder the run folder, which exists and holds {@code options.json}
 * @param step the number of steps made before: 0 unless the run is resumed
 * @param evaluated the step of the last scheduled evaluation, or -1
 * @param attempt the current attempt, from 0
 * @param totalSteps the planned number of steps
 * @param batchSize images per step
 * @param images the number of images to train on
 * @param reals some of the real images, as the network sees them
 */
public record TrainingStart(
    Path runFolder,
    long step,
    long evaluated,
    int attempt,
    long totalSteps,
    int batchSize,
    int images,
    ImageBatch reals) {}
