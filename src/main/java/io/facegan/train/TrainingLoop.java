package io.facegan.train;

import io.facegan.data.PackedImages;
import io.facegan.graph.GanSession;
import io.facegan.graph.StepMemory;
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
  private final Judge judge;
  private final Speed speed = new Speed();
  private volatile boolean stopRequested;
  private boolean interrupted;
  private CheckpointWriter writer;
  private Checkpoint saved;
  private Course course;
  private State state = State.START;
  private StepResult last;
  private long judged = -1;
  private Optional<StepMemory> memory = Optional.empty();
  private boolean insideStep;

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
    judge = new Judge(options, session, images);
    saved = from.orElse(null);
  }

  /** Asks the loop, from any thread, to end after the step that it is at. */
  public void stop() {
    stopRequested = true;
  }

  /**
   * Trains. What was learnt is saved also when a listener throws. An interrupt of the thread ends
   * the training as {@link #stop} does and stays set.
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
      while (!stopped() && state.step() < options.steps()) {
        step();
      }
      if (judged != state.step() && last != null) {
        evaluate(false);
      }
    } catch (GuardException ended) {
      throw ended;
    } catch (RuntimeException | Error failure) {
      saveAfter(failure);
      throw failure;
    }
    if (!isSaved()) {
      save();
    }
    saved = Optional.ofNullable(writer.await()).orElse(saved);
  }

  private void begin() {
    if (saved != null) {
      session.restore(saved.variables());
      state = saved.state();
    }
    course = Course.of(state.attempt(), options, images, session);
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
    // A run that ended by an error may have been saved before it was judged.
    if (isDue(options.sampleEvery(), options.checkpointEvery())
        && state.evaluated() < state.step()) {
      evaluate(true);
    }
  }

  private void step() {
    makeStep();
    tell(listener -> listener.stepped(last));
    boolean rolledBack = actOn(Guards.ofLosses(last));
    if (!rolledBack && isDue(options.sampleEvery(), options.checkpointEvery())) {
      rolledBack = evaluate(true);
    }
    if (!rolledBack && isDue(options.checkpointEvery())) {
      save();
    }
    writer.check();
  }

  private void makeStep() {
    long step = state.step();
    long started = System.nanoTime();
    insideStep = true;
    GanSession.Losses losses = stepOn(course.batch(step).pixels(), step);
    insideStep = false;
    speed.note(System.nanoTime() - started);
    long pictures = (step + 1) * options.batchSize();
    last =
        new StepResult(
            step + 1,
            state.attempt(),
            options.steps(),
            (double) pictures / images.size(),
            pictures,
            losses.real(),
            losses.fake(),
            losses.generator(),
            speed.picturesPerSecond(options.batchSize()));
    state = state.stepped(last);
  }

  private GanSession.Losses stepOn(byte[] pixels, long step) {
    if (!isDueAt(step + 1, options.sampleEvery(), options.checkpointEvery())) {
      return session.step(pixels, step);
    }
    GanSession.MeasuredStep measured = session.measuredStep(pixels, step);
    memory = measured.memory();
    return measured.losses();
  }

  /**
   * Draws and judges the samples.
   *
   * @param scheduled whether that is due at this step; else the run only ends here, and what is
   *     found changes nothing, because an unbroken run would not know it
   * @return whether the run was rolled back
   */
  private boolean evaluate(boolean scheduled) {
    Optional<String> spoilt = session.notFinite();
    if (spoilt.isPresent()) {
      return actOn(List.of(Guards.ofVariable(state.step(), spoilt.get())));
    }
    var samples = judge.samples();
    if (!scheduled || isDue(options.sampleEvery())) {
      tell(listener -> listener.sampled(state.step(), samples));
    }
    Evaluation evaluation = judge.evaluate(state, scheduled, samples, memory);
    judged = state.step();
    tell(listener -> listener.evaluated(evaluation));
    state = state.at(evaluation.pictures().distance());
    if (!scheduled) {
      return false;
    }
    List<Finding> findings = Guards.of(evaluation);
    tellRecovered(findings);
    boolean rolledBack = actOn(findings);
    if (!rolledBack) {
      state = state.judged(has(findings, Guard.DISCRIMINATOR_WON), has(findings, Guard.COLLAPSE));
    }
    return rolledBack;
  }

  /** Does what the options say about each finding, and returns whether the run was rolled back. */
  private boolean actOn(List<Finding> findings) {
    for (Finding finding : findings) {
      switch (options.guards().to(finding.guard())) {
        case WARN -> warn(finding);
        case STOP -> throw ended(finding, "");
        case ROLL_BACK -> {
          rollBack(finding);
          return true;
        }
      }
    }
    return false;
  }

  private void warn(Finding finding) {
    if (!state.warned(finding.guard())) {
      tell(
          finding.guard(),
          GuardEvent.Kind.WARNING,
          "%s: try %s".formatted(finding.what(), finding.remedy()));
    }
  }

  private void tellRecovered(List<Finding> findings) {
    for (Guard guard : Guard.values()) {
      if (state.warned(guard) && !has(findings, guard)) {
        tell(
            guard,
            GuardEvent.Kind.RECOVERED,
            "%s is over at step %d".formatted(guard, state.step()));
      }
    }
  }

  private void rollBack(Finding finding) {
    int tries = options.guards().tries();
    if (state.attempt() >= tries) {
      throw ended(finding, "; rolled back %d times already".formatted(state.attempt()));
    }
    writer.await();
    Checkpoint healthy =
        folder
            .checkpoints()
            .newestHealthy()
            .orElseThrow(() -> ended(finding, "; there is no healthy checkpoint to go back to"));
    int attempt = state.attempt() + 1;
    tell(
        finding.guard(),
        GuardEvent.Kind.ROLLED_BACK,
        "%s; going back to step %d with another seed and half the learning rate (try %d of %d)"
            .formatted(finding.what(), healthy.step(), attempt, tries));
    // In this order, so that a run killed in between does all of this again in the same way.
    folder.checkpoints().discardAfter(healthy.step());
    session.restore(healthy.variables());
    state = healthy.state().retried(attempt);
    course = Course.of(attempt, options, images, session);
    save();
  }

  private GuardException ended(Finding finding, String why) {
    return new GuardException(
        tell(
            finding.guard(),
            GuardEvent.Kind.STOPPED,
            "%s%s: try %s".formatted(finding.what(), why, finding.remedy())));
  }

  private GuardEvent tell(Guard guard, GuardEvent.Kind kind, String message) {
    GuardEvent event = new GuardEvent(state.step(), state.attempt(), guard, kind, message);
    tell(listener -> listener.guarded(event));
    return event;
  }

  private void tell(Consumer<TrainingListener> event) {
    listeners.forEach(event);
  }

  private void save() {
    writer.begin(session, state);
    saved = folder.checkpoints().of(state.step());
  }

  private boolean isSaved() {
    return saved != null && saved.step() == state.step();
  }

  private void saveAfter(Throwable failure) {
    // In the middle of a step the networks are of no step at all.
    if (last == null || insideStep || isSaved()) {
      return;
    }
    try {
      save();
      writer.await();
    } catch (RuntimeException alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
  }

  private boolean stopped() {
    // Cleared, because files cannot be written well with it; set again at the end.
    interrupted |= Thread.interrupted();
    return stopRequested || interrupted;
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

  private static boolean has(List<Finding> findings, Guard guard) {
    return findings.stream().anyMatch(finding -> finding.guard() == guard);
  }
}
