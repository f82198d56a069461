package io.facegan.internal.export.onnx;

import static io.facegan.internal.export.onnx.Generators.TANH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import io.facegan.internal.export.ModelNote;
import io.facegan.internal.export.Models;
import io.facegan.internal.graph.GeneratorSession;
import io.facegan.internal.graph.Latents;
import io.facegan.internal.graph.RandomGan;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.graph.TrainedWeights;
import io.facegan.network.Activation;
import io.facegan.network.ActivationLayer;
import io.facegan.network.BatchNorm;
import io.facegan.network.Convolution;
import io.facegan.network.Dense;
import io.facegan.network.Extent;
import io.facegan.network.Flatten;
import io.facegan.network.ImageShape;
import io.facegan.network.LayerNorm;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import io.facegan.network.Reshape;
import io.facegan.network.TransposedConvolution;
import io.facegan.network.Upsampling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** In ONNX Runtime a generator draws what it draws as a SavedModel. */
class OnnxImagesTest {
  private static final BatchNorm NORM = BatchNorm.standard();

  @TempDir private Path folder;

  static Stream<Arguments> presets() {
    return both(
        List.of(
            Named.of("tutorial", Networks.tutorial(Activation.LEAKY_RELU, ImageShape.rgb(50, 50))),
            Named.of(
                "tutorial, gelu, grey, padded, not square",
                Networks.tutorial(Activation.GELU, new ImageShape(56, 50, 1))),
            Named.of("small", Networks.small(ImageShape.rgb(32, 32))),
            Named.of(
                "small, tanh, grey, not square",
                Networks.small(Activation.TANH, new ImageShape(16, 48, 1))),
            Named.of("fully connected", Networks.fullyConnected(ImageShape.rgb(22, 18)))));
  }

  static Stream<Arguments> activations() {
    return Stream.of(
            Activation.LEAKY_RELU,
            Activation.leakyRelu(0),
            Activation.leakyRelu(0.01),
            Activation.RELU,
            Activation.GELU,
            Activation.SIGMOID,
            Activation.TANH)
        .map(activation -> Named.of(activation.name(), new ActivationLayer(activation)))
        .map(
            layer ->
                Arguments.of(
                    Named.of(
                        layer.getName(),
                        Generators.of(
                            new Dense(12),
                            layer.getPayload(),
                            new Dense(12),
                            new Reshape(new ImageShape(2, 2, 3)),
                            Convolution.of(3, 1, 1),
                            layer.getPayload(),
                            Convolution.of(3, 1, 1))),
                    Normalization.RUNNING_AVERAGES));
  }

