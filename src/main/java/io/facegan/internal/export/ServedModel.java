package io.facegan.internal.export;

import io.facegan.internal.graph.CallLimit;
import io.facegan.internal.graph.ServingSession;
import io.facegan.internal.graph.TrainedWeights;
import io.facegan.network.Normalization;
import io.facegan.network.Recipe;

/**
 * A trained GAN for export.
 *
 * @param generator the statistics that the generator's batch norm uses
 * @param discriminator the statistics that the discriminator's batch norm uses
 * @param trainable whether other programs can continue its training
 * @param limit the most images of a call
 */
public record ServedModel(
    Recipe recipe,
    TrainedWeights weights,
    Normalization generator,
    Normalization discriminator,
    boolean trainable,
    CallLimit limit,
    ModelNote note) {
  ServingSession open() {
    return new ServingSession(recipe, generator, discriminator, trainable, limit, weights);
  }
}
