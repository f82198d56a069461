package io.facegan.stress;

import io.facegan.FaceGan;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.network.Adam;
import io.facegan.runtime.Precision;
import java.nio.file.Path;

/** Begins a run with an absurd learning rate, which the command line does not offer. */
final class DivergingRun {
  private static final double RATE = 9e7;
  private static final int TRIES = 60;

  /**
   * @param args the run folder, the images and the cache folder
   */
  public static void main(String[] args) {
    try (FaceGan gan =
        FaceGan.builder()
            .runFolder(Path.of(args[0]))
            .images(Path.of(args[1]))
            .cacheFolder(Path.of(args[2]))
            .recipe(
                TinyNetworks.recipe().toBuilder().adam(new Adam(RATE, 0.9, 0.999, 1e-8)).build())
            .precision(Precision.FLOAT32)
            .steps(300)
            .checkpointEvery(5)
            .sampleEvery(20)
            .guardTries(TRIES)
            .progress(false)
            .build()) {
      gan.train();
    }
  }

  private DivergingRun() {}
}
