package io.facegan.internal.graph;

import io.facegan.network.LossTerm;
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
 * The tutorial's three updates: the discriminator on real images, the discriminator on generated
 * ones, the generator on others.
 */
final class SeparateUpdates {
  private final UpdateBuilder builder;
  private final Ops tf;
  private final boolean chained;

  SeparateUpdates(UpdateBuilder builder, boolean chained) {
    this.builder = builder;
    this.tf = builder.tf;
    this.chained = chained;
  }

  List<Update> add(Operand<TFloat32> reals, Operand<TInt32> count, Operand<TInt64> seed) {
    Objective objective = builder.recipe.objective();
    Update onReal = onReal(builder.augmentation.of(reals, count, seed, 0), objective.real());
    // Latents that wait keep two passes from having their activations in memory at once.
    Update onFake =
        onGenerated(
            after(onReal),
            count,
            "discriminator_latents",
            waiting(onReal).identity(seed),
            objective.fake(),
            builder.discriminatorAdam,
            0);
    Operand<TInt64> next =
        chained ? waiting(onFake).math.add(seed, tf.constant(new long[] {0, 1})) : seed;
    Update generator =
        onGenerated(
            after(onFake),
            count,
            "generator_latents",
            next,
            objective.generator(),
            builder.generatorAdam,
            1);
    return List.of(onReal, onFake, generator);
  }

  private VariableReads after(Update before) {
    return chained ? VariableReads.after(before.op(), tf, builder.variables) : builder.variables;
  }

  private Ops waiting(Update before) {
    return chained ? tf.withControlDependencies(List.of(before.op())) : tf;
  }

  private Update onReal(Operand<TFloat32> reals, LossTerm term) {
    ForwardPass judged = builder.judge(builder.variables, reals);
    Operand<TFloat32> loss = LossOps.mean(tf, term, judged.output());
    Op update = builder.discriminatorAdam.minimize(loss, builder.variables, judged.updates());
    return new Update(null, null, List.of(loss), 0, update);
  }

  /**
   * An update on generated images. The optimizer differentiates by its own network's variables
   * alone, so the other network is held fixed.
   */
  private Update onGenerated(
      VariableReads reads,
      Operand<TInt32> count,
      String name,
      Operand<TInt64> seed,
      LossTerm term,
      AdamUpdate adam,
      int draw) {
    Operand<TFloat32> latents = builder.latents(name, count, seed);
    ForwardPass generated = builder.generate(reads, latents);
    Operand<TFloat32> shown = builder.augmentation.of(generated.output(), count, seed, 1);
    ForwardPass judged = builder.judge(reads, shown);
    Operand<TFloat32> loss = LossOps.mean(tf, term, judged.output());
    List<Op> alongside = new ArrayList<>(generated.updates());
    alongside.addAll(judged.updates());
    Op update = adam.minimize(loss, reads, alongside);
    return new Update(latents, shown, List.of(loss), draw, update);
  }
}
