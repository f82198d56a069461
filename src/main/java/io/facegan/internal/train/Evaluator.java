package io.facegan.internal.train;

import io.facegan.data.ImageBatch;
import io.facegan.internal.data.PackedImages;
import io.facegan.internal.graph.GanSession;
import io.facegan.internal.graph.Latents;
import io.facegan.internal.metric.Reference;
import io.facegan.runtime.StepMemory;
import io.facegan.train.Evaluation;
import java.util.Optional;

/** Draws the images of the fixed latents and compares them with real ones. */
public final class Evaluator {
  private final GanSession session;
  private final PackedImages images;
  private final float[][] latents;
  private final Reference reference;

  Evaluator(TrainingOptions options, GanSession session, PackedImages images) {
    this.session = session;
    this.images = images;
    latents = Latents.of(0, options.samples(), options.networks().latentSize());
    reference = Reference.of(images);
  }

  ImageBatch samples() {
    return new ImageBatch(images.shape(), latents.length, session.sample(latents));
  }

  Evaluation evaluate(
      State state, boolean scheduled, ImageBatch samples, Optional<StepMemory> memory) {
    return new Evaluation(
        state.step(),
        state.attempt(),
        scheduled,
        reference.compare(samples),
        state.losses(),
        session.generatorGradient(),
        ProcessMemory.now(memory));
  }

  /**
   * Evaluates a checkpoint. A training step is made to see its memory, so the session, whose
   * variables are replaced, is of no use for training on afterwards.
   */
  public static Evaluation of(
      Checkpoint checkpoint, TrainingOptions options, GanSession session, PackedImages images) {
    session.restore(checkpoint.variables());
    State state = checkpoint.state();
    Evaluator evaluator = new Evaluator(options, session, images);
    StepSchedule schedule = StepSchedule.of(state.attempt(), options, images, session);
    Evaluation found = evaluator.evaluate(state, false, evaluator.samples(), Optional.empty());
    Optional<StepMemory> memory =
        session.measuredStep(any -> schedule.batch(state.step()).pixels(), state.step()).memory();
    return new Evaluation(
        found.step(),
        found.attempt(),
        found.scheduled(),
        found.diagnostics(),
        found.losses(),
        found.generatorGradient(),
        ProcessMemory.now(memory));
  }
}
