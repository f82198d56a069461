package io.facegan.network;

import io.facegan.error.FaceGanException;
import java.util.List;

/** Checks that a generator and a discriminator fit each other and the losses. */
final class NetworksChecks {
  static void checkGenerator(NetworkSpec generator) {
    checkName(generator, "generator");
    if (!(generator.input() instanceof VectorShape)) {
      throw new FaceGanException(
          "generator input is an image of %s: it must be a vector, the latent"
              .formatted(generator.input()));
    }
    if (!(generator.output() instanceof ImageShape)) {
      throw new FaceGanException(
          "generator output is a vector of %s: it must be an image; end with a Reshape"
              .formatted(generator.output()));
    }
    LayerSpec last = lastValueLayer(generator);
    if (!isSigmoid(last)) {
      throw new FaceGanException(
          "generator ends with %s: images have values in [0, 1], so end with a sigmoid activation"
              .formatted(last.describe()));
    }
  }

  static void checkDiscriminator(NetworkSpec discriminator, FeatureShape image) {
    checkName(discriminator, "discriminator");
    if (!discriminator.input().equals(image)) {
      throw new FaceGanException(
          "discriminator input is %s: it must be the generator's output, %s"
              .formatted(discriminator.input(), image));
    }
    if (!discriminator.output().equals(new VectorShape(1))) {
      throw new FaceGanException(
          "discriminator output is %s: it must be one logit; end with a dense layer of 1 unit"
              .formatted(discriminator.output()));
    }
    if (isSigmoid(lastValueLayer(discriminator))) {
      throw new FaceGanException(
          "discriminator ends with activation sigmoid: leave it out, the loss works on the logit"
              + " before it");
    }
  }

  static void checkLabels(NetworkSpec generator, NetworkSpec discriminator, Labels labels) {
    if (labels.isNone()) {
      return;
    }
    if (generator.input().size() <= labels.embedding()) {
      throw new FaceGanException(
          "generator input has %d values and the embedding of a label %d: some must be left for the latent"
              .formatted(generator.input().size(), labels.embedding()));
    }
    LayerSpec first = generator.layers().get(0);
    if (!(first instanceof Dense)) {
      throw new FaceGanException(
          "generator begins with %s: to learn labels it must begin with a dense layer, which takes the"
                  .formatted(first.describe())
              + " embedding of a label beside the latent");
    }
    LayerSpec last = discriminator.layers().get(discriminator.layers().size() - 1);
    if (!(last instanceof Dense)) {
      throw new FaceGanException(
          "discriminator ends with %s: to learn labels it must end with a dense layer"
              .formatted(last.describe()));
    }
  }

  private static void checkName(NetworkSpec network, String expected) {
    if (!network.name().equals(expected)) {
      throw new FaceGanException(
          "%s is named \"%s\": name it \"%s\", saved variables are found by that name"
              .formatted(expected, network.name(), expected));
    }
  }

  /** Gives the last layer that changes values, not only their layout. */
  private static LayerSpec lastValueLayer(NetworkSpec network) {
    List<LayerSpec> layers = network.layers();
    int last = layers.size() - 1;
    while (last > 0 && isLayout(layers.get(last))) {
      last--;
    }
    return layers.get(last);
  }

  private static boolean isLayout(LayerSpec layer) {
    return layer instanceof Reshape || layer instanceof Flatten;
  }

  private static boolean isSigmoid(LayerSpec layer) {
    return layer instanceof ActivationLayer last
        && last.activation().kind() == Activation.Kind.SIGMOID;
  }

  private NetworksChecks() {}
}
