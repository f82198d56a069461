package io.facegan.benchmarks;

import io.facegan.FaceGan;
import io.facegan.drawn.DrawnFaces;
import io.facegan.network.Activation;
import io.facegan.network.Recipe;
import io.facegan.train.StepResult;
import io.facegan.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.io.file.PathUtils;

/**
 * Measures what a checkpoint costs the training: the time from step to step where there is nothing
 * else, where faces are drawn and judged, and where a checkpoint is begun besides.
 *
 * <p>Arguments: {@code tutorial|small BATCH CHECKPOINTS}.
 */
public final class CheckpointPause {
  private static final int SAMPLE_EVERY = 5;
  private static final int CHECKPOINT_EVERY = 10;

  /** The time from the end of each step to the end of the next one, by what happened between. */
  private static final class Times implements TrainingListener {
    private final List<Double> plain = new ArrayList<>();
    private final List<Double> judged = new ArrayList<>();
    private final List<Double> saved = new ArrayList<>();
    private long ended;

    @Override
    public void stepped(StepResult step) {
      long now = System.nanoTime();
      long before = step.step() - 1;
      if (before > CHECKPOINT_EVERY) {
        List<Double> kind =
            before % CHECKPOINT_EVERY == 0 ? saved : before % SAMPLE_EVERY == 0 ? judged : plain;
        kind.add((now - ended) / 1e9);
      }
      ended = now;
    }
  }

  /** Trains on drawn faces in a temporary folder and prints the medians. */
  public static void main(String[] arguments) throws IOException {
    Recipe recipe =
        arguments[0].equals("small") ? Recipe.small() : Recipe.tutorial(Activation.LEAKY_RELU);
    int batch = Integer.parseInt(arguments[1]);
    int checkpoints = Integer.parseInt(arguments[2]);
    Path folder = Files.createTempDirectory("facegan-pause");
    Times times = new Times();
    try (FaceGan gan =
        FaceGan.builder()
            .images(new DrawnFaces(42, 100, recipe.networks().imageShape().height()))
            .recipe(recipe)
            .batchSize(batch)
            .steps((checkpoints + 2L) * CHECKPOINT_EVERY)
            .sampleEvery(SAMPLE_EVERY)
            .checkpointEvery(CHECKPOINT_EVERY)
            .runFolder(folder.resolve("run"))
            .progress(false)
            .listener(times)
            .build()) {
      gan.train();
    } finally {
      PathUtils.deleteDirectory(folder);
    }
    System.out.printf(
        Locale.ROOT,
        "%s, batch %d: %.3f s from step to step, %.3f with faces drawn and judged, %.3f with a"
            + " checkpoint begun besides; medians of %d, %d and %d%n",
        arguments[0],
        batch,
        median(times.plain),
        median(times.judged),
        median(times.saved),
        times.plain.size(),
        times.judged.size(),
        times.saved.size());
  }

  private static double median(List<Double> values) {
    return Measurement.median(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private CheckpointPause() {}
}
