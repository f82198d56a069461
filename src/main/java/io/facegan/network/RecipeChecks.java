package io.facegan.network;

import io.facegan.error.FaceGanException;

/** Checks that the parts of a recipe go with each other. */
final class RecipeChecks {
  static void checkFrozen(NetworkSpec discriminator, int frozenLayers) {
    long weighted = discriminator.placed().stream().filter(PlacedLayer::hasKernel).count();
    if (frozenLayers < 0 || frozenLayers > 0 && frozenLayers >= weighted) {
      throw new FaceGanException(
          "frozen layers of the discriminator are %d: it has %d with weights, so choose 0 to %d"
              .formatted(frozenLayers, weighted, Math.max(0, weighted - 1)));
    }
  }

  static void checkPenalty(Networks networks, Objective objective, GradientPenalty penalty) {
    if (penalty.isNone()) {
      return;
    }
    if (objective.updates() == Objective.Updates.SEPARATE) {
      throw new FaceGanException(
          "the objective \"%s\" judges real and generated images apart, where a gradient penalty is"
                  .formatted(objective.name())
              + " not built: use Objective.nonSaturating() or another with joint updates");
    }
    for (PlacedLayer layer : networks.discriminator().placed()) {
      if (penalty.noise() == 0 && !hasSecondDerivative(layer.spec())) {
        throw new FaceGanException(
            "discriminator/%s, %s, has no second derivative in TensorFlow, which a gradient penalty"
                    .formatted(layer.name(), layer.spec().describe())
                + " needs: use convolutions, dense layers and leaky ReLU alone, a penalty with noise, or"
                + " none");
      }
    }
  }

  static void checkLeCam(Objective objective, LeCam leCam) {
    if (!leCam.isNone() && objective.updates() == Objective.Updates.PAIRED) {
      throw new FaceGanException(
          "the objective \"%s\" compares logits with each other, which leaves them without a level"
                  .formatted(objective.name())
              + " for LeCam to hold: use another objective, such as Objective.hinge(), or LeCam.NONE");
    }
  }

  private static boolean hasSecondDerivative(LayerSpec layer) {
    if (layer instanceof ActivationLayer activation) {
      return activation.activation().kind() == Activation.Kind.LEAKY_RELU;
    }
    return layer instanceof Convolution
        || layer instanceof Dense
        || layer instanceof Flatten
        || layer instanceof Reshape;
  }

  private RecipeChecks() {}
}
