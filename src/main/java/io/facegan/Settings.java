package io.facegan;

import io.facegan.graph.Precision;
import io.facegan.network.Networks;
import io.facegan.train.TrainingListener;
import io.facegan.train.TrainingOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * The checked options of one {@link FaceGan}.
 *
 * @param length how many steps for how many pictures
 */
record Settings(
    Networks networks,
    int batchSize,
    Length length,
    long seed,
    Precision precision,
    Path runFolder,
    long sampleEvery,
    long checkpointEvery,
    boolean progress,
    List<TrainingListener> listeners) {
  private static final int SAMPLES = 36;

  /** How long to train, known in steps once the pictures are counted. */
  interface Length {
    long steps(int pictures, int batchSize);
  }

  TrainingOptions options(String images, int pictures) {
    return new TrainingOptions(
        Version.current(),
        images,
        networks,
        batchSize,
        length.steps(pictures, batchSize),
        seed,
        precision,
        SAMPLES,
        sampleEvery,
        checkpointEvery);
  }

  /** Shows a note to people, where progress is shown. */
  void note(String text) {
    if (progress) {
      System.err.println(text);
    }
  }
}
