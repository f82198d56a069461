package io.facegan.internal.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.facegan.error.FaceGanException;
import io.facegan.internal.export.Models;
import io.facegan.internal.graph.GanSession;
import io.facegan.internal.graph.GpuLikeSession;
import io.facegan.internal.graph.Latents;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.graph.VariableSnapshot;
import io.facegan.internal.runtime.Compute;
import io.facegan.network.Normalization;
import io.facegan.runtime.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

class LoadedModelTest {
  private static final String REMEDY = ": name a folder that export wrote";

  @TempDir private Path folder;
  private Path model;

  @BeforeEach
  void name() {
    model = folder.resolve("model");
  }

  @Test
  void writtenModel_isRead() throws IOException {
    write();
    try (LoadedModel loaded = LoadedModel.load(model)) {
      assertThat(loaded.signature().latentSize()).isEqualTo(TinyNetworks.LATENT);
      assertThat(loaded.describe())
          .contains(
              "# A GAN that FaceGan 1.2 trained\n\ntiny networks, 900 steps in batches of 16");
      float[] values = loaded.draw(List.of(new float[TinyNetworks.LATENT]));
      assertThat(values).hasSize(8 * 8 * 3);
      for (float value : values) {
        assertThat(value).isBetween(0f, 1f);
      }
    }
    assertThat(Files.readString(model.resolve("assets.extra/facegan.json")))
        .startsWith(
            """
            {
              "format" : 2,
              "facegan_version" : "1.2",
              "networks" : "tiny",
              "training_batch_size" : 16,
              "training_steps" : 900,
              "training_images" : 7,
              "training_images_content" : "abc",
              "batch_norm_uses" : "running averages gathered in training",
              "averaged_weights" : false,
              "discriminator_batch_norm_uses" : "running averages gathered in training",
              "trainable" : false,
              "tensorflow_version" : "2.18.0",
              "signatures" : {
                "serving_default" : {
                  "meaning" : "draws the images of latents",
                  "inputs" : {
                    "latents" : "float32 [n, 6], finite, in training standard normal"
            """);
  }

  /** As on a GPU, by the graph as it was written, where TensorFlow has no GPU. */
  @Test
  void graphForGpus_drawsTheSame() throws IOException {
    write();
    float[][] latents = Latents.of(0, 3, TinyNetworks.LATENT);
    try (LoadedModel onCpu = LoadedModel.load(model);
        LoadedModel onGpu = LoadedModel.load(model, GpuLikeSession.PLACEMENT)) {
      assertThat(onGpu.draw(List.of(latents)))
          .usingComparatorWithPrecision(1e-5f)
          .containsExactly(onCpu.draw(List.of(latents)));
      assertThat(onGpu.isSmall()).isFalse();
      assertThat(onGpu.placement()).isEqualTo(GpuLikeSession.PLACEMENT);
    }
  }

  @Test
  void otherFolder_isRefused() {
    checkRefused(folder + " is not a SavedModel, it holds no saved_model.pb" + REMEDY, folder);
    checkRefused(model + " is not a SavedModel, it holds no saved_model.pb" + REMEDY, model);
  }

  @Test
  void modelWithoutItsIndex_isRefused() throws IOException {
    write();
    Files.delete(model.resolve("variables/variables.index"));
    checkRefused(
        "the model " + model + " is incomplete, it holds no variables/variables.index" + REMEDY,
        model);
  }

  @Test
  void modelWithoutItsWeights_isRefusedInOneLine() throws IOException {
    write();
    Files.delete(model.resolve("variables/variables.data-00000-of-00001"));
    Throwable thrown = catchThrowable(() -> LoadedModel.load(model));
    assertThat(thrown).isInstanceOf(FaceGanException.class);
    assertThat(thrown.getMessage())
        .startsWith("the model " + model + " cannot be loaded: ")
        .contains("variables.data-00000-of-00001")
        .doesNotContain("\n");
  }

  @Test
  void modelWithHalfItsWeights_isRefusedInOneLine() throws IOException {
    write();
    Path data = model.resolve("variables/variables.data-00000-of-00001");
    byte[] bytes = Files.readAllBytes(data);
    Files.write(data, Arrays.copyOf(bytes, bytes.length / 2));
    Throwable thrown = catchThrowable(() -> LoadedModel.load(model));
    assertThat(thrown).isInstanceOf(FaceGanException.class);
    assertThat(thrown.getMessage())
        .startsWith("the model " + model + " cannot be loaded: ")
        .doesNotContain("\n");
  }

  @Test
  void damagedGraph_isRefusedInOneLine() throws IOException {
    write();
    Path graph = model.resolve("saved_model.pb");
    byte[] bytes = Files.readAllBytes(graph);
    Files.write(graph, Arrays.copyOf(bytes, bytes.length / 2));
    Throwable thrown = catchThrowable(() -> LoadedModel.load(model));
    assertThat(thrown).isInstanceOf(FaceGanException.class);
    assertThat(thrown.getMessage())
        .startsWith(graph + " is damaged or no SavedModel (")
        .endsWith(")" + REMEDY)
        .doesNotContain("\n");
  }

  @Test
  void otherSignature_isRefused() throws IOException {
    writeOther("classify", "latents", "images", Shape.of(-1, 6), Shape.of(-1, 1, 2, 3));
    checkRefused(
        "the model %s does not draw images: it lacks the signature serving_default and has only"
                .formatted(model)
            + " [classify]"
            + REMEDY,
        model);
  }

