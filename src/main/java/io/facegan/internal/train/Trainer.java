package io.facegan.internal.train;

import io.facegan.internal.data.PackedImages;
import io.facegan.internal.graph.GanSession;
import io.facegan.internal.util.DaemonThreads;
import io.facegan.runtime.StepMemory;
import io.facegan.train.StepResult;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongFunction;

/** Moves the networks: step by step, or to where they once were. */
final class Trainer implements AutoCloseable {
  /** What a step gave, and how long it took. */
  private record Made(GanSession.Losses losses, long nanos) {}

  private final TrainingOptions options;
  private final GanSession session;
  private final PackedImages images;
  private final Speed speed = new Speed();
  private final ExecutorService beside =
      Executors.newSingleThreadExecutor(new DaemonThreads("facegan-step"));
  private CompletableFuture<Made> begun;
  private StepSchedule course;
  private boolean moving;
  private Optional<StepMemory> memory = Optional.empty();

  Trainer(TrainingOptions options, GanSession session, PackedImages images) {
    this.options = options;
    this.session = session;
    this.images = images;
  }

  /** Takes the variables of a checkpoint, or, of none, the first ones. */
  void moveTo(Optional<Checkpoint> checkpoint) {
    discard();
    moving = true;
    checkpoint.ifPresentOrElse(
        there -> session.restore(there.variables()), () -> session.restart());
    moving = false;
  }

  /** Takes the seed, the learning rate and the order of the pictures of a try. */
  void begin(int attempt) {
    course = StepSchedule.of(attempt, options, images, session);
  }

  /**
   * Makes the step after this state, or waits for it if it was begun.
   *
   * @param measured whether its memory is watched
   * @param goesOn whether the step after it is begun at once, while this one is being looked at
   */
  StepResult step(State state, boolean measured, boolean goesOn) {
    long step = state.step();
    Made made = begun == null ? make(step, measured) : await();
    speed.note(made.nanos());
    if (goesOn) {
      begun = CompletableFuture.supplyAsync(() -> make(step + 1, false), beside);
    }
    long pictures = (step + 1) * options.batchSize();
    return new StepResult(
        step + 1,
        state.attempt(),
        options.steps(),
        (double) pictures / images.size(),
        pictures,
        made.losses().real(),
        made.losses().fake(),
        made.losses().generator(),
        speed.picturesPerSecond(options.batchSize()));
  }

  /** Whether the step after the last one was begun, so that it has to be made or undone. */
  boolean hasBegun() {
    return begun != null;
  }

  private Made make(long step, boolean measured) {
    long started = System.nanoTime();
    moving = true;
    GanSession.Losses losses = step(step, measured);
    moving = false;
    return new Made(losses, System.nanoTime() - started);
  }

  private Made await() {
    CompletableFuture<Made> awaited = begun;
    begun = null;
    try {
      return awaited.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (failed.getCause() instanceof Error cause) {
        throw cause;
      }
      throw failed;
    }
  }

  private void discard() {
    if (begun != null) {
      try {
        await();
      } catch (RuntimeException | Error failed) {
        // Nobody wants that step any more.
      }
    }
  }

  /** Waits for a step that was begun, and forgets it. */
  @Override
  public void close() {
    discard();
    beside.shutdown();
  }

  private GanSession.Losses step(long step, boolean measured) {
    LongFunction<byte[]> batches = number -> pixels(number, step);
    if (!measured) {
      return session.step(batches, step);
    }
    GanSession.MeasuredStep both = session.measuredStep(batches, step);
    memory = both.memory();
    return both.losses();
  }

  private byte[] pixels(long number, long step) {
    try {
      return course.batch(number).pixels();
    } catch (RuntimeException | Error unreadable) {
      if (number == step) {
        // It failed before it began.
        moving = false;
      }
      throw unreadable;
    }
  }

  /** Returns what the last step took whose memory was watched, nothing if none was yet. */
  Optional<StepMemory> memory() {
    return memory;
  }

  /**
   * Returns whether the variables are of no step at all, because it failed in the middle of a step
   * or of a move.
   */
  boolean isBetween() {
    return moving;
  }
}
