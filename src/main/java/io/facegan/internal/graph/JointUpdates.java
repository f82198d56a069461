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
  private final Objective objective;
  private final boolean paired;
  private final Operand<TFloat32> reals;
  private final Operand<TFloat32> latents;
  private final ForwardPass generated;
  private final ForwardPass onReals;
  private final ForwardPass onGenerated;

  JointUpdates(UpdateBuilder builder, Operand<TFloat32> reals, Operand<TFloat32> latents) {
    this.builder = builder;
    this.tf = builder.tf;
    this.objective = builder.recipe.objective();
    this.paired = objective.updates() == Objective.Updates.PAIRED;
    this.reals = reals;
    this.latents = latents;
    generated = builder.generate(builder.variables, latents);
    onReals = builder.judge(builder.variables, reals);
    onGenerated = builder.judge(builder.variables, generated.output(), onReals.updates());
  }

  /** Adds the updates of steps without and with a gradient penalty. */
  StepUpdates add() {
    Operand<TFloat32> real =
        LossOps.mean(tf, objective.real(), logits(onReals.output(), onGenerated.output()));
    Operand<TFloat32> fake =
        LossOps.mean(tf, objective.fake(), logits(onGenerated.output(), onReals.output()));
    Operand<TFloat32> sum = tf.math.add(real, fake);
    Operand<TFloat32> loss = paired ? tf.math.mul(sum, tf.constant(0.5f)) : sum;
    List<Operand<TFloat32>> shown = List.of(real, fake);
    List<Update> plain = updates(loss, shown);
    if (builder.recipe.penalty().isNone()) {
      return new StepUpdates(plain, plain, 1);
    }
    Operand<TFloat32> penalty =
        new PenaltyOps(builder).of(reals, onReals, generated.output(), onGenerated);
    return new StepUpdates(
        plain, updates(tf.math.add(loss, penalty), shown), builder.recipe.penalty().every());
  }

  private List<Update> updates(Operand<TFloat32> loss, List<Operand<TFloat32>> shown) {
    List<Op> alongside = new ArrayList<>(onReals.updates());
    alongside.addAll(onGenerated.updates());
    Op discriminator = builder.discriminatorAdam.minimize(loss, builder.variables, alongside);
    return List.of(
        new Update(latents, generated.output(), shown, 0, discriminator), generator(discriminator));
  }

  private Update generator(Op before) {
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
    Operand<TFloat32> loss = LossOps.mean(tf, objective.generator(), logits);
    Op update = builder.generatorAdam.minimize(loss, builder.variables, alongside);
    return new Update(latents, generated.output(), List.of(loss), 0, builder.average.after(update));
  }

  private Operand<TFloat32> logits(Operand<TFloat32> of, Operand<TFloat32> other) {
    return paired ? tf.math.sub(of, other) : of;
  }
}
