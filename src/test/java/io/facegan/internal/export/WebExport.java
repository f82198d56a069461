package io.facegan.internal.export;

import io.facegan.internal.graph.RandomGan;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.graph.TrainedWeights;
import io.facegan.network.Activation;
import io.facegan.network.ActivationLayer;
import io.facegan.network.BatchNorm;
import io.facegan.network.Convolution;
import io.facegan.network.Dense;
import io.facegan.network.Flatten;
import io.facegan.network.ImageShape;
import io.facegan.network.Initialization;
import io.facegan.network.LayerNorm;
import io.facegan.network.NetworkSpec;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import io.facegan.network.Reshape;
import io.facegan.network.TransposedConvolution;
import io.facegan.network.Upsampling;
import io.facegan.network.VectorShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * One generator as a SavedModel and as a page.
 *
 * @param model the SavedModel's folder
 * @param page the page's folder
 */
record WebExport(Path model, Path page) {
  /** Writes both into a new folder. */
  static WebExport of(Networks networks, Normalization normalization, Path parent)
      throws IOException {
    return of(networks, normalization, Map.of(), parent);
  }

  /** Writes both, the page with named directions. */
  static WebExport of(
      Networks networks, Normalization normalization, Map<String, float[]> named, Path parent)
      throws IOException {
    Path home = Files.createTempDirectory(parent, "export");
    Path checkpoint = home.resolve("checkpoint");
    RandomGan.write(networks, 5, checkpoint);
    ModelNote note = Models.note(networks, normalization);
    WebExport export = new WebExport(home.resolve("model"), home.resolve("page"));
    Models.write(networks, checkpoint, normalization, export.model);
    WebWriter.write(
        networks,
        TrainedWeights.of(TinyNetworks.recipe(), checkpoint),
        normalization,
        note,
        named,
        export.page,
        size -> {});
    return export;
  }

  /** Returns a GAN whose generator has every kind of layer, and convolutions of every padding. */
  static Networks everyLayer() {
    ImageShape image = ImageShape.rgb(21, 15);
    return new Networks(
        "every layer",
        NetworkSpec.of(
            "generator",
            new VectorShape(6),
            new Dense(96),
            BatchNorm.standard(),
            new ActivationLayer(Activation.TANH),
            new Reshape(new ImageShape(4, 3, 8)),
            new LayerNorm(1e-5),
            Upsampling.by(2),
            new ActivationLayer(Activation.LEAKY_RELU),
            Convolution.of(6, 3, 2, 1),
            TransposedConvolution.of(5, 5, 3, 1),
            new ActivationLayer(Activation.GELU),
            Upsampling.by(2),
            Convolution.of(4, 3, 1, 1),
            new ActivationLayer(Activation.RELU),
            Convolution.of(3, 4, 1, 0),
            BatchNorm.standard(),
            new Flatten(),
            new ActivationLayer(Activation.SIGMOID),
            new Reshape(image)),
        NetworkSpec.of("discriminator", image, new Flatten(), new Dense(1)),
        Initialization.UNIFORM_FAN_IN);
  }
}
