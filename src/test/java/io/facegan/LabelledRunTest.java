package io.facegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import io.facegan.data.Framing;
import io.facegan.data.ImageBatch;
import io.facegan.data.Labelling;
import io.facegan.drawn.DrawnFaces;
import io.facegan.error.FaceGanException;
import io.facegan.internal.data.ImageGrid;
import io.facegan.internal.export.GraphModelReader;
import io.facegan.internal.export.onnx.RunningModel;
import io.facegan.internal.graph.Latents;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.train.RunFolder;
import io.facegan.internal.train.TrainingOptions;
import io.facegan.latent.Projection;
import io.facegan.latent.Walk;
import io.facegan.metric.ImageDiagnostics;
import io.facegan.network.Labels;
import io.facegan.network.Recipe;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/** A training with labels from images to faces: resumed, exported, and asked for a label. */
class LabelledRunTest {
  @TempDir private static Path folder;
  private static Path run;
  private static Path model;

  @BeforeAll
  static void train() {
    run = folder.resolve("run");
    model = folder.resolve("model");
    try (FaceGan gan = builder(run).build()) {
      gan.train();
    }
    Export.of(run).trainable().savedModel(model);
  }

  @Test
  void options_knowLabelsAndCounts() {
    TrainingOptions options = RunFolder.open(run).options();

    assertThat(options.networks().labels()).isEqualTo(Labels.of(List.of("with", "without")));
    assertThat(options.images().labels().source()).isEqualTo("glasses");
    assertThat(options.images().labels().counts()).hasSize(2).allMatch(count -> count > 5);
    assertThat(options.images().labels().balance()).isTrue();
    assertThat(options.samples()).isEqualTo(18);
  }

  @Test
  void brokenRun_endsWithTheBitsOfTheUnbrokenOne() throws IOException {
    Path broken = folder.resolve("broken");
    Breaks.stopped(builder(broken), 5);
    try (FaceGan gan = resume(broken).build()) {
      gan.train();
    }

    assertThat(RunEnd.of(broken, 0, 4, 8)).isEqualTo(RunEnd.of(run, 0, 4, 8));
  }

  @Test
  void otherLabels_areNotResumed() {
    assertThatThrownBy(
            () -> {
              try (FaceGan gan = resume(run).labels(Labelling.known("hair")).build()) {
                gan.train();
              }
            })
        .isInstanceOf(FaceGanException.class)
        .hasMessageContaining("images.labels.source is \"glasses\" in the run, but \"hair\" now")
        .hasMessageContaining("recipe.networks.labels.names");
  }

  @Test
  void unlabelledRun_hasNoTraceOfLabels() throws IOException {
    Path plain = folder.resolve("plain");
    try (FaceGan gan = TinyGan.builder(plain).build()) {
      gan.train();
      gan.export(folder.resolve("plain-model"));
    }
    assertThat(Files.readString(plain.resolve("options.json")))
        .doesNotContain("\"labels\"", "\"balance\"");
    assertThat(Files.readString(folder.resolve("plain-model/assets.extra/facegan.json")))
        .doesNotContain("\"labels\"", "\"label_counts\"");
    try (FaceGenerator faces = FaceGenerator.load(folder.resolve("plain-model"))) {
      assertThat(faces.labels()).isEmpty();
      assertThatThrownBy(() -> faces.labelled("with"))
          .isInstanceOf(FaceGanException.class)
          .hasMessageContainingAll("\"with\"", "no labels", "leave it out");
    }
  }

