package io.facegan.network;

import io.facegan.error.FaceGanException;

/** The tutorial's two GANs. */
final class TutorialPreset {
  private static final int LATENT = 100;
  private static final int FILTERS = 256;
  private static final int KERNEL = 8;
  private static final int STRIDE = 2;
  private static final int DEPTH = 3;

  static Networks convolutional(Activation activation, ImageShape image) {
    checkChannels("tutorial", image);
    SizePlanner.Plan plan =
        new SizePlanner(Extent.square(KERNEL), Extent.square(STRIDE), DEPTH)
            .plan(image.height(), image.width());
    return new Networks(
        "tutorial",
        generator(activation, image.channels(), plan),
        discriminator(activation, image),
        Initialization.UNIFORM_FAN_IN);
  }

  private static NetworkSpec generator(Activation activation, int channels, SizePlanner.Plan plan) {
    ImageShape start = new ImageShape(plan.start().height(), plan.start().width(), channels);
    return NetworkSpec.of(
        "generator",
        new VectorShape(LATENT),
        new Dense(start.size()),
        new ActivationLayer(activation),
        new Reshape(start),
        TransposedConvolution.of(FILTERS, KERNEL, STRIDE),
        BatchNorm.standard(),
        new ActivationLayer(activation),
        TransposedConvolution.of(FILTERS, KERNEL, STRIDE),
        BatchNorm.standard(),
        new ActivationLayer(activation),
        new TransposedConvolution(
            channels, Extent.square(KERNEL), Extent.square(STRIDE), plan.lastPadding()),
        BatchNorm.standard(),
        new ActivationLayer(Activation.SIGMOID));
  }

  private static NetworkSpec discriminator(Activation activation, ImageShape image) {
    return NetworkSpec.of(
        "discriminator",
        image,
        Convolution.of(FILTERS, KERNEL, STRIDE),
        BatchNorm.standard(),
        new ActivationLayer(activation),
        Convolution.of(FILTERS, KERNEL, STRIDE),
        BatchNorm.standard(),
        new ActivationLayer(activation),
        Convolution.of(image.channels(), KERNEL, STRIDE),
        new ActivationLayer(activation),
        new Flatten(),
        new Dense(1));
  }

  static Networks fullyConnected(ImageShape image) {
    ActivationLayer leaky = new ActivationLayer(Activation.leakyRelu(0.01));
    NetworkSpec generator =
        NetworkSpec.of(
            "generator",
            new VectorShape(LATENT),
            new Dense(300),
            leaky,
            LayerNorm.standard(),
            new Dense(image.size()),
            new ActivationLayer(Activation.SIGMOID),
            new Reshape(image));
    NetworkSpec discriminator =
        NetworkSpec.of(
            "discriminator",
            image,
            new Flatten(),
            new Dense(100),
            leaky,
            LayerNorm.standard(),
            new Dense(1));
    return new Networks("fully-connected", generator, discriminator, Initialization.UNIFORM_FAN_IN);
  }

  static void checkChannels(String preset, ImageShape image) {
    if (image.channels() != 1 && image.channels() != 3) {
      throw new FaceGanException(
          "image shape %s: the %s networks take 1 channel (grey) or 3 (RGB)"
              .formatted(image, preset));
    }
  }

  private TutorialPreset() {}
}
