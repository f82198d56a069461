package io.facegan.train;

import io.facegan.data.ImageBatch;
import io.facegan.data.PackedImages;
import io.facegan.graph.GanSession;
import io.facegan.graph.Latents;
import io.facegan.metric.Reference;
import java.util.stream.IntStream;

/** Draws the pictures of the fixed latents and compares them with real ones. */
final class Judge {
  private static final int COMPARED = 256;

  private final GanSession session;
  private final PackedImages images;
  private final float[][] latents;
  private final Reference reference;

  Judge(TrainingOptions options, GanSession session, PackedImages images) {
    this.session = session;
    this.images = images;
    latents = Latents.of(0, options.samples(), options.networks().latentSize());
    reference = Reference.of(reals(images, Math.max(2, Math.min(COMPARED, images.size()))));
  }

  /** Returns some real pictures from all over the collection, whose parts may differ. */
  static ImageBatch reals(PackedImages images, int count) {
    long size = images.size();
    return images.batch(IntStream.range(0, count).map(i -> (int) (i * size / count)).toArray());
  }

  /** Draws the pictures of the fixed latents as after training. */
  ImageBatch samples() {
    return new ImageBatch(images.shape(), latents.length, session.sample(latents));
  }

  Evaluation evaluate(State state, boolean scheduled, ImageBatch samples) {
    return new Evaluation(
        state.step(),
        state.attempt(),
        scheduled,
        reference.compare(samples),
        state.losses(),
        session.generatorGradient());
  }
}
