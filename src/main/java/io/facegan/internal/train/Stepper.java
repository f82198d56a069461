package io.facegan.internal.train;

import io.facegan.internal.cluster.Order;
import io.facegan.internal.data.PackedImages;
import io.facegan.internal.graph.GanSession;
import io.facegan.runtime.StepMemory;
import io.facegan.train.StepResult;
import java.util.Optional;
import java.util.function.Consumer;

/** Moves the networks: step by step, or to where they once were. */
final class Stepper {
  private final TrainingOptions options;
  private final GanSession session;
  private final PackedImages images;
  private final RunFolder folder;
  private final Consumer<Order> orders;
  private final Speed speed = new Speed();
  private StepSchedule schedule;
  private boolean torn;
  private Optional<StepMemory> memory = Optional.empty();

  /**
   * @param orders given what all other workers have to do at the same time
   */
  Stepper(
      TrainingOptions options,
      GanSession session,
      PackedImages images,
      RunFolder folder,
      Consumer<Order> orders) {
    this.orders = orders;
    this.options = options;
    this.session = session;
    this.images = images;
    this.folder = folder;
  }

  /** Takes the variables of a checkpoint or, without one, the first ones. */
  void moveTo(Optional<Checkpoint> checkpoint) {
    torn = true;
    checkpoint.ifPresentOrElse(there -> session.restore(there.variables()), this::restart);
    handOver();
    torn = false;
  }

  /** Gives all workers the variables of this one, whose processor may have rounded otherwise. */
  void handOver() {
    orders.accept(Order.handOver());
    session.handOver();
  }

  private void restart() {
    if (options.parent() == null) {
      session.restart();
    } else {
      session.restore(folder.start().variables());
    }
  }

  /** Takes the seed, the learning rate and the order of the images of an attempt. */
  void begin(int attempt) {
    orders.accept(Order.begin(attempt));
    schedule = StepSchedule.of(attempt, options, images, session);
  }

  /** Makes the step after this state, and looks at its memory if it is measured. */
  StepResult step(State state, boolean measured) {
    long started = System.nanoTime();
    GanSession.Losses losses = losses(state.step(), measured);
    speed.note(System.nanoTime() - started);
    long step = state.step() + 1;
    long seen = step * options.batchSize();
    return new StepResult(
        step,
        state.attempt(),
        options.steps(),
        (double) seen / images.size(),
        seen,
        losses.real(),
        losses.fake(),
        losses.generator(),
        speed.imagesPerSecond(options.batchSize()));
  }

  private GanSession.Losses losses(long step, boolean measured) {
    torn = true;
    orders.accept(Order.step(step));
    GanSession.Losses losses;
    if (measured) {
      GanSession.Measured<GanSession.Losses> both =
          session.measuredStep(number -> batch(number, step), step);
      memory = both.memory();
      losses = both.result();
    } else {
      losses = session.step(number -> batch(number, step), step);
    }
    torn = false;
    return losses;
  }

  private byte[] batch(long number, long step) {
    try {
      return schedule.batch(number).pixels();
    } catch (RuntimeException | Error unreadable) {
      if (number == step) {
        // The step failed before it began.
        torn = false;
      }
      throw unreadable;
    }
  }

  /** Returns the memory of the last step that was measured, nothing if none was yet. */
  Optional<StepMemory> memory() {
    return memory;
  }

  /**
   * Returns whether the variables are of no step at all, because it failed in the middle of a step
   * or of a move.
   */
  boolean isTorn() {
    return torn;
  }
}
