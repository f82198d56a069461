package io.facegan.train;

import io.facegan.metric.ImageDiagnostics;

/**
 * The state of a training at a step.
 *
 * @param step the number of finished steps
 * @param attempt the current attempt, from 0
 * @param scheduled whether the step is a multiple of the evaluation interval; false if the run
 *     ended between two of them
 * @param diagnostics compares images generated from the fixed latents with real ones
 * @param losses means over the last steps
 * @param generatorGradient the change of the generator's loss, to first order and in nats, if each
 *     of its variables changed by its own norm: the sum over the variables of the gradient's norm,
 *     averaged over the last steps, times the variable's norm
 * @param memory measured in the step before a scheduled evaluation
 */
public record Evaluation(
    long step,
    int attempt,
    boolean scheduled,
    ImageDiagnostics diagnostics,
    LossMeans losses,
    double generatorGradient,
    MemoryUse memory) {}
