package io.facegan.train;

import java.nio.file.Path;

/**
 * How a training ended.
 *
 * @param runFolder where everything that was written lies
 * @param steps finished steps, those before it was resumed counted
 * @param last the last finished step, or null if none was made this time
 * @param stoppedEarly whether it was stopped before its planned end
 * @param checkpoint the checkpoint at the end
 * @param seconds wall-clock time of the training, all included
 */
public record TrainingResult(
    Path runFolder,
    long steps,
    StepResult last,
    boolean stoppedEarly,
    Path checkpoint,
    double seconds) {}
