package io.facegan.internal.export;

import io.facegan.internal.graph.ServingSession;
import io.facegan.internal.graph.TrainedWeights;
import io.facegan.network.Normalization;
import io.facegan.network.Recipe;

/**
 * A trained GAN that is to become a SavedModel.
 *
 * @param recipe what was trained, and how
 * @param weights the values of their variables
 * @param generator whose statistics the generator's batch norm uses
 * @param discriminator whose statistics the discriminator's uses
 * @param trainable whether other programs can go on training it
 * @param note what it says of itself
 */
public record ServedModel(
    Recipe recipe,
    TrainedWeights weights,
    Normalization generator,
    Normalization discriminator,
    boolean trainable,
    ModelNote note) {
  ServingSession open() {
    return new ServingSession(recipe, generator, discriminator, trainable, weights);
  }
}
