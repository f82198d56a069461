package io.facegan.train;

import io.facegan.data.ImageBatch;
import io.facegan.data.PackedImages;
import io.facegan.graph.GanSession;
import io.facegan.graph.Latents;
import io.facegan.graph.StepMemory;
import io.facegan.metric.Reference;
import java.util.Optional;

/** Draws the pictures of the fixed latents and compares them with real ones. */
final class Judge {
  private final GanSession session;
  private final PackedImages images;
  private final float[][] latents;
  private final Reference reference;

  Judge(TrainingOptions options, GanSession session, PackedImages images) {
    this.session = session;
    this.images = images;
    latents = Latents.of(0, options.samples(), options.networks().latentSize());
    reference = Reference.of(images);
  }

  /** Draws the pictures of the fixed latents as after training. */
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
        MemoryUse.now(memory));
  }
}
