package io.facegan.internal.export.onnx;

import io.facegan.network.Activation;
import io.facegan.network.ActivationLayer;
import io.facegan.network.Dense;
import io.facegan.network.FeatureShape;
import io.facegan.network.Flatten;
import io.facegan.network.Initialization;
import io.facegan.network.LayerSpec;
import io.facegan.network.NetworkSpec;
import io.facegan.network.Networks;
import io.facegan.network.VectorShape;
import java.util.ArrayList;
import java.util.List;

/** GANs whose generators are made for one test each. */
final class Generators {
  /** How many values a latent of theirs has. */
  static final int LATENT = 7;

  static final ActivationLayer TANH = new ActivationLayer(Activation.TANH);
  static final ActivationLayer SIGMOID = new ActivationLayer(Activation.SIGMOID);

  /** Returns a GAN whose generator has these layers and a sigmoid after them. */
  static Networks of(LayerSpec... layers) {
    List<LayerSpec> all = new ArrayList<>(List.of(layers));
    all.add(SIGMOID);
    NetworkSpec generator = new NetworkSpec("generator", new VectorShape(LATENT), all);
    FeatureShape image = generator.output();
    return new Networks(
        "made up",
        generator,
        NetworkSpec.of("discriminator", image, new Flatten(), new Dense(1)),
        Initialization.UNIFORM_FAN_IN);
  }

  private Generators() {}
}
