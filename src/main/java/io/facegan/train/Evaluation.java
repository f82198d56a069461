package io.facegan.train;

import io.facegan.data.PackedImages;
import io.facegan.graph.GanSession;
import io.facegan.graph.StepMemory;
import io.facegan.metric.ImageDiagnostics;
import java.util.Optional;

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
    MemoryUse memory) {
  /**
   * Judges a checkpoint. A training step is made to see its memory, so the session is of no use for
   * training on afterwards.
   *
   * @param options of the run
   * @param session of the run's networks, batch size and precision; its variables are replaced
   * @param images that the run trains on
   */
  public static Evaluation of(
      Checkpoint checkpoint, TrainingOptions options, GanSession session, PackedImages images) {
    session.restore(checkpoint.variables());
    State state = checkpoint.state();
    Judge judge = new Judge(options, session, images);
    Evaluation found = judge.evaluate(state, false, judge.samples(), Optional.empty());
    Course course = Course.of(state.attempt(), options, images, session);
    Optional<StepMemory> memory =
        session.measuredStep(any -> course.batch(state.step()).pixels(), state.step()).memory();
    return found.with(MemoryUse.now(memory));
  }

  private Evaluation with(MemoryUse other) {
    return new Evaluation(step, attempt, scheduled, pictures, losses, generatorGradient, other);
  }
}
