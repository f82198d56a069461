package io.facegan.train;

import io.facegan.data.ImageBatch;
import io.facegan.data.PackedImages;
import io.facegan.data.ShuffledBatches;
import io.facegan.graph.GanSession;

/** What each step of one try trains on, and how fast. */
final class Course {
  private final TrainingOptions options;
  private final PackedImages images;
  private final ShuffledBatches batches;

  private Course(TrainingOptions options, PackedImages images, long seed) {
    this.options = options;
    this.images = images;
    batches = new ShuffledBatches(images.size(), options.batchSize(), seed);
  }

  /** Begins a try, with the first one's seed and rate or its own. */
  static Course of(int attempt, TrainingOptions options, PackedImages images, GanSession session) {
    Attempt which = Attempt.of(attempt, options.seed());
    session.adjust(which.seed(), which.rateFactor());
    return new Course(options, images, which.seed());
  }

  /**
   * Returns the pictures of a step.
   *
   * @param step from 0
   */
  ImageBatch batch(long step) {
    ImageBatch batch = images.batch(batches.at(step));
    return options.images().mirror() ? batch.mirrored(batches.mirroredAt(step)) : batch;
  }
}
