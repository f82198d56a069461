package io.facegan.internal.train;

import io.facegan.data.ImageBatch;
import io.facegan.internal.data.PackedImages;
import io.facegan.internal.graph.GanSession;
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
 * stop. All that decides about a step follows from the options, the pictures and the state that
 * checkpoints keep, so that a run ends the same however often it was broken off.
 */
public final class TrainingLoop {
  private static final int REALS_SHOWN = 36;

  private final TrainingOptions options;
  private final GanSession session;
  private final PackedImages images;
  private final RunFolder folder;
  private final List<TrainingListener> listeners;
  private final Trainer trainer;
  private final Evaluator judge;
  private final GuardMonitor watch;
  private volatile boolean stopRequested;
  private boolean interrupted;
  private CheckpointWriter writer;
  private Checkpoint saved;
  private State savedState;
  private State state = State.START;
  private StepResult last;

  /**
   * Prepares a loop; nothing runs yet.
   *
   * @param from the checkpoint to go on from, or nothing to begin
   * @param listeners told of everything, in this order, on the thread that calls {@link #run}
   */
  public TrainingLoop(
      TrainingOptions options,
      GanSession session,
      PackedImages images,
      RunFolder folder,
      Optional<Checkpoint> from,
      List<TrainingListener> listeners) {
    this.options = options;
    this.session = session;
    this.images = images;
    this.folder = folder;
    this.listeners = List.copyOf(listeners);
    trainer = new Trainer(options, session, images);
    judge = new Evaluator(options, session, images);
    watch = new GuardMonitor(options.guards(), event -> tell(listener -> listener.guarded(event)));
    saved = from.orElse(null);
  }

  /** Asks the loop, from any thread, to end after the step that it is at. */
  public void stop() {
    stopRequested = true;
  }

