package io.facegan.internal.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegan.internal.graph.CallLimit;
import io.facegan.internal.graph.GanSession;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.graph.TrainedWeights;
import io.facegan.internal.graph.VariableSnapshot;
import io.facegan.internal.runtime.Compute;
import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import io.facegan.runtime.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Tensor;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

class TrainableModelTest {
  private static final long SEED = 77;
  private static final int STEPS_BEFORE = 3;
  private static final int STEPS = 10;

  @TempDir private static Path shared;

  /** After steps of two images; every test loads it anew. */
  private static Path ofTwo;

  @TempDir private Path folder;
  private Path model;

  @BeforeAll
  static void exportOfTwo() {
    ofTwo = shared.resolve("model");
    try (GanSession training = session(2)) {
      export(training, ofTwo);
    }
  }

  @BeforeEach
  void name() {
    model = folder.resolve("model");
  }

  /** The same but for rounding: TensorFlow fuses the operations of one call in other ways. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void tenSteps_areThoseOfTraining(int batch) {
    Path saved = folder.resolve("saved");
    try (GanSession training = session(batch)) {
      export(training, model);
      Map<String, float[]> before = TinyNetworks.values(training);
      try (RunningSignatures served = new RunningSignatures(model)) {
        for (int step = STEPS_BEFORE; step < STEPS_BEFORE + STEPS; step++) {
          byte[] images = images(batch, step);
          GanSession.Losses losses = training.step(images, step);
          float[] expected = {
            (float) losses.real(), (float) losses.fake(), (float) losses.generator()
          };
          assertThat(trained(served, images, step)).containsExactly(expected, within(1e-5f));
        }
        call(served, "save", saved);
      }
      Map<String, float[]> ours = TinyNetworks.values(training);
      training.restore(saved);
      TinyNetworks.values(training)
          .forEach(
              (name, values) -> {
                assertThat(values).as(name).containsExactly(ours.get(name), within(1e-5f));
                // Biases that a batch norm takes away again are not trained.
                if (!name.matches(".*convolution_1/bias(/[mv])?")) {
                  assertThat(values).as(name).isNotEqualTo(before.get(name));
                }
              });
    }
  }

  @Test
  void restore_bringsBackWhatWasSaved() {
    try (RunningSignatures served = new RunningSignatures(ofTwo)) {
      Path saved = folder.resolve("saved");
      assertThat(call(served, "save", saved)).isEqualTo(saved.toString());
      float[] first = trained(served, images(2, 0), 0);
      float[] second = trained(served, images(2, 0), 0);
      assertThat(second).isNotEqualTo(first);
      assertThat(call(served, "restore", saved)).isEqualTo(saved.toString());
      assertThat(trained(served, images(2, 0), 0)).isEqualTo(first);
    }
  }

  /** A served model runs where whoever calls it knows nothing of the folders. */
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "saved", "./saved", "C:saved", "/tmp/"})
  void pathsThatAreNotAbsolute_areRefused(String path) {
    try (RunningSignatures served = new RunningSignatures(ofTwo)) {
      for (String signature : new String[] {"save", "restore"}) {
        assertThatThrownBy(() -> call(served, signature, path))
            .hasMessageContaining(
                "path must be absolute and end with the beginning of a name, but is");
      }
    }
  }

  /** As TensorFlow's own loaders and savers call it. */
  @Test
  void relativePaths_areTakenByTheNameOfTheSaver() {
    Path relative = Path.of("").toAbsolutePath().relativize(folder.resolve("by-name"));
    try (RunningSignatures served = new RunningSignatures(ofTwo);
        TString name = TString.scalarOf(relative.toString())) {
      served
          .bundle()
          .session()
          .runner()
          .feed("save/filename", name)
          .addTarget("save/control_dependency")
          .run()
          .close();
      assertThat(folder.resolve("by-name.index")).isRegularFile();
    }
  }

  @Test
  void images_changeWithTraining() {
    try (RunningSignatures served = new RunningSignatures(ofTwo)) {
      float[] before = drawn(served);
      trained(served, images(2, 0), 0);
      assertThat(drawn(served)).isNotEqualTo(before);
    }
  }

  @Test
  void noImages_changeNothing() {
    try (RunningSignatures served = new RunningSignatures(ofTwo)) {
      float[] before = drawn(served);
      assertThatThrownBy(() -> trained(served, new byte[0], 0))
          .hasMessageContaining("images must be at least 1, but are")
          .hasMessageContaining("[0]");
      assertThat(drawn(served)).isEqualTo(before);
    }
  }

  @Test
  void missingCheckpoint_isNotRestored() {
    try (RunningSignatures served = new RunningSignatures(ofTwo)) {
      assertThatThrownBy(() -> call(served, "restore", folder.resolve("none")))
          .hasMessageContaining("none");
    }
  }

  @Test
  void otherExports_holdNoOptimizer() throws IOException {
    Path small = folder.resolve("small");
    Path checkpoint = folder.resolve("checkpoint");
    try (GanSession training = session(2)) {
      export(training, model);
      write(training, checkpoint);
    }
    Models.write(networks(), checkpoint, Normalization.RUNNING_AVERAGES, small);
    String data = "variables/variables.data-00000-of-00001";
    Networks networks = networks();
    assertThat(Files.size(small.resolve(data)))
        .isEqualTo(4 * (networks.parameters() + runningAverages()));
    assertThat(Files.size(model.resolve(data)))
        .isEqualTo(4 * (3 * networks.parameters() + runningAverages() + 4));
  }

  /** Two for each channel of the tiny networks' batch norms: 4 and 3 channels, and 4. */
  private static long runningAverages() {
    return 2 * (4 + 3 + 4);
  }

  private static void export(GanSession training, Path to) {
    Path checkpoint = to.resolveSibling("exported");
    write(training, checkpoint);
    Networks networks = networks();
    ServedModel served =
        new ServedModel(
            TinyNetworks.recipe(networks, 1),
            TrainedWeights.of(TinyNetworks.recipe(), checkpoint),
            Normalization.RUNNING_AVERAGES,
            Normalization.RUNNING_AVERAGES,
            true,
            CallLimit.NONE,
            Models.note(networks, Normalization.RUNNING_AVERAGES));
    SavedModelWriter.write(served, to, added -> {});
  }

  /** A training that has begun, so that the optimizer remembers something. */
  private static GanSession session(int batch) {
    GanSession session =
        new GanSession(
            TinyNetworks.recipe(networks(), batch),
            SEED,
            Compute.onCpu(Precision.FLOAT32),
            Normalization.RUNNING_AVERAGES);
    for (int step = 0; step < STEPS_BEFORE; step++) {
      session.step(images(batch, step), step);
    }
    return session;
  }

  private static Networks networks() {
    return TinyNetworks.of(ImageShape.rgb(8, 8));
  }

  private static byte[] images(int batch, int step) {
    byte[] images = new byte[batch * 8 * 8 * 3];
    new Random(step).nextBytes(images);
    return images;
  }

  private static void write(GanSession session, Path prefix) {
    try (VariableSnapshot snapshot = session.snapshot()) {
      snapshot.write(prefix);
    }
  }

  private static float[] trained(RunningSignatures served, byte[] pixels, int step) {
    try (TUint8 images = RunningSignatures.bytes(pixels, pixels.length / (8 * 8 * 3), 8, 8, 3);
        TInt64 seed = TInt64.vectorOf(SEED, step);
        var outputs = served.call("train_step", Map.of("images", images, "seed", seed))) {
      return new float[] {
        outputs.floats("discriminator_loss_real")[0],
        outputs.floats("discriminator_loss_fake")[0],
        outputs.floats("generator_loss")[0]
      };
    }
  }

  private static float[] drawn(RunningSignatures served) {
    try (TInt64 seeds = TInt64.vectorOf(1, 2);
        var outputs = served.call("generate_seeded", Map.of("seeds", seeds))) {
      return outputs.floats("images");
    }
  }

  private static String call(RunningSignatures served, String signature, Object path) {
    try (TString fed = TString.scalarOf(path.toString());
        var outputs = served.call(signature, Map.<String, Tensor>of("path", fed))) {
      return ((TString) outputs.get("path")).getObject();
    }
  }
}
