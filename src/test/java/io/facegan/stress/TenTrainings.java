package io.facegan.stress;

import io.facegan.FaceGan;
import io.facegan.FaceGenerator;
import io.facegan.network.ImageShape;
import io.facegan.network.Recipe;
import io.facegan.runtime.Precision;
import java.io.IOException;
import java.nio.file.Path;

/** Several trainings in one process, one after the other, each exported and drawn with. */
final class TenTrainings {
  static final int COUNT = 10;

  /**
   * @param args a folder for the runs, the images, and a file for the figures
   */
  public static void main(String[] args) throws IOException {
    for (int i = 1; i <= COUNT; i++) {
      train(Path.of(args[0], Integer.toString(i)), Path.of(args[1]));
      // The mapping of the images goes when the garbage collector finds it.
      System.gc();
      Usage.now(i).appendTo(Path.of(args[2]));
    }
  }

  private static void train(Path folder, Path zip) {
    Path model = folder.resolve("model");
    try (FaceGan gan =
        FaceGan.builder()
            .images(zip)
            .recipe(Recipe.small(ImageShape.rgb(16, 16)))
            .precision(Precision.FLOAT32)
            .steps(60)
            .batchSize(4)
            .runFolder(folder.resolve("run"))
            .sampleEvery(20)
            .checkpointEvery(20)
            .noCache()
            .progress(false)
            .build()) {
      gan.train();
      gan.export(model);
    }
    try (FaceGenerator faces = FaceGenerator.load(model)) {
      faces.generate(0L, 40);
    }
  }

  private TenTrainings() {}
}
