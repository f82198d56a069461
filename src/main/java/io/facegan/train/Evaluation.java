package io.facegan.train;

import io.facegan.metric.ImageDiagnostics;

/**
 * How a training is doing at a step.
 *
 * @param step finished steps
 * @param attempt the try that it is in, from 0
 * @param scheduled whether it came at its interval; else the run ended here between two of them
 * @param pictures what the generated pictures of the fixed latents look like beside real ones
 * @param losses of late
 * @param generatorGradient how far the generator's loss would change, by its slope, if each of its
 *     variables changed by its own length, in nats: for each the length of the gradient, averaged
 *     over the last steps, times the length of the variable; the sum of these
 * @param memory what this takes; the allocator is looked at in the step before a scheduled one
 */
public record Evaluation(
    long step,
    int attempt,
    boolean scheduled,
    ImageDiagnostics pictures,
    LossMeans losses,
    double generatorGradient,
    MemoryUse memory) {}
