package io.facegan.internal.page;

import io.facegan.data.ImageBatch;
import io.facegan.internal.train.TrainingOptions;
import io.facegan.train.Evaluation;
import io.facegan.train.GuardEvent;
import io.facegan.train.TrainingListener;
import io.facegan.train.TrainingResult;
import io.facegan.train.TrainingStart;
import java.nio.file.Path;

/**
 * Writes {@code report.html} into the run folder: when an earlier run goes on, with each grid, when
 * a guard reacts, and at the end. A training that fails does not call {@link #finished}: close the
 * listener then, so that the page no longer says that the run is being trained. Comes after the
 * listeners that write {@code metrics.jsonl} and the grids, which it reads; each time it reads only
 * what is new.
 */
public final class RunReport implements TrainingListener, AutoCloseable {
  /** The name of the page in a run folder. */
  public static final String NAME = "report.html";

  private final TrainingOptions options;
  private RunReader run;
  private Path file;
  private boolean due;
  private boolean going;

  /**
   * @param options of the training
   */
  public RunReport(TrainingOptions options) {
    this.options = options;
  }

  @Override
  public void started(TrainingStart start) {
    run = new RunReader(start.runFolder(), options);
    file = start.runFolder().resolve(NAME);
    if (start.step() > 0) {
      write(true);
    }
  }

  @Override
  public void sampled(long step, ImageBatch samples) {
    // The figures of this grid come next.
    due = true;
  }

  @Override
  public void evaluated(Evaluation evaluation) {
    if (due) {
      write(true);
    }
  }

  @Override
  public void guarded(GuardEvent event) {
    write(event.kind() != GuardEvent.Kind.STOPPED);
  }

  @Override
  public void finished(TrainingResult result) {
    write(false);
  }

  /** Writes the page of a training that ended before its end. */
  @Override
  public void close() {
    if (going) {
      write(false);
    }
  }

  private void write(boolean training) {
    if (run == null) {
      throw new IllegalStateException("RunReport is not started: call started(...) before");
    }
    due = false;
    // Also if it cannot be written: it is not tried again then.
    going = false;
    new ReportPage(PageData.of(run.read(training))).write(file);
    going = training;
  }
}
