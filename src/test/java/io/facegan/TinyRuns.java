package io.facegan;

import io.facegan.drawn.DrawnFaces;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.runtime.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Runs on a folder of tiny images that were broken off, to be resumed. */
final class TinyRuns {
  /** Writes five faces of 8x8. */
  static Path images(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < 5; i++) {
      image(folder.resolve(i + ".png"), i);
    }
    return folder;
  }

  /** Writes one face of 8x8. */
  static void image(Path file, int face) throws IOException {
    try (DrawnFaces faces = new DrawnFaces(1, 100, 8)) {
      ImageIO.write(faces.read(face).image(), "png", file.toFile());
    }
  }

  /** A run of ten steps with a checkpoint and samples after every second one, seed 1. */
  static FaceGanBuilder builder(Path images, Path run) {
    return FaceGan.builder()
        .images(images)
        .recipe(TinyNetworks.recipe())
        .steps(10)
        .seed(1)
        .precision(Precision.FLOAT32)
        .sampleEvery(2)
        .checkpointEvery(2)
        .progress(false)
        .noCache()
        .runFolder(run);
  }

  /** Makes such a run that was stopped after four steps. */
  static void stopped(Path images, Path run) {
    Breaks.stopped(builder(images, run), 4);
  }

  /** A builder that goes on with a run. */
  static FaceGanBuilder resume(Path run) {
    return FaceGan.resume(run).progress(false).noCache();
  }

  private TinyRuns() {}
}
