package io.facegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.error.FaceGanException;
import io.facegan.internal.graph.GanSession;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.graph.VariableSnapshot;
import io.facegan.internal.runtime.Compute;
import io.facegan.network.Normalization;
import io.facegan.network.Recipe;
import io.facegan.runtime.Precision;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.file.PathUtils;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run cannot begin with. */
class FineTuningRefusalTest {
  private static final String DATA = "variables/variables.data-00000-of-00001";

  @TempDir private static Path shared;
  private static Path parent;
  private static Path model;

  @TempDir private Path folder;

  @BeforeAll
  static void train() {
    parent = shared.resolve("parent");
    try (FaceGan gan = TinyGan.builder(parent).build()) {
      gan.train();
    }
    model = shared.resolve("model");
    Export.of(parent).savedModel(model);
  }

  @Test
  void folderThatIsNeither_isRefused() {
    checkRefused(
        () -> child(folder).build(),
        folder
            + " is neither a run nor a model: it holds no options.json and no saved_model.pb. To"
            + " begin with its weights, name a folder that train wrote with --run, or one that export"
            + " wrote");
    checkRefused(() -> child(folder.resolve("absent")).build(), "is neither a run nor a model");
  }

  @Test
  void modelOfAnotherProgram_isRefused() throws IOException {
    Path other = copy(model);
    PathUtils.deleteDirectory(other.resolve("assets.extra"));
    checkRefused(
        () -> child(other).build(),
        other
            + " is a SavedModel without assets.extra/options.json and facegan.json, which say what it"
            + " is: name one that FaceGan exported, or its run");
  }

  @Test
  void modelWithoutADiscriminator_givesTheGeneratorAlone() throws IOException {
    Path other = copy(model);
    Path note = other.resolve("assets.extra/facegan.json");
    Files.writeString(note, Files.readString(note).replace("\"discriminate\"", "\"other\""));
    try (FaceGan gan = child(other).build()) {
      assertThat(gan.describe())
          .contains("\nNot taken: discriminator: it holds none, so all of it starts afresh\n");
      gan.train();
    }
    checkRefused(
        () -> child(other, "frozen").adjust(FineTuningRefusalTest::frozen).build(),
        "discriminator/convolution_1 is to be frozen, but %s has no weights that fit it, and random"
                .formatted(other)
            + " ones have to be trained: freeze fewer layers");
  }

  @Test
  void damagedModel_isRefusedBeforeThereIsARun() throws IOException {
    Path damaged = copy(model);
    try (RandomAccessFile file = new RandomAccessFile(damaged.resolve(DATA).toFile(), "rw")) {
      file.seek(40);
      int before = file.read();
      file.seek(40);
      file.write(before ^ 0x10);
    }
    checkRefused(
        () -> run(child(damaged)),
        "cannot begin with the weights of %s: the checkpoint".formatted(damaged),
        "Name an undamaged copy");
    try (RandomAccessFile file = new RandomAccessFile(damaged.resolve(DATA).toFile(), "rw")) {
      file.setLength(100);
    }
    checkRefused(() -> run(child(damaged)), "cannot begin with the weights of " + damaged);
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void damagedRun_isRefused() throws IOException {
    Path damaged = folder.resolve("damaged");
    PathUtils.copyDirectory(parent, damaged);
    Files.delete(damaged.resolve("checkpoints/step-000002/variables.index"));
    checkRefused(() -> child(damaged).build(), "no checkpoint can be used", "step-000002");
  }

  @Test
  void weightsThatAreNotFinite_areRefused() throws IOException {
    Path spoilt = copy(model);
    PathUtils.cleanDirectory(spoilt.resolve("variables"));
    try (GanSession session =
        new GanSession(
            TinyNetworks.recipe(),
            1,
            Compute.onCpu(Precision.FLOAT32),
            Normalization.RUNNING_AVERAGES)) {
      TinyNetworks.fill(session, "generator/dense_1/kernel", Float.NaN);
      try (VariableSnapshot snapshot = session.snapshot()) {
        snapshot.write(spoilt.resolve("variables/variables"));
      }
    }
    checkRefused(
        () -> run(child(spoilt)),
        "cannot begin with the weights of %s: generator/dense_1/kernel holds numbers that are not"
            .formatted(spoilt),
        "best checkpoint");
  }

  @Test
  void networksOfWhichNothingFits_areRefused() {
    checkRefused(
        () -> child(parent).recipe(Recipe.fullyConnected()).build(),
        "nothing of the generator of %s (tiny networks) fits the fully-connected networks: "
            .formatted(parent),
        "generator/dense_1: kernel 6x16 there, ",
        "generator/batch_norm_1: scale 4 there, none here",
        "begin with another");
  }

  @Test
  void runFolder_isNotTheParent() {
    checkRefused(
        () -> child(parent).runFolder(parent).build(),
        "the run folder %s is also what to start from: choose another run folder, or resume the run"
            .formatted(parent));
  }

  @Test
  void resumedRun_hasItsOwnWeights() {
    FaceGanBuilder resumed = FaceGan.resume(parent);
    assertThatThrownBy(() -> resumed.startFrom(model))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll(model.toString(), "a new run");
  }

  @Test
  void bestOfAModel_isRefused() {
    checkRefused(
        () -> child(parent).startFromBest(model).build(),
        "for the best checkpoint name the run that %s was exported from".formatted(model));
  }

  @Test
  void randomLayers_areNotFrozen() {
    checkRefused(
        () -> TinyGan.builder(folder.resolve("run")).adjust(FineTuningRefusalTest::frozen).build(),
        "frozen layers of the discriminator are 1, but all its weights are random and have to be"
            + " trained: set them to 0, or start from a run or a model");
  }

  private static Recipe frozen(Recipe recipe) {
    return recipe.toBuilder().frozenLayers(1).build();
  }

  private FaceGanBuilder child(Path from) {
    return child(from, "run");
  }

  private FaceGanBuilder child(Path from, String run) {
    return TinyGan.builder(folder.resolve(run)).recipe(TinyNetworks.recipe()).startFrom(from);
  }

  private static void run(FaceGanBuilder builder) {
    try (FaceGan gan = builder.build()) {
      gan.train();
    }
  }

  private Path copy(Path from) throws IOException {
    Path to = folder.resolve("copy");
    PathUtils.copyDirectory(from, to);
    return to;
  }

  private static void checkRefused(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call).isInstanceOf(FaceGanException.class).hasMessageContainingAll(parts);
  }
}
