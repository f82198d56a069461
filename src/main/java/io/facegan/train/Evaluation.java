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
 * @param generatorGradient the length of the gradient of the generator's loss by its weights,
 *     averaged over its last steps
 */
public record Evaluation(
    long step,
    int attempt,
    boolean scheduled,
    ImageDiagnostics pictures,
    LossMeans losses,
    double generatorGradient) {}
