package io.facegan.internal.graph;

import io.facegan.network.Activation;
import io.facegan.network.ActivationLayer;
import io.facegan.network.Adam;
import io.facegan.network.BatchNorm;
import io.facegan.network.Convolution;
import io.facegan.network.Dense;
import io.facegan.network.Flatten;
import io.facegan.network.ImageShape;
import io.facegan.network.Initialization;
import io.facegan.network.NetworkSpec;
import io.facegan.network.Networks;
import io.facegan.network.Recipe;
import io.facegan.network.Reshape;
import io.facegan.network.TransposedConvolution;
import io.facegan.network.Upsampling;
import io.facegan.network.VectorShape;
import java.util.Map;
import java.util.TreeMap;

/** GANs of a few hundred weights with every kind of layer that training treats in its own way. */
public final class TinyNetworks {
  /** How many values a latent of the tiny networks has. */
  public static final int LATENT = 6;

  /** Returns a tiny GAN for 8x8 RGB images, batch size 2. */
  public static Networks rgb() {
    return of(ImageShape.rgb(8, 8));
  }

  /** Returns a tiny GAN for images whose sides are multiples of 4. */
  public static Networks of(ImageShape image) {
    return of(image, 4);
  }

  /** Returns a tiny GAN for 8x8 RGB images from latents of another size. */
  public static Networks ofLatents(int size) {
    return of(ImageShape.rgb(8, 8), 4, size);
  }

  /** Returns such a GAN with more filters in its inner layers. */
  public static Networks of(ImageShape image, int filters) {
    return of(image, filters, LATENT);
  }

  /** Returns {@link #rgb()} with a discriminator whose every layer has a second derivative. */
  static Networks withoutNorms() {
    ActivationLayer leaky = new ActivationLayer(Activation.LEAKY_RELU);
    return new Networks(
        "without-norms",
        rgb().generator(),
        NetworkSpec.of(
            "discriminator",
            ImageShape.rgb(8, 8),
            Convolution.of(6, 4, 2, 1),
            leaky,
            Convolution.of(5, 4, 2, 1),
            leaky,
            new Flatten(),
            new Dense(1)),
        Initialization.HE);
  }

  /** Returns the tutorial's way of training {@link #rgb()}, batch size 2. */
  public static Recipe recipe() {
    return recipe(rgb(), 2);
  }

  /** Returns the tutorial's way of training {@link #of(ImageShape)}, batch size 2. */
  public static Recipe recipe(ImageShape image) {
    return recipe(of(image), 2);
  }

  /** Returns the tutorial's way of training any networks, with steps that are soon seen. */
  public static Recipe recipe(Networks networks, int batchSize) {
    return Recipe.tutorial(networks).toBuilder()
        .batchSize(batchSize)
        .adam(new Adam(1e-3, 0.9, 0.999, 1e-8))
        .build();
  }

  private static Networks of(ImageShape image, int filters, int latentSize) {
    ActivationLayer leaky = new ActivationLayer(Activation.LEAKY_RELU);
    ImageShape start = new ImageShape(image.height() / 4, image.width() / 4, filters);
    return new Networks(
        "tiny",
        NetworkSpec.of(
            "generator",
            new VectorShape(latentSize),
            new Dense(start.size()),
            new Reshape(start),
            TransposedConvolution.of(filters, 4, 2, 1),
            BatchNorm.standard(),
            new ActivationLayer(Activation.GELU),
            Upsampling.by(2),
            Convolution.of(image.channels(), 3, 1, 1),
            BatchNorm.standard(),
            new ActivationLayer(Activation.SIGMOID)),
        NetworkSpec.of(
            "discriminator",
            image,
            Convolution.of(filters, 4, 2, 1),
            BatchNorm.standard(),
            leaky,
            new Flatten(),
            new Dense(1)),
        Initialization.UNIFORM_FAN_IN);
  }

  /** Gives every value of a variable the same number, for example one that is none. */
  public static void fill(GanSession session, String variable, float value) {
    float[] values = session.values(variable);
    java.util.Arrays.fill(values, value);
    session.assign(variable, values);
  }

  /** Returns the values of all variables of a training, those of the optimizer included. */
  public static Map<String, float[]> values(GanSession session) {
    return new TreeMap<>(session.values());
  }

  private TinyNetworks() {}
}
