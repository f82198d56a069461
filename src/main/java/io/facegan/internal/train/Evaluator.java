package io.facegan.internal.train;

import io.facegan.data.ImageBatch;
import io.facegan.internal.data.PackedImages;
import io.facegan.internal.graph.GanSession;
import io.facegan.internal.graph.Latents;
import io.facegan.internal.metric.Nearest;
import io.facegan.internal.metric.Reference;
import io.facegan.metric.Memorising;
import io.facegan.runtime.StepMemory;
import io.facegan.train.Evaluation;
import java.util.Arrays;
import java.util.Optional;

/** Draws the images of fixed latents and compares them with real ones. */
public final class Evaluator {
  private final GanSession session;
  private final PackedImages images;
  private final float[][] latents;
  private final int shown;

  /** Prepared at the first comparison: it takes seconds, and the search for copies needs none. */
  private Reference reference;

  Evaluator(TrainingOptions options, GanSession session, PackedImages images) {
    this.session = session;
    this.images = images;
    shown = options.samples();
    latents =
        Latents.of(
            0, Math.max(shown, Reference.faces(images.size())), options.networks().latentSize());
  }

  /** Draws the images of the first latents, those of the grids, as after training. */
  ImageBatch samples() {
    return new ImageBatch(images.shape(), shown, session.sample(Arrays.copyOf(latents, shown)));
  }

  /** Draws the images of the other latents, as many at once as a grid has, after the samples. */
  private ImageBatch withOthers(ImageBatch samples) {
    int size = images.shape().size();
    byte[] pixels = Arrays.copyOf(samples.pixels(), latents.length * size);
    for (int from = shown; from < latents.length; from += shown) {
      int to = Math.min(from + shown, latents.length);
      byte[] drawn = session.sample(Arrays.copyOfRange(latents, from, to));
      System.arraycopy(drawn, 0, pixels, from * size, drawn.length);
    }
    return new ImageBatch(images.shape(), latents.length, pixels);
  }

  /**
   * Returns the images of a checkpoint that are compared with real ones.
   *
   * @param options of the run
   * @param session of the run's networks; its variables are replaced
   * @param images that the run trains on
   */
  public static ImageBatch generated(
      Checkpoint checkpoint, TrainingOptions options, GanSession session, PackedImages images) {
    session.restore(checkpoint.variables());
    Evaluator evaluator = new Evaluator(options, session, images);
    return evaluator.withOthers(evaluator.samples());
  }

  /**
   * Looks for copies of the images that a run trains on among those of a checkpoint.
   *
   * @param options of the run
   * @param session of the run's networks; its variables are replaced
   * @param images that the run trains on
   */
  public static Memorising memorising(
      Checkpoint checkpoint, TrainingOptions options, GanSession session, PackedImages images) {
    return Nearest.of(
        generated(checkpoint, options, session, images), images, options.images().mirror());
  }

  Evaluation evaluate(
      State state, boolean scheduled, ImageBatch samples, Optional<StepMemory> memory) {
    if (reference == null) {
      reference = Reference.of(images);
    }
    return new Evaluation(
        state.step(),
        state.attempt(),
        scheduled,
        reference.compare(withOthers(samples)),
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