  /** A row for each label, with the same seeds. */
  @Test
  void samples_areLabelsBySeeds() {
    ImageBatch grid =
        ImageGrid.read(run.resolve("samples-000008.png"), TinyNetworks.rgb().imageShape(), 18, 9);
    try (FaceGenerator faces = FaceGenerator.load(model)) {
      assertThat(faces.labels()).containsExactly("with", "without");
      int differences = 0;
      for (int i = 0; i < 18; i++) {
        BufferedImage drawn = faces.labelled(faces.labels().get(i / 9)).generate((long) (i % 9));
        assertThat(TinyGan.levels(drawn))
            .usingElementComparator((a, b) -> Math.abs(a - b) <= 1 ? 0 : 1)
            .containsExactly(
                Arrays.stream(TinyGan.levels(ImageGrid.image(grid, i)))
                    .boxed()
                    .toArray(Integer[]::new));
        differences +=
            i >= 9
                    && !Arrays.equals(
                        TinyGan.levels(drawn),
                        TinyGan.levels(faces.labelled("with").generate((long) (i % 9))))
                ? 1
                : 0;
      }
      assertThat(differences).isEqualTo(9);
    }
  }

  @Test
  @SuppressWarnings("try") // closing one closes the others
  void generator_asksForALabelThatThereIs() {
    try (FaceGenerator faces = FaceGenerator.load(model)) {
      assertThatThrownBy(() -> faces.generate(1))
          .isInstanceOf(FaceGanException.class)
          .hasMessageContainingAll("none is chosen", "with, without");
      assertThatThrownBy(() -> faces.labelled("sun"))
          .isInstanceOf(FaceGanException.class)
          .hasMessageContainingAll("\"sun\"", "with, without");
      FaceGenerator with = faces.labelled("with");
      assertThat(
              with.generate(
                  Walk.through(List.of(with.latent(1), with.latent(2))).frames(3).latents()))
          .hasSize(3);
      assertThat(with.generate(1L, 2)).hasSize(2);
      try (DrawnFaces reals = new DrawnFaces(3, 80, 8)) {
        assertThat(faces.evaluate(8, reals).generated()).isEqualTo(8);
        Map<String, ImageDiagnostics> found =
            faces.evaluateLabels(8, reals, Labelling.known("glasses"), Framing.AUTO, Color.WHITE);
        assertThat(found).containsOnlyKeys("with", "without");
        assertThat(found.get("with").reals() + found.get("without").reals()).isEqualTo(40);
        assertThat(found.get("with").likeness()).isNotEqualTo(found.get("without").likeness());
        assertThatThrownBy(
                () ->
                    faces.evaluateLabels(
                        8, reals, Labelling.known("hair"), Framing.AUTO, Color.WHITE))
            .isInstanceOf(FaceGanException.class)
            .hasMessageContainingAll("\"dark\"", "with, without");
      }
      assertThat(faces.measureMemory(2).process()).isPresent();
      faces.close();
      assertThatThrownBy(() -> with.generate(1)).isInstanceOf(IllegalStateException.class);
    }
  }