  @Test
  void otherTensors_areRefused() throws IOException {
    writeOther("serving_default", "x", "images", Shape.of(-1, 6), Shape.of(-1, 1, 2, 3));
    checkRefused(
        "the model %s does not draw images: its signature has the inputs [x], where latents was"
                .formatted(model)
            + " expected"
            + REMEDY,
        model);
  }

  @Test
  void otherRank_isRefused() throws IOException {
    writeOther("serving_default", "latents", "images", Shape.of(-1, 6), Shape.of(-1, 6));
    checkRefused(
        "the model %s does not draw images: its output images is DT_FLOAT [-1, 6], where float32"
                .formatted(model)
            + " with 4 axes was expected"
            + REMEDY,
        model);
  }

  @Test
  void otherChannels_areRefused() throws IOException {
    writeOther("serving_default", "latents", "images", Shape.of(-1, 6), Shape.of(-1, 1, 3, 2));
    checkRefused(
        "the model %s does not draw images: its images have 2 channels, where 1 or 3 were"
                .formatted(model)
            + " expected"
            + REMEDY,
        model);
  }

  /** What other programs wrote into their models still holds here. */
  @Test
  void assertionOfAnotherProgram_refusesLatents() throws IOException {
    export(
        "serving_default",
        "latents",
        "images",
        Shape.of(-1, 6),
        (tf, x) -> {
          Operand<TBool> small =
              tf.reduceAll(tf.math.less(x, tf.constant(3f)), tf.constant(new int[] {0, 1}));
          Op check = tf.assertThat(small, List.of(tf.constant("latents must be below 3")));
          return laidOut(
              tf, tf.withControlDependencies(List.of(check)).identity(x), Shape.of(-1, 1, 2, 3));
        });
    try (LoadedModel loaded = LoadedModel.load(model)) {
      assertThat(loaded.draw(List.of(new float[] {0, 1, 2, 0, 1, 2})))
          .containsExactly(0, 1, 2, 0, 1, 2);
      List<float[]> large = List.of(new float[] {0, 1, 2, 0, 1, 3});
      assertThatThrownBy(() -> loaded.draw(large))
          .isInstanceOf(FaceGanException.class)
          .hasMessageContainingAll(model.toString(), "refuses", "latents must be below 3")
          .hasMessageNotContaining("\n");
      assertThatThrownBy(() -> loaded.drawBytes(large, null, new byte[6], 0))
          .isInstanceOf(FaceGanException.class)
          .hasMessageContaining("latents must be below 3");
    }
  }

  /** What TensorFlow throws for this is an IllegalArgumentException. */
  @Test
  void signatureOfATensorThatIsNotThere_isRefusedInOneLine() throws IOException {
    for (String tensor : List.of("nowhere:0", "Reshape:7")) {
      writeOther("serving_default", "latents", "images", Shape.of(-1, 6), Shape.of(-1, 1, 2, 3));
      Path graph = model.resolve("saved_model.pb");
      SavedModel.Builder saved = SavedModel.parseFrom(Files.readAllBytes(graph)).toBuilder();
      Files.write(graph, withImages(saved, tensor).toByteArray());
      assertThatThrownBy(() -> LoadedModel.load(model))
          .as(tensor)
          .isInstanceOf(FaceGanException.class)
          .hasMessageStartingWith("the model " + model + " ")
          .hasMessageNotContaining("\n");
    }
  }

  private static SavedModel withImages(SavedModel.Builder saved, String tensor) {
    MetaGraphDef.Builder graph = saved.getMetaGraphsBuilder(0);
    SignatureDef.Builder signature = graph.getSignatureDefOrThrow("serving_default").toBuilder();
    TensorInfo images = signature.getOutputsOrThrow("images");
    signature.putOutputs("images", images.toBuilder().setName(tensor).build());
    graph.putSignatureDef("serving_default", signature.build());
    return saved.build();
  }

  private static void checkRefused(String message, Path directory) {
    assertThatThrownBy(() -> LoadedModel.load(directory))
        .isInstanceOf(FaceGanException.class)
        .hasMessage(message);
  }

  private void write() {
    Path checkpoint = folder.resolve("checkpoint");
    try (GanSession session =
        new GanSession(
            TinyNetworks.recipe(TinyNetworks.rgb(), 2),
            1,
            Compute.onCpu(Precision.FLOAT32),
            Normalization.RUNNING_AVERAGES)) {
      try (VariableSnapshot snapshot = session.snapshot()) {
        snapshot.write(checkpoint);
      }
    }
    Models.write(TinyNetworks.rgb(), checkpoint, Normalization.RUNNING_AVERAGES, model);
  }

  /** Writes a model that only lays its input out anew. */
  private void writeOther(String signature, String input, String output, Shape in, Shape out)
      throws IOException {
    export(signature, input, output, in, (tf, x) -> laidOut(tf, x, out));
  }

  private static Operand<TFloat32> laidOut(Ops tf, Operand<TFloat32> x, Shape shape) {
    return tf.reshape(
        x, tf.constant(LongStream.of(shape.asArray()).mapToInt(i -> (int) i).toArray()));
  }

  private void export(
      String signature,
      String input,
      String output,
      Shape in,
      BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> network)
      throws IOException {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> x = tf.placeholder(TFloat32.class, Placeholder.shape(in));
      Operand<TFloat32> y = network.apply(tf, x);
      SavedModelBundle.exporter(model.toString())
          .withTags("serve")
          .withSession(session)
          .withSignature(Signature.builder(signature).input(input, x).output(output, y).build())
          .export();
    }
    Path variables = Files.createDirectories(model.resolve("variables"));
    if (Files.notExists(variables.resolve("variables.index"))) {
      Files.writeString(variables.resolve("variables.index"), "");
    }
  }
}
