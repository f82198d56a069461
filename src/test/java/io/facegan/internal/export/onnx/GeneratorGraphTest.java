package io.facegan.internal.export.onnx;

import static io.facegan.internal.export.onnx.Generators.TANH;
import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.internal.export.Models;
import io.facegan.internal.graph.RandomGan;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.graph.TrainedWeights;
import io.facegan.network.BatchNorm;
import io.facegan.network.Convolution;
import io.facegan.network.Dense;
import io.facegan.network.Flatten;
import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import io.facegan.network.Reshape;
import io.facegan.network.TransposedConvolution;
import io.facegan.network.Upsampling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which operators a generator becomes. */
class GeneratorGraphTest {
  private static final BatchNorm NORM = BatchNorm.standard();
  private static final Reshape START = new Reshape(new ImageShape(2, 2, 3));

  @TempDir private Path folder;
  private int files;

  @ParameterizedTest
  @EnumSource(names = {"RUNNING_AVERAGES", "PRECISE"})
  void averagesBehindWeights_areFoldedIntoThem(Normalization averages) throws IOException {
    Networks networks =
        Generators.of(
            new Dense(12),
            NORM,
            START,
            NORM,
            TANH,
            Convolution.of(4, 1, 1),
            NORM,
            NORM,
            TransposedConvolution.of(3, 2, 1),
            NORM);
    assertThat(operators(networks, averages))
        .containsExactly(
            "Gemm",
            "Reshape",
            "Tanh",
            "Transpose",
            "Conv",
            "ConvTranspose",
            "Sigmoid",
            "Transpose");
    assertThat(operators(networks, Normalization.PER_PICTURE))
        .containsExactly(
            "Gemm",
            "Reshape",
            "Transpose",
            "InstanceNormalization",
            "Tanh",
            "Conv",
            "InstanceNormalization",
            "InstanceNormalization",
            "ConvTranspose",
            "InstanceNormalization",
            "Sigmoid",
            "Transpose");
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNNING_AVERAGES", "PRECISE"})
  void averagesElsewhere_haveAnOperator(Normalization averages) throws IOException {
    Networks networks =
        Generators.of(
            NORM,
            new Dense(12),
            TANH,
            NORM,
            START,
            Convolution.of(3, 1, 1),
            new Flatten(),
            NORM,
            START);
    assertThat(operators(networks, averages))
        .containsExactly(
            "BatchNormalization",
            "Gemm",
            "Tanh",
            "BatchNormalization",
            "Reshape",
            "Transpose",
            "Conv",
            "Transpose",
            "Flatten",
            "BatchNormalization",
            "Reshape",
            "Sigmoid");
  }

  @Test
  void images_areTransposedOnlyWhereALayerNeedsIt() throws IOException {
    assertThat(operators(Generators.of(new Dense(12), START, TANH), Normalization.PER_PICTURE))
        .containsExactly("Gemm", "Reshape", "Tanh", "Sigmoid");
    assertThat(
            operators(
                Generators.of(new Dense(12), START, Upsampling.by(2), Convolution.of(1, 3, 1, 1)),
                Normalization.PER_PICTURE))
        .containsExactly("Gemm", "Reshape", "Transpose", "Resize", "Conv", "Sigmoid", "Transpose");
  }

  private List<String> operators(Networks networks, Normalization normalization)
      throws IOException {
    Path checkpoint = folder.resolve("checkpoint");
    Path file = folder.resolve(files++ + ".onnx");
    RandomGan.write(networks, 1, checkpoint);
    OnnxWriter.write(
        networks,
        TrainedWeights.of(TinyNetworks.recipe(), checkpoint),
        normalization,
        Models.note(networks, normalization),
        file);
    return OnnxFile.read(file).message(7).messages(1).stream().map(node -> node.text(4)).toList();
  }
}
