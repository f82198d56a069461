package io.facegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import io.facegan.error.FaceGanException;
import io.facegan.internal.export.onnx.RunningModel;
import io.facegan.internal.graph.Latents;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other forms of a SavedModel whose run is not at hand. */
class ExportModelTest {
  private static final String PORTRAIT = "savedmodels/portrait-64";

  @TempDir private static Path shared;

  @TempDir private Path folder;

  @BeforeAll
  static void unpack() throws IOException {
    Fixture.unpack("models/format-1", shared);
    Fixture.unpack("models/format-2", shared);
  }

  /** Averaged weights, weights without an average, per-image batch norm, and a trainable one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        PORTRAIT,
        "models/format-2/running-averages",
        "models/format-2/per-picture",
        "models/format-2/trainable"
      })
  void onnx_generatesTheFacesOfTheModel(String name) throws OrtException {
    Path model = name.equals(PORTRAIT) ? Path.of(name) : shared.resolve(name);
    Path file = folder.resolve("model.onnx");
    Export.of(model).onnx(file);
    try (FaceGenerator faces = FaceGenerator.load(model);
        RunningModel onnx = new RunningModel(file)) {
      float[][] latents = Latents.of(5, 1, faces.latentSize());
      BufferedImage face = faces.generate(5);
      int[] expected =
          face.getRaster().getPixels(0, 0, face.getWidth(), face.getHeight(), (int[]) null);
      float[] values = onnx.draw(latents);
      assertThat(values).hasSameSizeAs(expected);
      for (int i = 0; i < values.length; i++) {
        assertThat(255.0 * values[i]).isCloseTo(expected[i], within(0.6));
      }
      assertThat(onnx.session().getMetadata().getCustomMetadata())
          .containsEntry("training_steps", steps(model));
    }
  }

  private static String steps(Path model) {
    try {
      String note = Files.readString(model.resolve("assets.extra/facegan.json"));
      return note.replaceAll("(?s).*\"training_steps\" : (\\d+).*", "$1");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void webAndFrozenGraph_areWritten() {
    Export export = Export.of(Path.of(PORTRAIT));
    export.web(folder.resolve("page"));
    export.frozenGraph(folder.resolve("model.pb"));
    assertThat(folder.resolve("page/index.html")).isNotEmptyFile();
    assertThat(folder.resolve("page/model/model.json")).content().contains("portrait-narrow");
    assertThat(folder.resolve("model.pb")).isNotEmptyFile();
  }

  @Test
  void whatOnlyARunHas_isRefusedByName() {
    Export export = Export.of(Path.of(PORTRAIT));
    refused(export::best, "best checkpoint");
    refused(export::rawWeights, "raw weights");
    refused(export::trainable, "trainable SavedModel");
    refused(() -> export.savedModel(folder.resolve("again")), "for a SavedModel name the run");
    assertThat(folder).isEmptyDirectory();
  }

  private static void refused(Runnable export, String what) {
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(export::run)
        .withMessageContainingAll(
            what, Path.of(PORTRAIT).toString(), "name the run", "one set of weights");
  }

  @Test
  void modelsWithoutNotes_orWithDamagedOnes_areRefused() throws IOException {
    Path first = shared.resolve("models/format-1/per-picture");
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> Export.of(first))
        .withMessageContainingAll(first.toString(), "options.json", "or its run");
    Path damaged = folder.resolve("damaged");
    Files.createDirectories(damaged.resolve("assets.extra"));
    Files.createFile(damaged.resolve("saved_model.pb"));
    Files.writeString(damaged.resolve("assets.extra/facegan.json"), "{}");
    Files.writeString(damaged.resolve("assets.extra/options.json"), "{\"images\": 3");
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> Export.of(damaged))
        .withMessageContainingAll("notes of the model", damaged.toString());
  }
}
