package io.facegan.internal.export.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxModelMetadata;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import io.facegan.error.FaceGanException;
import io.facegan.internal.export.ModelNote;
import io.facegan.internal.export.Models;
import io.facegan.internal.graph.RandomGan;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.graph.TrainedWeights;
import io.facegan.network.Convolution;
import io.facegan.network.Dense;
import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import io.facegan.network.Reshape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxWriterTest {
  private static final Networks NETWORKS =
      Generators.of(new Dense(24), new Reshape(new ImageShape(4, 2, 3)), Convolution.of(3, 1, 1));

  private static final ModelNote NOTE = Models.note(NETWORKS, Normalization.RUNNING_AVERAGES);

  @TempDir private Path folder;
  private Path checkpoint;
  private Path file;

  @BeforeEach
  void name() {
    checkpoint = folder.resolve("checkpoint");
    file = folder.resolve("models/faces.onnx");
  }

  @Test
  void writtenFile_standsAloneUnderItsName() throws IOException {
    write();
    try (Stream<Path> entries = Files.list(file.getParent())) {
      assertThat(entries).containsExactly(file);
    }
    ProtoMessage model =
        OnnxWriter.model(NETWORKS, Normalization.RUNNING_AVERAGES, NOTE, OnnxWriterTest::none);
    assertThat(file).hasSize(model.size());
  }

  @Test
  void inputAndOutput_haveTheSavedModelsNamesAndShapes() throws OrtException {
    write();
    try (RunningModel model = new RunningModel(file)) {
      Map<String, ai.onnxruntime.NodeInfo> inputs = model.session().getInputInfo();
      Map<String, ai.onnxruntime.NodeInfo> outputs = model.session().getOutputInfo();
      assertThat(inputs).containsOnlyKeys("latents");
      assertThat(outputs).containsOnlyKeys("images");
      check((TensorInfo) inputs.get("latents").getInfo(), -1, Generators.LATENT);
      check((TensorInfo) outputs.get("images").getInfo(), -1, 4, 2, 3);
    }
  }

  private static void check(TensorInfo tensor, long... sides) {
    assertThat(tensor.type).isEqualTo(OnnxJavaType.FLOAT);
    assertThat(tensor.getShape()).isEqualTo(sides);
    assertThat(tensor.getDimensionNames()[0]).isEqualTo("batch");
    assertThat(tensor.getDimensionNames()).filteredOn(String::isEmpty).hasSize(sides.length - 1);
  }

  @Test
  void model_saysWhatItIs() throws IOException, OrtException {
    write();
    try (RunningModel model = new RunningModel(file)) {
      OnnxModelMetadata metadata = model.session().getMetadata();
      assertThat(metadata.getProducerName()).isEqualTo("FaceGan");
      assertThat(metadata.getGraphName()).isEqualTo("generator");
      assertThat(metadata.getDescription())
          .isEqualTo(
              "Generates faces: latents [batch, 7] from a standard normal distribution -> images"
                  + " [batch, 4, 2, 3], height x width x channel, with values between 0 and 1.");
      assertThat(metadata.getCustomMetadata())
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "averaged_weights", "false",
                  "facegan_version", "1.2",
                  "networks", "made up",
                  "training_batch_size", "16",
                  "training_steps", "900",
                  "training_images", "7",
                  "training_images_content", "abc",
                  "batch_norm_uses", "running averages gathered in training"));
    }
    OnnxFile.Message model = OnnxFile.read(file);
    assertThat(model.text(3)).as("producer_version").isEqualTo("1.2");
  }

  /** The form that all readers know, OpenCV 4.6 among them: Y = A B^T + C. */
  @Test
  void denseLayers_haveTransposedWeights() throws IOException {
    write();
    OnnxFile.Message graph = OnnxFile.read(file).message(7);
    OnnxFile.Message gemm =
        graph.messages(1).stream()
            .filter(node -> node.text(4).equals("Gemm"))
            .findFirst()
            .orElseThrow();
    assertThat(gemm.messages(5)).hasSize(1);
    assertThat(gemm.message(5).text(1)).isEqualTo("transB");
    assertThat(gemm.message(5).number(3)).isEqualTo(1);
  }

  @Test
  void whatIsThere_isNotReplaced() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "mine");
    checkRefused("ONNX file " + file + " is there already: choose another name, or delete it");
    assertThat(file).hasContent("mine");
  }

  @Test
  void folder_isRefused() throws IOException {
    Files.createDirectories(file);
    checkRefused("ONNX file " + file + " is a folder: name a file");
  }

  @Test
  void placeInAFile_isRefused() throws IOException {
    Path parent = Files.writeString(file.getParent(), "mine");
    checkRefused(
        "ONNX file %s cannot be made, because %s is no folder that can be written: choose another"
            .formatted(file, parent));
    assertThat(parent).hasContent("mine");
  }

  private void checkRefused(String message) {
    assertThatThrownBy(this::write).isInstanceOf(FaceGanException.class).hasMessage(message);
  }

  @Test
  void modelThatNoFileCanHold_isRefusedBeforeItsWeightsAreRead() {
    Networks large =
        Generators.of(
            new Dense(30_000),
            new Dense(30_000),
            new Dense(12),
            new Reshape(new ImageShape(2, 2, 3)));
    assertThatThrownBy(
            () ->
                OnnxWriter.model(large, Normalization.RUNNING_AVERAGES, NOTE, OnnxWriterTest::none))
        .isInstanceOf(FaceGanException.class)
        .hasMessageMatching(
            "the generator of made up .*3,602,52\\d,\\d{3} bytes.*2,147,483,647: export a SavedModel.*");
  }

  @Test
  void batchStatistics_areRefused() {
    assertThatThrownBy(
            () -> OnnxWriter.model(NETWORKS, Normalization.BATCH, NOTE, OnnxWriterTest::none))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll("batch's own statistics", "ONNX model", "SavedModel");
  }

  @Test
  void weightsOfAnotherShape_areAFault() {
    ProtoMessage model =
        OnnxWriter.model(NETWORKS, Normalization.RUNNING_AVERAGES, NOTE, variable -> new float[5]);
    assertThatThrownBy(
            () ->
                model.writeTo(
                    com.google.protobuf.CodedOutputStream.newInstance(
                        java.io.OutputStream.nullOutputStream())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("dense_1_kernel", "5 values", "168");
  }

  private void write() {
    RandomGan.write(NETWORKS, 1, checkpoint);
    OnnxWriter.write(
        NETWORKS,
        TrainedWeights.of(TinyNetworks.recipe(), checkpoint),
        Normalization.RUNNING_AVERAGES,
        NOTE,
        file);
  }

  private static float[] none(String variable) {
    throw new AssertionError("read: " + variable);
  }
}
