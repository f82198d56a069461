package io.facegan.internal.train;

import io.facegan.data.ImageBatch;
import io.facegan.internal.data.PackedImages;
import io.facegan.internal.graph.GanSession;
import io.facegan.internal.runtime.DeviceFailures;
import io.facegan.internal.train.GuardChecks.Finding;
import io.facegan.internal.util.Text;
import io.facegan.train.Evaluation;
import io.facegan.train.Guard;
import io.facegan.train.GuardException;
import io.facegan.train.StepResult;
import io.facegan.train.TrainingListener;
import io.facegan.train.TrainingResult;
import io.facegan.train.TrainingStart;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Trains from the first step, or from a checkpoint, to the planned end, or until it is asked to
 * stop. All that decides about a step follows from the options, the images and the state that
 * checkpoints keep, so that a run ends the same however often it was interrupted.
 */
public final class TrainingLoop {
  private static final int REALS_SHOWN = 36;

  private final TrainingOptions options;
  private final GanSession session;
  private final PackedImages images;
  private final RunFolder folder;
  private final List<TrainingListener> listeners;
  private final Stepper stepper;
  private final Evaluator evaluator;
  private final GuardMonitor guards;
  private final Followers followers;
  private final StopSignal stop = new StopSignal();
  private CheckpointWriter writer;
  private Checkpoint saved;
  private State savedState;
  private State state = State.START;
  private StepResult last;

  /**
   * Prepares a loop; nothing runs yet.
   *
   * @param from the checkpoint to resume from, or nothing to begin
   * @param listeners told of everything, in this order, on the thread that calls {@link #run}
   */
  public TrainingLoop(
      TrainingOptions options,
      GanSession session,
      PackedImages images,
      RunFolder folder,
      Optional<Checkpoint> from,
      List<TrainingListener> listeners) {
    this(options, session, images, folder, from, listeners, Followers.NONE);
  }

  /**
   * Prepares a loop that other workers follow.
   *
   * @param followers who make each step with it
   */
  public TrainingLoop(
      TrainingOptions options,
      GanSession session,
      PackedImages images,
      RunFolder folder,
      Optional<Checkpoint> from,
      List<TrainingListener> listeners,
      Followers followers) {
    this.options = options;
    this.session = session;
    this.images = images;
    this.folder = folder;
    this.listeners = List.copyOf(listeners);
    this.followers = followers;
    stepper = new Stepper(options, session, images, folder, followers::order);
    evaluator = new Evaluator(options, session, images);
    guards = new GuardMonitor(options.guards(), event -> tell(one -> one.guarded(event)));
    saved = from.orElse(null);
  }

  /** Asks the loop, from any thread, to end after the current step. */
  public void stop() {
    stop.request();
  }

  /**
   * Trains. What was learnt is saved also when a listener throws, unless it is the NaNs of spoilt
   * networks. An interrupt of the thread ends the training as {@link #stop} does and stays set.
   *
   * @throws GuardException if a guard ended the training; its state is not saved
   * @throws io.facegan.error.FaceGanException if a GPU fails; what was saved stays
   * @throws java.io.UncheckedIOException if a checkpoint cannot be written; those before it stay
   */
  public TrainingResult run() {
    long started = System.nanoTime();
    followers.begin(this::stop, session::cancel);
    try (CheckpointWriter opened = new CheckpointWriter(folder.checkpoints())) {
      writer = opened;
      trainAndSave();
      TrainingResult result =
          new TrainingResult(
              folder.path(),
              state.step(),
              last,
              state.step() < options.steps(),
              saved.folder(),
              (System.nanoTime() - started) / 1e9);
      tell(listener -> listener.finished(result));
      return result;
    } finally {
      stop.giveInterruptBack();
    }
  }

  private void trainAndSave() {
    try {
      begin();
      do {
        while (!stop.isSet() && state.step() < options.steps()) {
          step();
        }
        // The last evaluation may roll the run back: then there are steps to make again.
      } while (isEndToBeEvaluated() && evaluate(false));
      if (!isSaved()) {
        save();
      }
      saved = Optional.ofNullable(writer.await()).orElse(saved);
      followers.end();
    } catch (GuardException ended) {
      throw ended;
    } catch (RuntimeException failure) {
      followers.checkNoneIsLost(failure, this::newest);
      saveAfter(failure);
      throw DeviceFailures.explained(failure, session.placement(), this::kept);
    } catch (Error failure) {
      saveAfter(failure);
      throw failure;
    }
  }

  private String newest() {
    try {
      return folder
          .checkpoints()
          .newest()
          .map(newest -> Text.format("step %,d", newest.step()))
          .orElse("none yet: it will start over");
    } catch (RuntimeException unreadable) {
      return unreadable.getMessage();
    }
  }

  /** Says what is left of the run after a failure, with what is wrong with that if it is so. */
  private String kept() {
    try {
      return folder
          .checkpoints()
          .newest()
          .map(newest -> Text.format("%s keeps step %,d: resume it", folder.path(), newest.step()))
          .orElseGet(() -> folder.path() + " has no checkpoint yet: train again");
    } catch (RuntimeException unreadable) {
      return unreadable.getMessage();
    }
  }

