package io.facegan.internal.graph;

import io.facegan.network.Objective;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * The tutorial's three updates: the discriminator on real images, the discriminator on generated
 * ones, the generator on others.
 */
final class SeparateUpdates {
  private final UpdateBuilder builder;
  private final Ops tf;
  private final boolean chained;
  private final Objective objective;

  SeparateUpdates(UpdateBuilder builder, boolean chained) {
    this.builder = builder;
    this.tf = builder.tf;
    this.chained = chained;
    this.objective = builder.recipe.objective();
  }

  StepUpdates.Kind add(Operand<TFloat32> reals, Operand<TInt32> count, Operand<TInt64> seed) {
    Update onReal = onReal(builder.augmentation.of(reals, count, seed, 0));
    // Latents that wait keep two passes from having their activations in memory at once.
    Pass fake = pass(after(onReal), count, "discriminator_latents", waiting(onReal).identity(seed));
    Update onFake = onFake(fake);
    Operand<TInt64> next =
        chained ? waiting(onFake).math.add(seed, tf.constant(new long[] {0, 1})) : seed;
    Update generator = generator(pass(after(onFake), count, "generator_latents", next));
    List<Update> both = List.of(onReal, onFake.showing(1), generator);
    return new StepUpdates.Kind(both, List.of(onReal, onFake));
  }

  private VariableReads after(Update before) {
    return chained ? VariableReads.after(before.op(), tf, builder.variables) : builder.variables;
  }

  private Ops waiting(Update before) {
    return chained ? tf.withControlDependencies(List.of(before.op())) : tf;
  }

  private Update onReal(Operand<TFloat32> reals) {
    VariableReads reads = builder.variables;
    ForwardPass judged = builder.judge(reads, reals);
    Operand<TFloat32> logits = judged.output();
    Operand<TFloat32> loss = LossOps.mean(tf, objective.real(), logits);
    Operand<TFloat32> pulled = builder.leCam.onReal(loss, logits, reads);
    List<Following> alongside = new ArrayList<>(List.of(judged.averages()));
    alongside.addAll(builder.leCam.followingReal(logits, reads, pulled));
    alongside.addAll(builder.control.following(logits, reads, pulled));
    AdamUpdate.Step step =
        builder.discriminatorAdam.minimize(pulled, reads, alongside, List.of(loss));
    return new Update(null, null, step.losses(), 0, step.op());
  }

  /** Shows the generator's loss too, for steps that do not update it. */
  private Update onFake(Pass fake) {
    Operand<TFloat32> logits = fake.judged.output();
    Operand<TFloat32> loss = LossOps.mean(tf, objective.fake(), logits);
    Operand<TFloat32> pulled = builder.leCam.onGenerated(loss, logits, fake.reads);
    List<Following> alongside = fake.averages();
    alongside.addAll(builder.leCam.followingGenerated(logits, fake.reads, pulled));
    List<Operand<TFloat32>> shown = new ArrayList<>(List.of(loss));
    if (builder.recipe.discriminatorSteps() > 1) {
      shown.add(LossOps.mean(tf, objective.generator(), logits));
    }
    AdamUpdate.Step step = builder.discriminatorAdam.minimize(pulled, fake.reads, alongside, shown);
    return new Update(fake.latents, fake.shown, step.losses(), 0, step.op());
  }

  private Update generator(Pass fake) {
    Operand<TFloat32> loss = LossOps.mean(tf, objective.generator(), fake.judged.output());
    AdamUpdate.Step step =
        builder.generatorAdam.minimize(loss, fake.reads, fake.averages(), List.of(loss));
    return new Update(fake.latents, fake.shown, step.losses(), 1, builder.average.after(step.op()));
  }

  /**
   * What the discriminator says of newly generated images. An optimizer differentiates by its own
   * network's variables alone, so the other network is held fixed.
   */
  private record Pass(
      VariableReads reads,
      Operand<TFloat32> latents,
      Operand<TFloat32> shown,
      ForwardPass generated,
      ForwardPass judged) {
    List<Following> averages() {
      return new ArrayList<>(List.of(generated.averages(), judged.averages()));
    }
  }

  private Pass pass(VariableReads reads, Operand<TInt32> count, String name, Operand<TInt64> seed) {
    Operand<TFloat32> latents = builder.latents(name, count, seed);
    ForwardPass generated = builder.generate(reads, latents);
    Operand<TFloat32> shown = builder.augmentation.of(generated.output(), count, seed, 1);
    return new Pass(reads, latents, shown, generated, builder.judge(reads, shown));
  }
}
