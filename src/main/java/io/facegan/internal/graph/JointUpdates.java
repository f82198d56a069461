package io.facegan.internal.graph;

import io.facegan.network.Objective;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Two updates in one run: the discriminator on real and generated images, then the generator on the
 * same generated ones, as the updated discriminator judges them. One pass of the generator serves
 * both, because the first update leaves its variables as they are.
 */
final class JointUpdates {
  private final UpdateBuilder builder;
  private final Ops tf;
  private final boolean paired;

  JointUpdates(UpdateBuilder builder) {
    this.builder = builder;
    this.tf = builder.tf;
    this.paired = builder.recipe.objective().updates() == Objective.Updates.PAIRED;
  }

  /**
   * @param penalised whether the discriminator's loss has its penalty
   */
  List<Update> add(
      Operand<TFloat32> reals,
      Operand<TFloat32> latents,
      ForwardPass generated,
      boolean penalised) {
    Update discriminator = discriminator(reals, latents, generated.output(), penalised);
    Update generator = generator(reals, latents, generated, discriminator.op());
    return List.of(discriminator, generator);
  }

  private Update discriminator(
      Operand<TFloat32> reals,
      Operand<TFloat32> latents,
      Operand<TFloat32> generated,
      boolean penalised) {
    Objective objective = builder.recipe.objective();
    ForwardPass real = builder.judge(builder.variables, reals);
    ForwardPass fake = builder.judge(builder.variables, generated, real.updates());
    Operand<TFloat32> onReal =
        LossOps.mean(tf, objective.real(), logits(real.output(), fake.output()));
    Operand<TFloat32> onFake =
        LossOps.mean(tf, objective.fake(), logits(fake.output(), real.output()));
    Operand<TFloat32> sum = tf.math.add(onReal, onFake);
    Operand<TFloat32> loss = paired ? tf.math.mul(sum, tf.constant(0.5f)) : sum;
    if (penalised) {
      PenaltyOps penalty = new PenaltyOps(builder);
      loss = tf.math.add(loss, penalty.of(reals, real, generated, fake));
    }
    List<Op> alongside = new ArrayList<>(real.updates());
    alongside.addAll(fake.updates());
    Op update = builder.discriminatorAdam.minimize(loss, builder.variables, alongside);
    return new Update(latents, generated, List.of(onReal, onFake), 0, update);
  }

  private Update generator(
      Operand<TFloat32> reals, Operand<TFloat32> latents, ForwardPass generated, Op before) {
    VariableReads reads = VariableReads.after(before, tf, builder.variables);
    ForwardPass fake = builder.judge(reads, generated.output());
    List<Op> alongside = new ArrayList<>(generated.updates());
    alongside.addAll(fake.updates());
    Operand<TFloat32> logits = fake.output();
    if (paired) {
      ForwardPass real = builder.judge(reads, reals, fake.updates());
      alongside.addAll(real.updates());
      logits = logits(logits, real.output());
    }
    Operand<TFloat32> loss = LossOps.mean(tf, builder.recipe.objective().generator(), logits);
    Op update = builder.generatorAdam.minimize(loss, builder.variables, alongside);
    return new Update(latents, generated.output(), List.of(loss), 0, builder.average.after(update));
  }

  private Operand<TFloat32> logits(Operand<TFloat32> of, Operand<TFloat32> other) {
    return paired ? tf.math.sub(of, other) : of;
  }
}