  /**
   * Trains. What was learnt is saved also when a listener throws, unless it is the NaNs of spoilt
   * networks. An interrupt of the thread ends the training as {@link #stop} does and stays set.
   *
   * @throws GuardException if a guard ended the training; its state is not saved
   * @throws java.io.UncheckedIOException if a checkpoint cannot be written; those before it stay
   */
  public TrainingResult run() {
    long started = System.nanoTime();
    try (CheckpointWriter opened = new CheckpointWriter(folder.checkpoints())) {
      writer = opened;
      train();
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
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void train() {
    try {
      begin();
      do {
        while (trainer.hasBegun() || !stopped() && state.step() < options.steps()) {
          step();
        }
        // If that goes back, there are steps to be made again.
      } while (isEndToBeJudged() && evaluate(false));
      if (!isSaved()) {
        save();
      }
    } catch (GuardException ended) {
      throw ended;
    } catch (RuntimeException | Error failure) {
      saveAfter(failure);
      throw failure;
    } finally {
      trainer.close();
    }
    saved = Optional.ofNullable(writer.await()).orElse(saved);
  }

  private void begin() {
    if (saved != null) {
      trainer.moveTo(Optional.of(saved));
      state = saved.state();
      savedState = state;
    }
    trainer.begin(state.attempt());
    TrainingStart start =
        new TrainingStart(
            folder.path(),
            state.step(),
            state.evaluated(),
            state.attempt(),
            options.steps(),
            options.batchSize(),
            images.size(),
            images.spread(Math.min(REALS_SHOWN, images.size())));
    tell(listener -> listener.started(start));
    if (isWatched(state.step()) && state.evaluated() < state.step()) {
      // Before the first step, or because the run failed at this one before it was judged.
      boolean rolledBack = evaluate(true);
      if (!rolledBack && saved != null && isDue(options.checkpointEvery())) {
        save();
      }
    }
  }

  private void step() {
    long next = state.step() + 1;
    last = trainer.step(state, isWatched(next), goesOn(next));
    state = state.stepped(last);
    tell(listener -> listener.stepped(last));
    boolean rolledBack = actOn(Guards.ofLosses(last));
    if (!rolledBack && isWatched(state.step())) {
      rolledBack = evaluate(true);
    }
    if (!rolledBack && isDue(options.checkpointEvery())) {
      save();
    }
    writer.check();
  }

  /** Whether something is done after a step, for which its memory is watched. */
  private boolean isWatched(long step) {
    return isDueAt(step, options.sampleEvery(), options.checkpointEvery());
  }

  /**
   * Whether the step after this one may begin before what came of this one was told: a GPU would
   * else wait for the listeners.
   */
  private boolean goesOn(long step) {
    return session.runsAhead()
        && step < options.steps()
        && !isWatched(step)
        && !isWatched(step + 1)
        && !stopped();
  }

  /** A run that ended by an error may have been saved at its last step before it was judged. */
  private boolean isEndToBeJudged() {
    return state.distance() == null && (last != null || state.step() == options.steps());
  }

  /**
   * Draws and judges the samples.
   *
   * @param scheduled whether that is due at this step; else the run only ends here, and what is
   *     found changes nothing, because an unbroken run would not know it. Numbers that are not
   *     finite are the exception: they stay so, an unbroken run finds them soon and goes back to
   *     the same checkpoint.
   * @return whether the run was rolled back
   */
  private boolean evaluate(boolean scheduled) {
    Optional<String> spoilt = session.notFinite();
    if (spoilt.isPresent()) {
      return actOn(List.of(Guards.ofVariable(state.step(), spoilt.get())));
    }
    ImageBatch samples = judge.samples();
    if (!scheduled || isDue(options.sampleEvery())) {
      tell(listener -> listener.sampled(state.step(), samples));
    }
    Evaluation evaluation = judge.evaluate(state, scheduled, samples, trainer.memory());
    state = state.at(evaluation.pictures().distance());
    tell(listener -> listener.evaluated(evaluation));
    if (!scheduled) {
      return false;
    }
    List<Finding> findings = Guards.of(evaluation);
    watch.tellRecovered(findings, state);
    if (actOn(findings)) {
      return true;
    }
    state =
        state.judged(
            GuardMonitor.has(findings, Guard.DISCRIMINATOR_WON),
            GuardMonitor.has(findings, Guard.COLLAPSE));
    return false;
  }

  /** Does what the options say about findings, and returns whether the run was rolled back. */
  private boolean actOn(List<Finding> findings) {
    Optional<Finding> reason = watch.actOn(findings, state);
    reason.ifPresent(this::rollBack);
    return reason.isPresent();
  }

  private void rollBack(Finding reason) {
    writer.await();
    Optional<Checkpoint> back = folder.checkpoints().wayBack(state.step());
    // Without a checkpoint there still is the start, judged at once, which the seed gives again.
    State there = back.map(Checkpoint::state).orElse(State.START.judged(false, false));
    watch.tellRolledBack(reason, there.step(), state);
    // In this order, so that a run killed in between does all of this again in the same way.
    folder.checkpoints().discardAfter(there.step());
    trainer.moveTo(back);
    state = there.retried(state.attempt() + 1);
    trainer.begin(state.attempt());
    save();
  }

  private void tell(Consumer<TrainingListener> event) {
    for (TrainingListener listener : listeners) {
      noteInterrupt();
      event.accept(listener);
    }
    noteInterrupt();
  }

  private void save() {
    if (isDue(options.checkpointEvery()) && state.evaluated() == state.step()) {
      state = state.due();
    }
    writer.begin(session, state);
    saved = folder.checkpoints().of(state.step());
    savedState = state;
  }

  private boolean isSaved() {
    return state.equals(savedState);
  }

  /** Saves what can be saved after a failure, which stays the one that is reported. */
  private void saveAfter(Throwable failure) {
    try {
      if (trainer.hasBegun()) {
        last = trainer.step(state, false, false);
        state = state.stepped(last);
      }
      if (last != null && !trainer.isBetween() && !isSaved() && session.notFinite().isEmpty()) {
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

  private boolean stopped() {
    noteInterrupt();
    return stopRequested || interrupted;
  }

  /** Clears it, because files cannot be written nor plots drawn well with it, until the end. */
  private void noteInterrupt() {
    interrupted |= Thread.interrupted();
  }

  private boolean isDue(long... intervals) {
    return isDueAt(state.step(), intervals);
  }

  private static boolean isDueAt(long step, long... intervals) {
    for (long interval : intervals) {
      if (step % interval == 0) {
        return true;
      }
    }
    return false;
  }
}
