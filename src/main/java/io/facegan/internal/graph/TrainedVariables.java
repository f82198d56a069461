package io.facegan.internal.graph;

import io.facegan.network.Networks;
import java.util.ArrayList;
import java.util.List;

/** The variables of two networks that training changes by gradients. */
record TrainedVariables(
    List<Variables.Variable> generator, List<Variables.Variable> discriminator) {
  /** Creates all variables of both networks, those of labels last. */
  static TrainedVariables create(
      Networks networks, Variables variables, Initializers initializers) {
    List<Variables.Variable> generator =
        new ArrayList<>(NetworkVariables.create(networks.generator(), variables, initializers));
    List<Variables.Variable> discriminator =
        new ArrayList<>(NetworkVariables.create(networks.discriminator(), variables, initializers));
    generator.addAll(LabelEmbedding.create(networks, variables, initializers));
    discriminator.addAll(LabelProjection.create(networks, variables, initializers));
    return new TrainedVariables(generator, discriminator);
  }

  List<Variables.Variable> all() {
    List<Variables.Variable> all = new ArrayList<>(generator);
    all.addAll(discriminator);
    return all;
  }
}
