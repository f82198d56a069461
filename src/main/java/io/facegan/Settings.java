package io.facegan;

import io.facegan.data.Packing;
import io.facegan.graph.Precision;
import io.facegan.network.Networks;
import io.facegan.train.ImageOptions;
import io.facegan.train.TrainingListener;
import io.facegan.train.TrainingOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * The checked options of one {@link FaceGan}.
 *
 * @param packing what becomes of every picture
 * @param mirror whether pictures come mirrored half of the times
 * @param cache where packed pictures are kept
 * @param length how many steps for how many pictures
 */
record Settings(
    Networks networks,
    Packing packing,
    boolean mirror,
    Cache cache,
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
        new ImageOptions(
            images,
            packing.framing().toString(),
            "#%06x".formatted(packing.background().getRGB() & 0xFFFFFF),
            mirror),
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
