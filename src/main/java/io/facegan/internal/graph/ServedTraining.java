package io.facegan.internal.graph;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * One training step in one call, for batches of any size: the three updates that {@link GanSession}
 * runs one after the other, each reading the variables as the one before has left them.
 */
final class ServedTraining {
  private final Ops tf;
  private final ServedSignature signature;

  ServedTraining(
      Ops tf, Variables variables, TrainingOperations operations, JudgingSignatures judging) {
    this.tf = tf;
    Operand<TInt64> seed =
        tf.withName("seed").placeholder(TInt64.class, Placeholder.shape(Shape.of(2)));
    Operand<TInt32> count = judging.count;
    TrainingOperations.Training onReal =
        operations.discriminatorOnReal(variables, judging.checkedPictures);
    TrainingOperations.Training onFake =
        operations.discriminatorOnFake(
            VariableReads.after(onReal.update(), tf, variables),
            operations.latents("discriminator_latents", count, draw(seed, 0)));
    TrainingOperations.Training generator =
        operations.generatorStep(
            VariableReads.after(onFake.update(), tf, variables),
            operations.latents("generator_latents", count, draw(seed, 1)));
    Ops last =
        tf.withControlDependencies(List.of(onReal.update(), onFake.update(), generator.update()));
    signature =
        new ServedSignature(
            SignatureNames.TRAIN_STEP,
            "makes one training step: discriminator on real pictures, on fakes, generator",
            List.of(
                judging.bytes(),
                new ServedTensor(
                    "seed",
                    seed,
                    "int64 [2], what the latents are drawn from: the seed of the run, and the number"
                        + " of the step, which must be another each time")),
            List.of(
                loss(last, "discriminator_loss_real", onReal),
                loss(last, "discriminator_loss_fake", onFake),
                loss(last, "generator_loss", generator)));
  }

  ServedSignature signature() {
    return signature;
  }

  /** {@link GanSession} numbers the draws of all steps in a row, two a step. */
  private Operand<TInt64> draw(Operand<TInt64> seed, long which) {
    return tf.math.add(
        tf.math.mul(tf.ensureShape(seed, Shape.of(2)), tf.constant(new long[] {1, 2})),
        tf.constant(new long[] {0, which}));
  }

  private static ServedTensor loss(Ops last, String name, TrainingOperations.Training training) {
    return new ServedTensor(
        name,
        last.withName(name).identity(training.loss()),
        "float32, a scalar: binary cross-entropy in nats before its update, a mean over the batch");
  }
}
