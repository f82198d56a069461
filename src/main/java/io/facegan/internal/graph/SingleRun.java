package io.facegan.internal.graph;

import io.facegan.internal.graph.GanSession.Losses;
import java.util.function.LongFunction;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.types.TInt64;

/**
 * Makes a step as one run, which keeps a GPU busy and lets updates share work. The images of the
 * next step are read and copied to the device at the same time.
 */
final class SingleRun implements StepRunner {
  private final GanGraph gan;
  private final MeasuredRuns runs;
  private final StagedImages staged;

  SingleRun(GanGraph gan, Session session, MeasuredRuns runs) {
    this.gan = gan;
    this.runs = runs;
    staged = new StagedImages(gan.inputs, session);
  }

  @Override
  public Losses step(LongFunction<byte[]> batches, long step, boolean ahead, Settings settings) {
    staged.use(step, batches);
    if (!ahead) {
      return run(step, settings);
    }
    staged.fetch(step + 1, batches);
    boolean used = false;
    try {
      Losses losses = run(step, settings);
      used = true;
      return losses;
    } finally {
      staged.await(step + 1, used);
    }
  }

  private Losses run(long step, Settings settings) {
    try (SettingInputs.Values values = gan.settings.of(settings);
        TInt64 seed = TInt64.vectorOf(settings.seed(), 2 * step);
        Result result =
            runs.run(
                values.feed(runs.runner(gan.updates.at(step))).feed(gan.inputs.latentSeed, seed))) {
      return Losses.of(MeasuredRuns.scalars(result));
    }
  }

  @Override
  public void forget() {
    staged.forget();
  }

  @Override
  public void close() {
    staged.close();
  }
}
