package io.facegan.internal.graph;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * One training step in one call, for batches of any size: the updates that {@link GanSession} runs
 * one after the other, each reading the variables as the one before has left them.
 */
final class ServedTraining {
  private final Ops tf;
  private final ServedSignature signature;

  ServedTraining(Ops tf, UpdateBuilder builder, DiscriminatorSignatures judging) {
    this.tf = tf;
    Operand<TInt64> seed =
        tf.withName("seed").placeholder(TInt64.class, Placeholder.shape(Shape.of(2)));
    List<Update> updates =
        builder.updates(judging.checkedImages, judging.count, firstDraw(seed), true).whole();
    List<Operand<TFloat32>> losses =
        updates.stream().flatMap(update -> update.losses().stream()).toList();
    Ops last = tf.withControlDependencies(updates.stream().map(Update::op).toList());
    signature =
        new ServedSignature(
            ServedSignature.TRAIN_STEP,
            "makes one training step: " + builder.recipe.objective().describe(),
            inputs(judging, seed),
            List.of(
                loss(last, "discriminator_loss_real", losses.get(0)),
                loss(last, "discriminator_loss_fake", losses.get(1)),
                loss(last, "generator_loss", losses.get(2))));
  }

  private static List<ServedSignature.Tensor> inputs(
      DiscriminatorSignatures judging, Operand<TInt64> seed) {
    List<ServedSignature.Tensor> inputs = new ArrayList<>(judging.inputs());
    inputs.add(
        1,
        new ServedSignature.Tensor(
            "seed",
            seed,
            "int64 [2], what the latents are drawn from: the seed of the run, and the"
                + " number of the step, which must be another each time"));
    return inputs;
  }

  ServedSignature signature() {
    return signature;
  }

  /** {@link GanSession} numbers the draws of all steps in a row, two a step. */
  private Operand<TInt64> firstDraw(Operand<TInt64> seed) {
    return tf.math.mul(tf.ensureShape(seed, Shape.of(2)), tf.constant(new long[] {1, 2}));
  }

  private static ServedSignature.Tensor loss(Ops last, String name, Operand<TFloat32> loss) {
    return new ServedSignature.Tensor(
        name,
        last.withName(name).identity(loss),
        "float32, a scalar: as it was before its update, a mean over the batch");
  }
}
