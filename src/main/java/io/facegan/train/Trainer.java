package io.facegan.train;

import io.facegan.data.PackedImages;
import io.facegan.graph.GanSession;
import io.facegan.graph.StepMemory;
import java.util.Optional;
import java.util.function.LongFunction;

/** Moves the networks: step by step, or to where they once were. */
final class Trainer {
  private final TrainingOptions options;
  private final GanSession session;
  private final PackedImages images;
  private final Speed speed = new Speed();
  private Course course;
  private boolean moving;
  private Optional<StepMemory> memory = Optional.empty();

  Trainer(TrainingOptions options, GanSession session, PackedImages images) {
    this.options = options;
    this.session = session;
    this.images = images;
  }

  /** Takes the variables of a checkpoint, or, of none, the first ones. */
  void moveTo(Optional<Checkpoint> checkpoint) {
    moving = true;
    checkpoint.ifPresentOrElse(
        there -> session.restore(there.variables()), () -> session.restart());
    moving = false;
  }

  /** Takes the seed, the learning rate and the order of the pictures of a try. */
  void begin(int attempt) {
    course = Course.of(attempt, options, images, session);
  }

  /**
   * Makes the step after this state.
   *
   * @param measured whether its memory is watched
   */
  StepResult step(State state, boolean measured) {
    long step = state.step();
    long started = System.nanoTime();
    moving = true;
    GanSession.Losses losses = step(step, measured);
    moving = false;
    speed.note(System.nanoTime() - started);
    long pictures = (step + 1) * options.batchSize();
    return new StepResult(
        step + 1,
        state.attempt(),
        options.steps(),
        (double) pictures / images.size(),
        pictures,
        losses.real(),
        losses.fake(),
        losses.generator(),
        speed.picturesPerSecond(options.batchSize()));
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
