package io.facegan.stress;

import io.facegan.FaceGan;
import io.facegan.FaceGanBuilder;
import io.facegan.drawn.DrawnFaces;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.network.ImageShape;
import io.facegan.network.Recipe;
import io.facegan.runtime.Precision;
import java.io.IOException;
import java.nio.file.Path;

/** Trainings that take seconds, in this process. */
final class Trainings {
  private static final int SIDE = 8;

  /** The smallest networks of the presets, with a checkpoint of 1.3 MB every 5th step. */
  static FaceGanBuilder fullyConnected(Path zip) {
    return FaceGan.builder()
        .images(zip)
        .recipe(Recipe.fullyConnected(ImageShape.rgb(SIDE, SIDE)))
        .precision(Precision.FLOAT32)
        .checkpointEvery(5)
        .sampleEvery(25)
        .progress(false);
  }

  /** Starts the command line on the same, but for the number of steps. */
  static Child fullyConnectedChild(Path logs, Path run, Path zip, long steps) throws IOException {
    return Child.commandLine(
        logs,
        "train",
        "--run",
        run.toString(),
        "--images",
        zip.toString(),
        "--networks",
        "fully-connected",
        "--size",
        Integer.toString(SIDE),
        "--precision",
        "float32",
        "--steps",
        Long.toString(steps),
        "--checkpoint-every",
        "5",
        "--sample-every",
        "25",
        "--no-progress");
  }

  /** Networks of a few hundred weights with every kind of layer, on drawn faces. */
  static FaceGanBuilder tiny(Path run, long seed) {
    return FaceGan.builder()
        .runFolder(run)
        .images(new DrawnFaces(seed, 12, SIDE))
        .recipe(TinyNetworks.recipe())
        .precision(Precision.FLOAT32)
        .seed(seed)
        .progress(false);
  }

  static void train(FaceGanBuilder builder) {
    try (FaceGan gan = builder.build()) {
      gan.train();
    }
  }

  private Trainings() {}
}