  static Stream<Arguments> layers() {
    Reshape start = new Reshape(new ImageShape(3, 2, 4));
    Dense dense = new Dense(24);
    Extent wide = new Extent(2, 3);
    return both(
        List.of(
            Named.of(
                "convolutions of two kernels, strides and paddings",
                Generators.of(
                    dense,
                    start,
                    new Convolution(5, new Extent(3, 2), new Extent(1, 1), new Extent(2, 1)),
                    TANH,
                    new Convolution(3, wide, new Extent(2, 1), new Extent(1, 2)))),
            Named.of(
                "transposed convolutions of two kernels, strides and paddings",
                Generators.of(
                    dense,
                    start,
                    new TransposedConvolution(5, new Extent(4, 3), wide, new Extent(1, 2)),
                    TANH,
                    new TransposedConvolution(
                        3, new Extent(5, 2), new Extent(1, 2), Extent.square(0)))),
            Named.of(
                "transposed convolution with a kernel below its stride",
                Generators.of(dense, start, TransposedConvolution.of(3, 2, 3))),
            Named.of(
                "upsampling alone, and before convolutions",
                Generators.of(
                    dense,
                    start,
                    new Upsampling(wide),
                    new Convolution(3, wide, wide, Extent.square(1)),
                    new Upsampling(new Extent(3, 1)),
                    Convolution.of(3, 3, 1, 1),
                    Upsampling.by(2))),
            Named.of(
                "batch norm behind every layer with weights, and twice",
                Generators.of(
                    dense,
                    NORM,
                    start,
                    new BatchNorm(1e-3, 0.1),
                    TANH,
                    Convolution.of(5, 2, 1, 1),
                    NORM,
                    TANH,
                    TransposedConvolution.of(3, 4, 2, 1),
                    new BatchNorm(0.5, 0.2),
                    NORM)),
            Named.of(
                "batch norm where no weights are before it",
                Generators.of(
                    NORM,
                    dense,
                    TANH,
                    NORM,
                    start,
                    NORM,
                    Convolution.of(5, 2, 1, 1),
                    TANH,
                    NORM,
                    Upsampling.by(2),
                    new BatchNorm(1e-3, 0.1),
                    new Flatten(),
                    NORM,
                    new Reshape(new ImageShape(6, 8, 5)),
                    NORM,
                    TransposedConvolution.of(3, 1, 1))),
            Named.of(
                "batch norm of single pixels",
                Generators.of(
                    new Dense(6),
                    new Reshape(new ImageShape(1, 1, 6)),
                    NORM,
                    TransposedConvolution.of(3, 3, 1),
                    NORM)),
            Named.of(
                "layer norm of vectors and of images in both layouts",
                Generators.of(
                    dense,
                    LayerNorm.standard(),
                    TANH,
                    start,
                    new LayerNorm(0.1),
                    Convolution.of(5, 2, 1, 1),
                    new LayerNorm(1e-3),
                    TANH,
                    LayerNorm.standard(),
                    TransposedConvolution.of(3, 1, 1))),
            Named.of(
                "images laid out anew",
                Generators.of(
                    dense,
                    start,
                    Convolution.of(6, 2, 1),
                    new Reshape(new ImageShape(2, 2, 3)),
                    TANH,
                    TransposedConvolution.of(2, 3, 1),
                    new Flatten(),
                    new Dense(30),
                    new Reshape(new ImageShape(5, 2, 3))))));
  }

  @ParameterizedTest
  @MethodSource({"presets", "layers", "activations"})
  void images_areThoseOfTensorFlow(Networks networks, Normalization normalization)
      throws IOException, OrtException {
    Path checkpoint = folder.resolve("checkpoint");
    Path file = folder.resolve("faces.onnx");
    ModelNote note = Models.note(networks, normalization);
    RandomGan.write(networks, 3, checkpoint);
    OnnxWriter.write(
        networks, TrainedWeights.of(TinyNetworks.recipe(), checkpoint), normalization, note, file);

    assertThat(OnnxChecker.problems(OnnxFile.read(file))).isEmpty();
    try (GeneratorSession expected =
            new GeneratorSession(
                networks, normalization, TrainedWeights.of(TinyNetworks.recipe(), checkpoint));
        RunningModel actual = new RunningModel(file)) {
      for (int count : new int[] {1, 5}) {
        float[][] latents = Latents.of(100 * count, count, networks.latentSize());
        checkSame(actual.draw(latents), expected.draw(latents));
      }
    }
  }

  private static void checkSame(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    // Images of one colour would be the same whatever the layers before them did.
    DoubleStream values = IntStream.range(0, expected.length).mapToDouble(i -> expected[i]);
    assertThat(values.filter(value -> value > 0.05 && value < 0.95).distinct().count())
        .isGreaterThan(expected.length / 10);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i]).as("value %d", i).isCloseTo(expected[i], within(1e-4f));
    }
  }

  /** Each network with both forms of batch norm that exports have. */
  private static Stream<Arguments> both(List<Named<Networks>> networks) {
    return networks.stream()
        .flatMap(
            one ->
                Stream.of(Normalization.RUNNING_AVERAGES, Normalization.PER_PICTURE)
                    .map(normalization -> Arguments.of(one, normalization)));
  }
}