  /**
   * Of a trainable model, whose discriminator looks on, and of one that has the generator alone.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void search_staysAmongFacesOfTheLabel(boolean trainable) {
    Path searched = trainable ? model : folder.resolve("without-training");
    if (!trainable) {
      Export.of(run).savedModel(searched);
    }
    ProjectionOptions options = ProjectionOptions.DEFAULT.withSteps(5);
    try (FaceGenerator faces = FaceGenerator.load(searched);
        DrawnFaces photos = new DrawnFaces(3, 5, 8);
        DrawnFaces others = new DrawnFaces(4, 5, 8)) {
      FaceGenerator with = faces.labelled("with");
      FaceGenerator without = faces.labelled("without");
      for (FaceGenerator own : List.of(with, without)) {
        BufferedImage face = own.generate(5000);
        Projection found = own.project(face);
        Projection other = (own == with ? without : with).project(face);
        assertThat(found.distance()).isLessThan(0.5 * other.distance());
        assertThat(TinyGan.levels(found.image()))
            .isEqualTo(TinyGan.levels(own.generate(found.latent())));
      }
      assertThat(with.findDirection("smile", photos, others, options).name()).isEqualTo("smile");
      assertThatThrownBy(() -> with.findDirection("smile", photos, photos, options))
          .isInstanceOf(FaceGanException.class)
          .hasMessageContaining("smile")
          .hasMessageContaining("the same latents");
      assertThatThrownBy(() -> faces.project(photos, options))
          .isInstanceOf(FaceGanException.class)
          .hasMessageContaining("none is chosen: choose one of with, without");
    }
  }

  @Test
  void signatures_takeLabelsAndRefuseOthers() {
    try (SavedModelBundle bundle = SavedModelBundle.load(model.toString(), "serve");
        TFloat32 latents = TFloat32.tensorOf(NdArrays.ofFloats(Shape.of(2, TinyNetworks.LATENT)));
        TInt64 seeds = TInt64.vectorOf(4, 5);
        TInt64 both = TInt64.vectorOf(0, 1);
        TInt64 one = TInt64.vectorOf(1);
        TInt64 beyond = TInt64.vectorOf(0, 2)) {
      for (String signature : List.of("generate", "generate_uint8", "serving_default")) {
        bundle.function(signature).call(Map.of("latents", latents, "labels", both)).close();
      }
      for (String signature : List.of("generate_seeded", "generate_png")) {
        bundle.function(signature).call(Map.of("seeds", seeds, "labels", both)).close();
      }
      assertThatThrownBy(
              () -> bundle.function("generate").call(Map.of("latents", latents, "labels", beyond)))
          .isInstanceOf(TFInvalidArgumentException.class)
          .hasMessageContaining("labels must be from 0 to 1, but the least and greatest are");
      assertThatThrownBy(
              () -> bundle.function("generate").call(Map.of("latents", latents, "labels", one)))
          .isInstanceOf(TFInvalidArgumentException.class)
          .hasMessageContaining("labels must be one for each image");
    }
  }

  @Test
  void judgingAndTraining_takeLabelsToo() {
    try (SavedModelBundle bundle = SavedModelBundle.load(model.toString(), "serve");
        TUint8 images = TUint8.tensorOf(NdArrays.ofBytes(Shape.of(2, 8, 8, 3)));
        TInt64 seed = TInt64.vectorOf(1, 8);
        TInt64 labels = TInt64.vectorOf(0, 1)) {
      float[] before = probabilities(bundle, images, labels);
      assertThat(before[0]).as("the same image as another label").isNotEqualTo(before[1]);
      bundle
          .function("train_step")
          .call(Map.of("images", images, "labels", labels, "seed", seed))
          .close();
      assertThat(probabilities(bundle, images, labels)).isNotEqualTo(before);
    }
  }

  private static float[] probabilities(SavedModelBundle bundle, TUint8 images, TInt64 labels) {
    try (var result =
        bundle
            .function("discriminate")
            .call(Map.<String, Tensor>of("images", images, "labels", labels))) {
      TFloat32 found = (TFloat32) result.get("probabilities").orElseThrow();
      return new float[] {found.getFloat(0), found.getFloat(1)};
    }
  }

  @Test
  void interpolation_keepsTheLabel() {
    try (SavedModelBundle bundle = SavedModelBundle.load(model.toString(), "serve");
        TFloat32 latents = TFloat32.tensorOf(NdArrays.ofFloats(Shape.of(2, TinyNetworks.LATENT)));
        TInt32 steps = TInt32.scalarOf(3);
        TInt64 labels = TInt64.vectorOf(0, 1);
        var result =
            bundle
                .function("interpolate")
                .call(
                    Map.of(
                        "from_latents",
                        latents,
                        "to_latents",
                        latents,
                        "steps",
                        steps,
                        "labels",
                        labels))) {
      TFloat32 images = (TFloat32) result.get("images").orElseThrow();
      assertThat(images.getFloat(0, 0, 3, 3, 1)).isEqualTo(images.getFloat(0, 2, 3, 3, 1));
      assertThat(images.getFloat(1, 0, 3, 3, 1)).isNotEqualTo(images.getFloat(0, 0, 3, 3, 1));
    }
  }

  /** ONNX model, frozen graph and the graph of the page draw what the SavedModel draws. */
  @Test
  void otherForms_takeLabels() throws IOException, OrtException {
    float[][] latents = Latents.of(0, 3, TinyNetworks.LATENT);
    long[] labels = {1, 0, 1};
    int[] expected = new int[3 * 8 * 8 * 3];
    try (FaceGenerator faces = FaceGenerator.load(model)) {
      for (int i = 0; i < 3; i++) {
        int[] levels =
            TinyGan.levels(faces.labelled(faces.labels().get((int) labels[i])).generate((long) i));
        System.arraycopy(levels, 0, expected, i * levels.length, levels.length);
      }
    }

    Export.of(run).onnx(folder.resolve("faces.onnx"));
    try (RunningModel onnx = new RunningModel(folder.resolve("faces.onnx"))) {
      assertThat(onnx.session().getInputNames()).containsExactly("latents", "labels");
      checkSame(onnx.draw(latents, labels), expected);
    }
    Export.of(run).frozenGraph(folder.resolve("frozen.pb"));
    checkSame(
        draw(GraphDef.parseFrom(Files.readAllBytes(folder.resolve("frozen.pb"))), latents, labels),
        expected);
    Export.of(run).web(folder.resolve("page"));
    GraphModelReader page = new GraphModelReader(folder.resolve("page/model"));
    checkSame(draw(page.graph(), latents, labels), expected);
    assertThat(page.json().at("/signature/inputs/labels/dtype").asText()).isEqualTo("DT_INT32");
    assertThat(page.json().at("/userDefinedMetadata/labels/1").asText()).isEqualTo("without");
    assertThat(page.json().at("/userDefinedMetadata/latent_directions").size())
        .isEqualTo(TinyNetworks.LATENT);
  }

