package io.facegan;

import io.facegan.internal.page.RunReport;
import io.facegan.internal.report.ConsoleProgress;
import io.facegan.internal.report.LossPlot;
import io.facegan.internal.report.MetricsLog;
import io.facegan.internal.report.SampleGrids;
import io.facegan.internal.train.SampleLayout;
import io.facegan.internal.train.TrainingOptions;
import io.facegan.train.TrainingListener;
import java.util.ArrayList;
import java.util.List;

/** The listeners that every run has, and those that its options ask for. */
final class Reports implements AutoCloseable {
  private final List<TrainingListener> listeners = new ArrayList<>();
  private final ConsoleProgress console;
  private final RunReport page;

  /**
   * @param options of the training
   * @param device what it computes on, in words
   */
  Reports(boolean progress, TrainingOptions options, String device) {
    listeners.add(new MetricsLog(device));
    listeners.add(new SampleGrids(SampleLayout.of(options).columns()));
    listeners.add(new LossPlot());
    page = new RunReport(options);
    listeners.add(page);
    console = progress ? new ConsoleProgress(System.err) : null;
    if (console != null) {
      listeners.add(console);
    }
  }

  void add(TrainingListener wanted) {
    listeners.add(wanted);
  }

  List<TrainingListener> with(List<TrainingListener> more) {
    List<TrainingListener> all = new ArrayList<>(listeners);
    all.addAll(more);
    return all;
  }

  @Override
  public void close() {
    if (console != null) {
      console.close();
    }
    page.close();
  }
}
