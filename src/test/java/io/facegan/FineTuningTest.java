package io.facegan;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.drawn.DrawnFaces;
import io.facegan.internal.graph.GanSession;
import io.facegan.internal.graph.StoredWeights;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.runtime.Compute;
import io.facegan.internal.train.Parent;
import io.facegan.internal.train.RunFolder;
import io.facegan.network.Averaging;
import io.facegan.network.ImageShape;
import io.facegan.network.Normalization;
import io.facegan.network.Recipe;
import io.facegan.runtime.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that begin with the weights of another training. */
class FineTuningTest {
  private static final Recipe RECIPE =
      TinyNetworks.recipe().toBuilder().averaging(new Averaging(20, 1)).build();

  @TempDir private static Path shared;
  private static Path parent;
  private static String fingerprint;

  @TempDir private Path folder;

  /** Six steps, of which the average of the weights lags behind, and all kinds of exports of it. */
  @BeforeAll
  static void train() {
    parent = shared.resolve("parent");
    try (FaceGan gan = TinyGan.builder(parent).recipe(RECIPE).steps(6).sampleEvery(6).build()) {
      gan.train();
    }
    Path variables = parent.resolve("checkpoints/step-000006/variables");
    fingerprint =
        StoredWeights.fingerprint(
            StoredWeights.shown(
                new StoredWeights(variables, RECIPE.networks(), true, true, true).read()));
    assertThat(fingerprint).matches("[0-9a-f]{16}");
    Export export = Export.of(parent);
    export.savedModel(shared.resolve("plain"));
    export.trainable().savedModel(shared.resolve("trainable"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"parent", "plain", "trainable"})
  void firstSamples_areThoseOfTheParent(String from) throws IOException {
    Path run = folder.resolve("run");
    train(child(run, shared.resolve(from)).sampleEvery(1).steps(1));

    assertThat(RunFolder.open(run).options().parent())
        .isEqualTo(new Parent(from, "tiny", 6, fingerprint, List.of(), List.of()));

    assertThat(run.resolve("samples-000000.png"))
        .hasSameBinaryContentAs(parent.resolve("samples-000006.png"));
    Map<String, float[]> start = values(run.resolve("start/variables"), RECIPE);
    Map<String, float[]> last = values(parent.resolve("checkpoints/step-000006/variables"), RECIPE);
    start.forEach(
        (name, values) -> {
          // A plain export has no weights of the generator but their average.
          String there =
              from.equals("plain") && name.startsWith("generator/") ? "average/" + name : name;
          if (name.endsWith("_power")) {
            assertThat(values).as(name).isNotEqualTo(last.get(name));
          } else if (name.startsWith("optimizer/")) {
            assertThat(values).as(name).containsOnly(0);
          } else {
            assertThat(values).as(name).isEqualTo(last.get(there));
          }
        });
  }

  /** Without an average of its own, a run begins with what the parent draws with. */
  @Test
  void childWithoutAverage_takesTheParents() throws IOException {
    Path run = folder.resolve("run");
    train(child(run, parent).recipe(TinyNetworks.recipe()).sampleEvery(1).steps(1));
    assertThat(run.resolve("samples-000000.png"))
        .hasSameBinaryContentAs(parent.resolve("samples-000006.png"));
  }

  @Test
  void withoutARecipe_theChildIsTrainedAsTheParent() {
    Path run = folder.resolve("run");
    train(child(run, parent).adjust(recipe -> recipe.withRatesTimes(0.5)));
    Recipe trained = RunFolder.open(run).options().recipe();
    assertThat(trained).isEqualTo(RECIPE.withRatesTimes(0.5));
    assertThat(trained.generatorAdam().learningRate()).isEqualTo(5e-4);
  }

  @Test
  void brokenRun_endsWithTheBitsOfTheUnbrokenOne_withoutItsParent() throws IOException {
    Path unbroken = folder.resolve("unbroken");
    train(longer(unbroken, parent));
    Path copy = folder.resolve("parent");
    PathUtils.copyDirectory(parent, copy);
    Path broken = folder.resolve("broken");
    Path early = folder.resolve("early");
    Path killed = folder.resolve("killed");
    Breaks.killed(
        longer(broken, copy).listener(Breaks.after(2, step -> RunEnd.copy(broken, early))),
        broken,
        11,
        8,
        killed);
    PathUtils.deleteDirectory(copy);
    assertThat(early.resolve("checkpoints")).doesNotExist();

    for (Path run : new Path[] {early, killed}) {
      train(FaceGan.resume(run).images(otherFaces()).progress(false));
      assertThat(RunEnd.of(run, 0, 5, 10, 13)).isEqualTo(RunEnd.of(unbroken, 0, 5, 10, 13));
    }
  }

  private static FaceGanBuilder longer(Path run, Path from) {
    return child(run, from).steps(13).sampleEvery(5).checkpointEvery(4);
  }

  @Test
  void frozenLayers_keepTheirBitsWhileOthersMove() {
    Path run = folder.resolve("run");
    train(
        child(run, parent)
            .adjust(recipe -> recipe.toBuilder().frozenLayers(1).build())
            .steps(3)
            .checkpointEvery(3));

    Recipe recipe = RunFolder.open(run).options().recipe();
    assertThat(recipe.frozenLayers()).isEqualTo(1);
    Map<String, float[]> start = values(run.resolve("start/variables"), recipe);
    Map<String, float[]> end = values(run.resolve("checkpoints/step-000003/variables"), recipe);
    for (String frozen :
        new String[] {
          "convolution_1/kernel", "convolution_1/bias", "batch_norm_1/scale", "batch_norm_1/offset"
        }) {
      String name = "discriminator/" + frozen;
      assertThat(end.get(name)).as(name).isEqualTo(start.get(name));
      for (String slot : new String[] {"/m", "/v"}) {
        assertThat(end.get("optimizer/" + name + slot)).as(name + slot).containsOnly(0);
      }
    }
    for (String moved :
        new String[] {
          "discriminator/dense_1/kernel",
          "discriminator/batch_norm_1/running_mean",
          "generator/dense_1/kernel",
          "optimizer/discriminator/dense_1/kernel/m"
        }) {
      assertThat(end.get(moved)).as(moved).isNotEqualTo(start.get(moved));
    }
  }

  @Test
  void otherSizeAndColour_takeWhatFitsAndNameTheRest() throws IOException {
    Path grey = folder.resolve("grey");
    ImageShape shape = new ImageShape(16, 16, 1);
    FaceGanBuilder builder = TinyGan.builder(grey, shape).startFrom(parent);
    try (Console console = new Console();
        FaceGan gan = builder.progress(true).build()) {
      assertThat(gan.describe())
          .contains(
              "\nBegins with the weights of %s (tiny networks, 6 steps): 3 layers; the optimizer's"
                      .formatted(parent)
                  + " state is new\n"
                  + "Not taken: generator/dense_1: kernel 6x16 there, 6x64 here\n"
                  + "Not taken: generator/convolution_1: kernel 3x3x4x3 there, 3x3x4x1 here\n"
                  + "Not taken: generator/batch_norm_2: scale 3 there, 1 here\n"
                  + "Not taken: discriminator/convolution_1: kernel 4x4x3x4 there, 4x4x1x4 here\n"
                  + "Not taken: discriminator/dense_1: kernel 64x1 there, 256x1 here\n");
      gan.train();
      assertThat(console.text())
          .containsPattern(
              "Began with the weights of parent \\(tiny networks, 6 steps, weights [0-9a-f]{16}\\)\n"
                  + "Not taken: generator/dense_1: kernel 6x16 there, 6x64 here\n");
    }
    Map<String, float[]> start =
        values(grey.resolve("start/variables"), TinyNetworks.recipe(shape));
    Map<String, float[]> last = values(parent.resolve("checkpoints/step-000006/variables"), RECIPE);
    String same = "transposed_convolution_1/kernel";
    assertThat(start.get("generator/" + same)).isEqualTo(last.get("average/generator/" + same));
    try (FaceGan gan = FaceGan.resume(grey).images(new DrawnFaces(1, 5, 16)).build()) {
      assertThat(gan.describe())
          .contains("Began with the weights of parent (tiny networks, 6 steps, weights ")
          .contains("\nNot taken: discriminator/dense_1: kernel 64x1 there, 256x1 here\n");
    }
  }

  @Test
  void optionsAndModel_nameTheParentAndItsParents() throws IOException {
    Path child = folder.resolve("child");
    train(child(child, parent));
    Path grandchild = folder.resolve("grandchild");
    train(child(grandchild, child));
    Parent first = RunFolder.open(child).options().parent();
    Parent second = RunFolder.open(grandchild).options().parent();
    assertThat(second.name()).isEqualTo("child");
    assertThat(second.earlier()).containsExactly(first.words());

    Path model = folder.resolve("model");
    Export.of(grandchild).savedModel(model);
    assertThat(model.resolve("assets.extra/facegan.json"))
        .content()
        .contains("\"parent\" : \"" + second.words() + "\"");
    assertThat(model.resolve("assets.extra/README.md"))
        .content()
        .contains("It began with the weights of " + second.words() + ".\n");
    assertThat(model.resolve("assets.extra/options.json"))
        .content()
        .contains(first.weights(), second.weights())
        .doesNotContain(folder.toString());
    assertThat(shared.resolve("plain/assets.extra/facegan.json"))
        .content()
        .doesNotContain("parent");
  }

  @Test
  void best_takesTheCheckpointThatExportTakes() {
    Path run = folder.resolve("run");
    train(child(run, parent).steps(6).sampleEvery(1).checkpointEvery(1));
    Path taken = folder.resolve("taken");
    train(TinyGan.builder(taken).startFromBest(run).recipe(RECIPE).images(otherFaces()));
    long best = RunFolder.open(run).checkpoints().bestOrRefuse().step();
    assertThat(RunFolder.open(taken).options().parent().steps()).isEqualTo(best);
  }

  private static FaceGanBuilder child(Path run, Path from) {
    return FaceGan.builder()
        .startFrom(from)
        .images(otherFaces())
        .steps(2)
        .seed(5)
        .precision(Precision.FLOAT32)
        .progress(false)
        .runFolder(run);
  }

  private static DrawnFaces otherFaces() {
    return new DrawnFaces(9, 4, 8);
  }

  private static void train(FaceGanBuilder builder) {
    try (FaceGan gan = builder.build()) {
      gan.train();
    }
  }

  private static Map<String, float[]> values(Path variables, Recipe recipe) {
    try (GanSession session =
        new GanSession(
            recipe, 1, Compute.onCpu(Precision.FLOAT32), Normalization.RUNNING_AVERAGES)) {
      session.restore(variables);
      return TinyNetworks.values(session);
    }
  }
}
