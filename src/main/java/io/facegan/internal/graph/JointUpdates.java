package io.facegan.internal.graph;

import io.facegan.network.Objective;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * Two updates in one run: the discriminator on real and generated images, then the generator on the
 * same generated ones, as the updated discriminator judges them. One pass of the generator serves
 * both, because the first update leaves its variables as they are. All passes of the discriminator
 * see the same augmentation of an image.
 */
final class JointUpdates {
  private final UpdateBuilder builder;
  private final Ops tf;
  private final Objective objective;
  private final boolean paired;
  private final Operand<TInt32> count;
  private final Operand<TInt64> seed;
  private final Operand<TFloat32> reals;
  private final Operand<TFloat32> latents;
  private final ForwardPass generated;
  private final Operand<TFloat32> fakes;
  private final ForwardPass onReals;
  private final ForwardPass onGenerated;

  /**
   * Adds what all steps share.
   *
   * @param reals this worker's share of the batch: n x height x width x channel, between 0 and 1
   * @param count how many the whole batch has, a scalar
   * @param seed two numbers that the latents and the augmentation are drawn from
   */
  JointUpdates(
      UpdateBuilder builder, Operand<TFloat32> reals, Operand<TInt32> count, Operand<TInt64> seed) {
    this.builder = builder;
    this.tf = builder.tf;
    this.objective = builder.recipe.objective();
    this.paired = objective.updates() == Objective.Updates.PAIRED;
    this.count = count;
    this.seed = seed;
    latents = builder.latents("latents", count, seed);
    this.reals = builder.augmentation.of(reals, count, seed, 0);
    generated = builder.generate(builder.variables, latents);
    fakes = builder.augmentation.of(generated.output(), count, seed, 1);
    onReals = builder.judge(builder.variables, this.reals);
    onGenerated = builder.judge(builder.variables, fakes, onReals.averages());
  }

  /** Adds the updates of steps without and with a gradient penalty. */
  StepUpdates add() {
    Operand<TFloat32> real = LossOps.mean(tf, objective.real(), logits(onReals, onGenerated));
    Operand<TFloat32> fake = LossOps.mean(tf, objective.fake(), logits(onGenerated, onReals));
    Operand<TFloat32> sum =
        tf.math.add(
            builder.leCam.onReal(real, onReals.output(), builder.variables),
            builder.leCam.onGenerated(fake, onGenerated.output(), builder.variables));
    Operand<TFloat32> loss = paired ? tf.math.mul(sum, tf.constant(0.5f)) : sum;
    List<Operand<TFloat32>> shown = new ArrayList<>(List.of(real, fake));
    if (builder.recipe.discriminatorSteps() > 1) {
      shown.add(LossOps.mean(tf, objective.generator(), logits(onGenerated, onReals)));
    }
    StepUpdates.Kind plain = updates(loss, shown);
    int generatorEvery = builder.recipe.discriminatorSteps();
    if (builder.recipe.penalty().isNone()) {
      return new StepUpdates(plain, plain, 1, generatorEvery);
    }
    Operand<TFloat32> penalty =
        new PenaltyOps(builder, count, seed).of(reals, onReals, fakes, onGenerated);
    return new StepUpdates(
        plain,
        updates(tf.math.add(loss, penalty), shown),
        builder.recipe.penalty().every(),
        generatorEvery);
  }

  private StepUpdates.Kind updates(Operand<TFloat32> loss, List<Operand<TFloat32>> shown) {
    List<Following> alongside = new ArrayList<>();
    alongside.add(onReals.averages());
    alongside.add(onGenerated.averages());
    alongside.addAll(builder.leCam.followingReal(onReals.output(), builder.variables, loss));
    alongside.addAll(
        builder.leCam.followingGenerated(onGenerated.output(), builder.variables, loss));
    alongside.addAll(
        builder.control.following(logits(onReals, onGenerated), builder.variables, loss));
    AdamUpdate.Step step =
        builder.discriminatorAdam.minimize(loss, builder.variables, alongside, shown);
    Update discriminator = new Update(latents, fakes, step.losses(), 0, step.op());
    return new StepUpdates.Kind(
        List.of(discriminator.showing(2), generator(step.op())), List.of(discriminator));
  }

  private Update generator(Op before) {
    VariableReads reads = VariableReads.after(before, tf, builder.variables);
    ForwardPass fake = builder.judge(reads, fakes);
    List<Following> alongside = new ArrayList<>();
    alongside.add(generated.averages());
    alongside.add(fake.averages());
    Operand<TFloat32> logits = fake.output();
    if (paired) {
      ForwardPass real = builder.judge(reads, reals, fake.averages());
      alongside.add(real.averages());
      logits = logits(fake, real);
    }
    Operand<TFloat32> loss = LossOps.mean(tf, objective.generator(), logits);
    AdamUpdate.Step step =
        builder.generatorAdam.minimize(loss, builder.variables, alongside, List.of(loss));
    return new Update(latents, fakes, step.losses(), 0, builder.average.after(step.op()));
  }

  private Operand<TFloat32> logits(ForwardPass of, ForwardPass other) {
    return paired ? tf.math.sub(of.output(), other.output()) : of.output();
  }
}
