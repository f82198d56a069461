package io.facegan.train;

import java.nio.file.Path;

/**
 * The result of a training.
 *
 * @param runFolder the folder with everything that was written
 * @param steps the number of finished steps, including those before a resume
 * @param last the last finished step, or null if this training made none
 * @param stoppedEarly whether it was stopped before its planned end
 * @param checkpoint the last checkpoint
 * @param seconds wall-clock time of the whole training
 */
public record TrainingResult(
    Path runFolder,
    long steps,
    StepResult last,
    boolean stoppedEarly,
    Path checkpoint,
    double seconds) {}