  private void begin() {
    if (saved != null) {
      stepper.moveTo(Optional.of(saved));
      state = saved.state();
      savedState = state;
    } else if (options.parent() != null) {
      stepper.moveTo(Optional.empty());
    }
    stepper.begin(state.attempt());
    tell(listener -> listener.started(start()));
    if (isDueAt(state.step()) && state.evaluated() < state.step()) {
      // Before the first step, or because the run failed at this one before it was evaluated.
      boolean rolledBack = evaluate(true);
      if (!rolledBack && saved != null && isDue(options.checkpointEvery())) {
        save();
      }
    }
  }

  private TrainingStart start() {
    return new TrainingStart(
        folder.path(),
        state.step(),
        state.evaluated(),
        state.attempt(),
        options.steps(),
        options.batchSize(),
        images.size(),
        images.spread(Math.min(REALS_SHOWN, images.size())));
  }

  private void step() {
    last = stepper.step(state, isDueAt(state.step() + 1));
    state = state.after(last);
    tell(listener -> listener.stepped(last));
    boolean rolledBack = actOn(GuardChecks.ofLosses(last));
    if (!rolledBack && isDueAt(state.step())) {
      rolledBack = evaluate(true);
    }
    if (!rolledBack && isDue(options.checkpointEvery())) {
      save();
    }
    writer.check();
  }

  /**
   * Draws the samples and evaluates them.
   *
   * @param scheduled whether that is due at this step; else the run only ends here, and what is
   *     found changes nothing, because an unbroken run would not know it. Numbers that are not
   *     finite are the exception: they stay so, an unbroken run finds them soon and goes back to
   *     the same checkpoint.
   * @return whether the run was rolled back
   */
  private boolean evaluate(boolean scheduled) {
    Optional<String> notFinite = session.notFinite();
    if (notFinite.isPresent()) {
      return actOn(List.of(GuardChecks.ofVariable(state.step(), notFinite.get())));
    }
    ImageBatch samples = evaluator.samples();
    if (!scheduled || isDue(options.sampleEvery())) {
      tell(listener -> listener.sampled(state.step(), samples));
    }
    Evaluation evaluation = evaluator.evaluate(state, scheduled, samples, stepper.memory());
    state = state.withDistance(evaluation.diagnostics().rank());
    tell(listener -> listener.evaluated(evaluation));
    if (!scheduled) {
      return false;
    }
    if (state.step() == 0) {
      // It follows from the images, so once for the whole run is enough.
      GuardChecks.unjudged(evaluation).ifPresent(finding -> guards.tellUnjudged(finding, state));
    }
    List<Finding> findings = GuardChecks.of(evaluation);
    guards.tellRecovered(findings, state);
    if (actOn(findings)) {
      return true;
    }
    state =
        state.evaluated(
            GuardMonitor.has(findings, Guard.DISCRIMINATOR_WON),
            GuardMonitor.has(findings, Guard.COLLAPSE));
    return false;
  }

  /** Does what the options say about findings, and returns whether the run was rolled back. */
  private boolean actOn(List<Finding> findings) {
    Optional<Finding> reason = guards.actOn(findings, state);
    reason.ifPresent(this::rollBack);
    return reason.isPresent();
  }

  private void rollBack(Finding reason) {
    writer.await();
    Optional<Checkpoint> back = folder.checkpoints().wayBack(state.step());
    // Without a checkpoint there still is the start, evaluated at once, which the seed gives again.
    State there = back.map(Checkpoint::state).orElse(State.START.evaluated(false, false));
    guards.tellRolledBack(reason, there.step(), state);
    // In this order, so that a run killed in between does all of this again in the same way.
    folder.checkpoints().discardAfter(there.step());
    stepper.moveTo(back);
    state = there.attempt(state.attempt() + 1);
    stepper.begin(state.attempt());
    save();
  }

  private void tell(Consumer<TrainingListener> event) {
    for (TrainingListener listener : listeners) {
      stop.takeInterrupt();
      event.accept(listener);
    }
    stop.takeInterrupt();
  }

  private void save() {
    if (isDue(options.checkpointEvery()) && state.evaluated() == state.step()) {
      state = state.asPlanned();
    }
    writer.begin(session, state);
    stepper.handOver();
    saved = folder.checkpoints().of(state.step());
    savedState = state;
  }

  private boolean isSaved() {
    return state.equals(savedState);
  }

  /** Saves what can be saved after a failure, which stays the one that is reported. */
  private void saveAfter(Throwable failure) {
    try {
      if (last != null && !stepper.isTorn() && !isSaved() && session.notFinite().isEmpty()) {
        save();
        writer.await();
      }
    } catch (RuntimeException | Error alsoFailed) {
      // The same one twice is what an error of a virtual machine without memory can be.
      if (alsoFailed != failure) {
        failure.addSuppressed(alsoFailed);
      }
    }
  }

  /** A run that ended by an error may have been saved at its last step before its evaluation. */
  private boolean isEndToBeEvaluated() {
    return state.distance() == null && (last != null || state.step() == options.steps());
  }

  /** Whether an evaluation or a checkpoint is due after a step; its memory is then measured. */
  private boolean isDueAt(long step) {
    return step % options.sampleEvery() == 0 || step % options.checkpointEvery() == 0;
  }

  private boolean isDue(long interval) {
    return state.step() % interval == 0;
  }
}