  private static float[] draw(GraphDef definition, float[][] latents, long[] labels) {
    try (Graph graph = new Graph()) {
      graph.importGraphDef(definition);
      try (Session session = new Session(graph);
          TFloat32 input = TFloat32.tensorOf(StdArrays.ndCopyOf(latents));
          TInt64 chosen = TInt64.vectorOf(labels);
          Result result =
              session
                  .runner()
                  .feed("latents", input)
                  .feed("labels", chosen)
                  .fetch("images")
                  .run()) {
        TFloat32 images = (TFloat32) result.get(0);
        float[] values = new float[(int) images.size()];
        images.asRawTensor().data().asFloats().read(values);
        return values;
      }
    }
  }

  private static void checkSame(float[] values, int[] levels) {
    assertThat(values).hasSize(levels.length);
    for (int i = 0; i < levels.length; i++) {
      assertThat(Math.abs(values[i] * 255 - levels[i])).as("value %d", i).isLessThan(1.6f);
    }
  }

  @Test
  void labels_areJudgedOneByOne() {
    try (FaceGan gan = resume(run).build()) {
      Map<String, ImageDiagnostics> found = gan.evaluateLabels();

      assertThat(found).containsOnlyKeys("with", "without");
      assertThat(found.get("with").reals()).isLessThan(found.get("without").reals());
      assertThat(gan.evaluate().diagnostics().generated()).isEqualTo(30);
    }
  }

  @Test
  void balance_orLabelledNetworks_withoutLabels_areRefused() {
    assertThatThrownBy(() -> TinyGan.builder(folder.resolve("no")).balance(true).build())
        .isInstanceOf(FaceGanException.class)
        .hasMessageStartingWith("labels are to be balanced, but there are none");
    Recipe labelled =
        TinyNetworks.recipe(TinyNetworks.rgb().labelled(Labels.of(List.of("a", "b"))), 2);
    assertThatThrownBy(() -> TinyGan.builder(folder.resolve("no")).recipe(labelled).build())
        .isInstanceOf(FaceGanException.class)
        .hasMessageStartingWith("the recipe's networks know 2 labels");
  }

  private static FaceGanBuilder builder(Path run) {
    return TinyGan.builder(run)
        .images(new DrawnFaces(1, 60, 8))
        .labels(Labelling.known("glasses"))
        .balance(true)
        .steps(8)
        .sampleEvery(4)
        .checkpointEvery(4);
  }

  private static FaceGanBuilder resume(Path run) {
    return FaceGan.resume(run).images(new DrawnFaces(1, 60, 8)).progress(false);
  }
}
