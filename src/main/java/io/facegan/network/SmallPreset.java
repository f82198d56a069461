package io.facegan.network;

import io.facegan.error.FaceGanException;
import java.util.ArrayList;
import java.util.List;

/** A DCGAN small enough for a CPU. */
final class SmallPreset {
  private static final int LATENT = 100;
  private static final int START_CHANNELS = 256;
  private static final int[] GENERATOR_CHANNELS = {128, 64, 32, 32};
  private static final int[] DISCRIMINATOR_CHANNELS = {16, 32, 64, 128};

  /** Each of the four steps doubles or halves the image. */
  private static final int MULTIPLE = 16;

  static Networks of(
      Activation generatorActivation, Activation discriminatorActivation, ImageShape image) {
    TutorialPreset.checkChannels("small", image);
    checkSide("height", image.height(), image);
    checkSide("width", image.width(), image);
    return new Networks(
        "small",
        generator(new ActivationLayer(generatorActivation), image),
        discriminator(new ActivationLayer(discriminatorActivation), image),
        Initialization.NORMAL_002);
  }

  private static NetworkSpec generator(ActivationLayer activation, ImageShape image) {
    ImageShape start =
        new ImageShape(image.height() / MULTIPLE, image.width() / MULTIPLE, START_CHANNELS);
    List<LayerSpec> layers = new ArrayList<>();
    layers.add(new Dense(start.size()));
    layers.add(new Reshape(start));
    layers.add(BatchNorm.standard());
    layers.add(activation);
    for (int channels : GENERATOR_CHANNELS) {
      layers.add(Upsampling.by(2));
      layers.add(Convolution.of(channels, 3, 1, 1));
      layers.add(BatchNorm.standard());
      layers.add(activation);
    }
    layers.add(Convolution.of(image.channels(), 3, 1, 1));
    layers.add(new ActivationLayer(Activation.SIGMOID));
    return new NetworkSpec("generator", new VectorShape(LATENT), layers);
  }

  private static NetworkSpec discriminator(ActivationLayer activation, ImageShape image) {
    List<LayerSpec> layers = new ArrayList<>();
    for (int channels : DISCRIMINATOR_CHANNELS) {
      boolean first = layers.isEmpty();
      layers.add(Convolution.of(channels, 4, 2, 1));
      if (!first) {
        layers.add(BatchNorm.standard());
      }
      layers.add(activation);
    }
    layers.add(new Flatten());
    layers.add(new Dense(1));
    return new NetworkSpec("discriminator", image, layers);
  }

  private static void checkSide(String axis, int side, ImageShape image) {
    if (side % MULTIPLE == 0) {
      return;
    }
    int below = side / MULTIPLE * MULTIPLE;
    long above = (long) below + MULTIPLE;
    throw new FaceGanException(
        "image shape %s: the small networks take a %s that is a multiple of %d, not %d; %s"
            .formatted(
                image,
                axis,
                MULTIPLE,
                side,
                below == 0
                    ? "the smallest is " + above
                    : "nearest are " + below + " and " + above));
  }

  private SmallPreset() {}
}
