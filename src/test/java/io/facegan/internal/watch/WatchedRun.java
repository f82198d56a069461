package io.facegan.internal.watch;

import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.report.MetricsLog;
import io.facegan.internal.report.Runs;
import io.facegan.internal.report.SampleGrids;
import io.facegan.internal.train.RunFolder;
import io.facegan.internal.train.SomeOptions;
import io.facegan.network.ImageShape;
import java.nio.file.Path;

/** A run folder that grows as one does in a training, without one. */
final class WatchedRun implements AutoCloseable {
  static final long STEPS = 1000;

  private final MetricsLog metrics = new MetricsLog("the CPU");
  private final SampleGrids grids = new SampleGrids();
  private final RunFolder folder;

  WatchedRun(Path path) {
    folder = RunFolder.create(path, SomeOptions.of(TinyNetworks.recipe(TinyNetworks.rgb(), 16)));
    metrics.started(Runs.start(path, STEPS));
    grids.started(Runs.start(path, STEPS));
  }

  /** Logs a step, a multiple of 10. */
  void step(long step) {
    metrics.stepped(Runs.step(step, STEPS));
  }

  /** Logs a step and writes its grid. */
  void grid(long step) {
    grids.sampled(step, Runs.images(ImageShape.rgb(3, 2), 4 + (int) step / 10));
    step(step);
    metrics.evaluated(Runs.evaluation(step, 0, true));
  }

  @Override
  public void close() {
    folder.close();
  }
}
