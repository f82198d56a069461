package io.facegan.report;

import io.facegan.data.ImageBatch;
import io.facegan.network.ImageShape;
import io.facegan.train.StepResult;
import io.facegan.train.TrainingResult;
import io.facegan.train.TrainingStart;
import java.nio.file.Path;

/** Values that a training would hand to its listeners. */
final class Runs {
  static final int BATCH_SIZE = 16;

  /** Returns pictures whose bytes count up from 0 and wrap. */
  static ImageBatch pictures(ImageShape shape, int count) {
    byte[] pixels = new byte[count * shape.size()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) i;
    }
    return new ImageBatch(shape, count, pixels);
  }

  static TrainingStart start(Path folder, long totalSteps) {
    ImageBatch reals = pictures(ImageShape.rgb(3, 2), 4);
    return new TrainingStart(folder, 0, -1, 0, totalSteps, BATCH_SIZE, 20_000, reals);
  }

  static StepResult step(long step, long totalSteps) {
    return step(step, totalSteps, 0.5, 1.25);
  }

  static StepResult step(long step, long totalSteps, double lossReal, double lossGenerator) {
    long pictures = step * BATCH_SIZE;
    return new StepResult(
        step, 0, totalSteps, pictures / 20_000.0, pictures, lossReal, 0.7, lossGenerator, 51.2);
  }

  static TrainingResult result(Path folder, StepResult last) {
    boolean stoppedEarly = last == null || !last.last();
    long steps = last == null ? 0 : last.step();
    Path checkpoint = folder.resolve("checkpoint");
    return new TrainingResult(folder, steps, last, stoppedEarly, checkpoint, 753.4);
  }

  private Runs() {}
}
