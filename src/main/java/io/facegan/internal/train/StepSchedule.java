package io.facegan.internal.train;

import io.facegan.data.ImageBatch;
import io.facegan.internal.data.BalancedBatches;
import io.facegan.internal.data.Mirroring;
import io.facegan.internal.data.PackedImages;
import io.facegan.internal.data.ShuffledBatches;
import io.facegan.internal.graph.GanSession;
import io.facegan.internal.graph.WorkerShare;
import java.util.Arrays;
import java.util.function.LongFunction;

/** What each step of one try trains on, and how fast. */
final class StepSchedule {
  private final TrainingOptions options;
  private final PackedImages images;
  private final ShuffledBatches batches;
  private final LongFunction<int[]> order;
  private final int[] labels;
  private final WorkerShare share;

  private StepSchedule(TrainingOptions options, PackedImages images, long seed, WorkerShare share) {
    this.options = options;
    this.images = images;
    this.share = share;
    batches = new ShuffledBatches(images.size(), options.batchSize(), seed);
    labels = images.labels();
    boolean balanced = labels != null && options.images().labels().balance();
    order = balanced ? new BalancedBatches(labels, options.batchSize(), seed)::at : batches::at;
  }

  /** Begins a try, with the first one's seed and rate or its own. */
  public static StepSchedule of(
      int attempt, TrainingOptions options, PackedImages images, GanSession session) {
    Attempt which = Attempt.of(attempt, options.seed());
    session.adjust(which.seed(), which.rateFactor());
    StepSchedule schedule = new StepSchedule(options, images, which.seed(), session.share());
    session.label(schedule::labels);
    return schedule;
  }

  private int[] labels(long step) {
    return Arrays.stream(order.apply(step)).map(image -> labels[image]).toArray();
  }

  /** Reads the images of a step that this worker computes. */
  public ImageBatch batch(long step) {
    ImageBatch batch = images.batch(share.of(order.apply(step)));
    return options.images().mirror()
        ? Mirroring.of(batch, share.of(batches.mirroredAt(step)))
        : batch;
  }
}
