package io.facegan.stress;

import io.facegan.FaceGan;
import io.facegan.drawn.DrawnFaces;
import io.facegan.network.Recipe;
import io.facegan.runtime.Precision;
import io.facegan.train.StepResult;
import io.facegan.train.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A long training that measures itself every 100 steps. */
final class Soak implements TrainingListener {
  static final int INTERVAL = 100;

  /** So few that all of them are in memory before the first 1,000 steps are over. */
  private static final int PICTURES = 1_000;

  private static final int SIDE = 64;

  private final Path usages;

  private Soak(Path usages) {
    this.usages = usages;
  }

  /**
   * @param args the number of steps, the batch size, the run folder, and a file for the figures
   */
  public static void main(String[] args) {
    try (FaceGan gan =
        FaceGan.builder()
            .images(new DrawnFaces(1, PICTURES, SIDE))
            .recipe(Recipe.small())
            .precision(Precision.FLOAT32)
            .steps(Long.parseLong(args[0]))
            .batchSize(Integer.parseInt(args[1]))
            .runFolder(Path.of(args[2]))
            .sampleEvery(250)
            .checkpointEvery(250)
            .progress(false)
            .listener(new Soak(Path.of(args[3])))
            .build()) {
      gan.train();
    }
  }

  @Override
  public void stepped(StepResult step) {
    if (step.step() % INTERVAL == 0) {
      try {
        Usage.now(step.step()).appendTo(usages);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
