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
 * Writes {@code report.html} into the run folder: with each grid, when a guard reacts, and at the
 * end. Comes after the listeners that write {@code metrics.jsonl} and the grids, which it reads;
 * each time it reads only what is new.
 */
public final class RunReport implements TrainingListener {
  /** The name of the page in a run folder. */
  public static final String NAME = "report.html";

  private final TrainingOptions options;
  private RunReader run;
  private Path file;
  private boolean due;

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

  private void write(boolean training) {
    if (run == null) {
      throw new IllegalStateException("RunReport is not started: call started(...) before");
    }
    due = false;
    new ReportPage(PageData.of(run.read(training))).write(file);
  }
}
