package io.facegan.internal.report;

import io.facegan.data.ImageBatch;
import io.facegan.metric.SomeDiagnostics;
import io.facegan.network.ImageShape;
import io.facegan.runtime.StepMemory;
import io.facegan.train.Evaluation;
import io.facegan.train.Guard;
import io.facegan.train.GuardEvent;
import io.facegan.train.LossMeans;
import io.facegan.train.MemoryUse;
import io.facegan.train.StepResult;
import io.facegan.train.TrainingResult;
import io.facegan.train.TrainingStart;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** Values that a training would hand to its listeners. */
public final class Runs {
  public static final int BATCH_SIZE = 16;

  /** Returns images whose bytes count up from 0 and wrap. */
  public static ImageBatch images(ImageShape shape, int count) {
    byte[] pixels = new byte[count * shape.size()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) i;
    }
    return new ImageBatch(shape, count, pixels);
  }

  public static TrainingStart start(Path folder, long totalSteps) {
    return resumed(folder, 0, -1, 0, totalSteps);
  }

  /** Returns the start of a run that goes on after a step. */
  public static TrainingStart resumed(
      Path folder, long step, long evaluated, int attempt, long totalSteps) {
    ImageBatch reals = images(ImageShape.rgb(3, 2), 4);
    return new TrainingStart(
        folder, step, evaluated, attempt, totalSteps, BATCH_SIZE, 20_000, reals);
  }

  public static StepResult step(long step, long totalSteps) {
    return step(step, totalSteps, 0.5, 1.25);
  }

  public static StepResult step(long step, long totalSteps, double lossReal, double lossGenerator) {
    return step(step, 0, totalSteps, lossReal, lossGenerator);
  }

  public static StepResult step(
      long step, int attempt, long totalSteps, double lossReal, double lossGenerator) {
    long images = step * BATCH_SIZE;
    double epoch = images / 20_000.0;
    return new StepResult(
        step, attempt, totalSteps, epoch, images, lossReal, 0.7, lossGenerator, 51.2);
  }

  /** Where nothing is known of the memory. */
  public static final MemoryUse NO_MEMORY =
      new MemoryUse(Optional.empty(), OptionalLong.empty(), OptionalLong.empty());

  /** Returns a judgement of middling images. */
  public static Evaluation evaluation(long step, int attempt, boolean scheduled) {
    return new Evaluation(
        step,
        attempt,
        scheduled,
        SomeDiagnostics.of(0.5, 12.25, 1.5, 1, -2, 0.25, 0.75, 0.625),
        new LossMeans(step, 0.5, 0.75, 1),
        0.0625,
        new MemoryUse(
            Optional.of(new StepMemory(100, 300)), OptionalLong.of(1_000), OptionalLong.of(3_000)));
  }

  public static GuardEvent event(long step, int attempt, GuardEvent.Kind kind) {
    return new GuardEvent(step, attempt, Guard.COLLAPSE, kind, "collapse at step " + step);
  }

  public static TrainingResult result(Path folder, StepResult last) {
    boolean stoppedEarly = last == null || !last.last();
    long steps = last == null ? 0 : last.step();
    Path checkpoint = folder.resolve("checkpoint");
    return new TrainingResult(folder, steps, last, stoppedEarly, checkpoint, 753.4);
  }

  private Runs() {}
}
