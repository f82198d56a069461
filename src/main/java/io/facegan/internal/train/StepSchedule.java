package io.facegan.internal.train;

import io.facegan.data.ImageBatch;
import io.facegan.internal.data.Mirroring;
import io.facegan.internal.data.PackedImages;
import io.facegan.internal.data.ShuffledBatches;
import io.facegan.internal.graph.GanSession;

/** What each step of one try trains on, and how fast. */
final class StepSchedule {
  private final TrainingOptions options;
  private final PackedImages images;
  private final ShuffledBatches batches;

  private StepSchedule(TrainingOptions options, PackedImages images, long seed) {
    this.options = options;
    this.images = images;
    batches = new ShuffledBatches(images.size(), options.batchSize(), seed);
  }

  /** Begins a try, with the first one's seed and rate or its own. */
  public static StepSchedule of(
      int attempt, TrainingOptions options, PackedImages images, GanSession session) {
    Attempt which = Attempt.of(attempt, options.seed());
    session.adjust(which.seed(), which.rateFactor());
    return new StepSchedule(options, images, which.seed());
  }

  public ImageBatch batch(long step) {
    ImageBatch batch = images.batch(batches.at(step));
    return options.images().mirror() ? Mirroring.of(batch, batches.mirroredAt(step)) : batch;
  }
}
