package io.facegan.internal.graph;

import io.facegan.internal.graph.GanSession.Losses;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.tensorflow.Result;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/**
 * Makes a step as one run for each update: on a CPU one run for all would hold the activations of
 * all passes at once.
 */
final class SeparateRuns implements StepRunner {
  private final GanGraph gan;
  private final MeasuredRuns runs;
  private final TUint8 images;

  SeparateRuns(GanGraph gan, MeasuredRuns runs) {
    this.gan = gan;
    this.runs = runs;
    images = TUint8.tensorOf(gan.inputs.images.shape());
  }

  @Override
  public Losses step(LongFunction<byte[]> batches, long step, boolean ahead, Settings settings) {
    byte[] batch = batches.apply(step);
    gan.inputs.check(batch);
    images.asRawTensor().data().write(batch);
    List<Double> losses = new ArrayList<>();
    try (SettingInputs.Values values = gan.settings.of(settings)) {
      for (Update update : gan.updates.at(step)) {
        try (TInt64 seed = TInt64.vectorOf(settings.seed(), 2 * step + update.draw());
            Result result =
                runs.run(
                    values
                        .feed(runs.runner(List.of(update)))
                        .feed(gan.inputs.images, images)
                        .feed(gan.inputs.latentSeed, seed))) {
          losses.addAll(MeasuredRuns.scalars(result));
        }
      }
    }
    return Losses.of(losses);
  }

  @Override
  public void forget() {
    // Nothing is asked for ahead.
  }

  @Override
  public void close() {
    images.close();
  }
}
