package io.facegan.train;

import io.facegan.data.ImageBatch;
import io.facegan.data.PackedImages;
import io.facegan.data.ShuffledBatches;
import io.facegan.graph.GanSession;
import io.facegan.graph.Latents;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Trains from the first step to the planned end, or until it is asked to stop. */
public final class TrainingLoop {
  private static final int REALS_SHOWN = 36;

  private final TrainingOptions options;
  private final GanSession session;
  private final PackedImages images;
  private final RunFolder folder;
  private final List<TrainingListener> listeners;
  private final ShuffledBatches batches;
  private final float[][] sampleLatents;
  private final Speed speed = new Speed();
  private volatile boolean stopRequested;
  private StepResult last;

  /**
   * Prepares a loop; nothing runs yet.
   *
   * @param listeners told of everything, in this order, on the thread that calls {@link #run}
   */
  public TrainingLoop(
      TrainingOptions options,
      GanSession session,
      PackedImages images,
      RunFolder folder,
      List<TrainingListener> listeners) {
    this.options = options;
    this.session = session;
    this.images = images;
    this.folder = folder;
    this.listeners = List.copyOf(listeners);
    this.batches = new ShuffledBatches(images.size(), options.batchSize(), options.seed());
    this.sampleLatents = Latents.of(0, options.samples(), options.networks().latentSize());
  }

  /** Asks the loop, from any thread, to end after the step that it is at. */
  public void stop() {
    stopRequested = true;
  }

  /**
   * Trains. What was learnt is saved also when a listener throws.
   *
   * @throws IllegalStateException if a loss is not a number or infinite; the last checkpoint before
   *     it stays the newest
   */
  public TrainingResult run() {
    long started = System.nanoTime();
    Path checkpoint;
    try {
      start();
      while (!stopRequested && finished() < options.steps()) {
        step();
      }
    } catch (DivergedException diverged) {
      throw diverged;
    } catch (RuntimeException | Error failure) {
      saveAfter(failure);
      throw failure;
    }
    checkpoint = save();
    TrainingResult result =
        new TrainingResult(
            folder.path(),
            last,
            finished() < options.steps(),
            checkpoint,
            (System.nanoTime() - started) / 1e9);
    listeners.forEach(listener -> listener.finished(result));
    return result;
  }

  private void start() {
    int shown = Math.min(REALS_SHOWN, images.size());
    TrainingStart start =
        new TrainingStart(
            folder.path(),
            options.steps(),
            options.batchSize(),
            images.size(),
            images.batch(spread(images.size(), shown)));
    listeners.forEach(listener -> listener.started(start));
    sample();
  }

  private ImageBatch batch(long step) {
    ImageBatch batch = images.batch(batches.at(step));
    return options.images().mirror() ? batch.mirrored(batches.mirroredAt(step)) : batch;
  }

  /** Indices from all over the collection, whose parts may differ. */
  private static int[] spread(int size, int count) {
    return IntStream.range(0, count).map(i -> (int) ((long) i * size / count)).toArray();
  }

  private void step() {
    long step = finished();
    long started = System.nanoTime();
    GanSession.Losses losses = session.step(batch(step).pixels(), step);
    speed.note(System.nanoTime() - started);
    last = result(step + 1, losses);
    listeners.forEach(listener -> listener.stepped(last));
    if (!isFinite(losses)) {
      throw new DivergedException(
          "training diverged at step %d (losses %s, %s, %s): try a lower learning rate or another seed"
              .formatted(step + 1, losses.real(), losses.fake(), losses.generator()));
    }
    boolean end = last.last() || stopRequested;
    if (end || last.step() % options.sampleEvery() == 0) {
      sample();
    }
    if (!end && last.step() % options.checkpointEvery() == 0) {
      save();
    }
  }

  private StepResult result(long step, GanSession.Losses losses) {
    long pictures = step * options.batchSize();
    return new StepResult(
        step,
        options.steps(),
        (double) pictures / images.size(),
        pictures,
        losses.real(),
        losses.fake(),
        losses.generator(),
        speed.picturesPerSecond(options.batchSize()));
  }

  private void sample() {
    ImageBatch samples =
        new ImageBatch(images.shape(), sampleLatents.length, session.sample(sampleLatents));
    listeners.forEach(listener -> listener.sampled(finished(), samples));
  }

  private Path save() {
    double epoch = last == null ? 0 : last.epoch();
    return folder
        .checkpoints()
        .save(session, new Checkpoints.State(finished(), finished() * options.batchSize(), epoch));
  }

  private void saveAfter(Throwable failure) {
    if (last == null) {
      return;
    }
    try {
      save();
    } catch (RuntimeException alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
  }

  private long finished() {
    return last == null ? 0 : last.step();
  }

  private static boolean isFinite(GanSession.Losses losses) {
    return Double.isFinite(losses.real() + losses.fake() + losses.generator());
  }
}
