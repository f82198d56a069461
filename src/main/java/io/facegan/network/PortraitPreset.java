package io.facegan.network;

import io.facegan.error.FaceGanException;
import java.util.ArrayList;
import java.util.List;

/** Networks for portraits, narrow enough for a CPU. */
final class PortraitPreset {
  private static final int LATENT = 100;
  private static final int START_CHANNELS = 256;
  private static final int START_SIDE = 4;

  /** Channels behind each doubling, and before each halving counted from the image. */
  private static final int[] GENERATOR_CHANNELS = {128, 64, 32, 24, 16, 16, 16};

  private static final int[] DISCRIMINATOR_CHANNELS = {32, 64, 128, 128, 128, 128, 128};

  static Networks of(ImageShape image) {
    TutorialPreset.checkChannels("portrait", image);
    int doublings = doublings(image);
    return new Networks(
        "portrait",
        generator(image, doublings),
        discriminator(image, doublings),
        Initialization.HE);
  }

  private static NetworkSpec generator(ImageShape image, int doublings) {
    ActivationLayer leaky = new ActivationLayer(Activation.LEAKY_RELU);
    ImageShape start =
        new ImageShape(image.height() >> doublings, image.width() >> doublings, START_CHANNELS);
    List<LayerSpec> layers = new ArrayList<>();
    layers.add(new Dense(start.size()));
    layers.add(new Reshape(start));
    for (int i = 0; i < doublings; i++) {
      layers.add(BatchNorm.standard());
      layers.add(leaky);
      layers.add(TransposedConvolution.of(GENERATOR_CHANNELS[i], 4, 2, 1));
    }
    layers.add(BatchNorm.standard());
    layers.add(leaky);
    layers.add(Convolution.of(image.channels(), 3, 1, 1));
    layers.add(new ActivationLayer(Activation.SIGMOID));
    return new NetworkSpec("generator", new VectorShape(LATENT), layers);
  }

  private static NetworkSpec discriminator(ImageShape image, int doublings) {
    List<LayerSpec> layers = new ArrayList<>();
    for (int i = 0; i < doublings; i++) {
      layers.add(Convolution.of(DISCRIMINATOR_CHANNELS[i], 4, 2, 1));
      layers.add(new ActivationLayer(Activation.LEAKY_RELU));
    }
    layers.add(new Flatten());
    layers.add(new Dense(1));
    return new NetworkSpec("discriminator", image, layers);
  }

  /** Returns how often the sides are doubled: until the shorter one begins at 4 to 7. */
  private static int doublings(ImageShape image) {
    int shorter = Math.min(image.height(), image.width());
    int doublings = 31 - Integer.numberOfLeadingZeros(Math.max(1, shorter / START_SIDE));
    int multiple = 1 << doublings;
    if (doublings < 1
        || doublings > GENERATOR_CHANNELS.length
        || image.height() % multiple != 0
        || image.width() % multiple != 0) {
      throw new FaceGanException(
          "image shape %s: the portrait networks take sides from 8 to 1023 that are multiples of"
                  .formatted(image)
              + " the power of two that brings the shorter one to 4 to 7, here %d; nearest is %dx%d"
                  .formatted(
                      Math.max(2, multiple),
                      nearest(image.height(), Math.max(2, multiple)),
                      nearest(image.width(), Math.max(2, multiple))));
    }
    return doublings;
  }

  private static int nearest(int side, int multiple) {
    return Math.max(2 * START_SIDE, (side + multiple / 2) / multiple * multiple);
  }

  private PortraitPreset() {}
}
