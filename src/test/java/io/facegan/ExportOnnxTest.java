package io.facegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import io.facegan.error.FaceGanException;
import io.facegan.internal.export.onnx.RunningModel;
import io.facegan.internal.graph.Latents;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.util.Version;
import io.facegan.network.ImageShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportOnnxTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "1, 8, 16, 3, each image's own statistics",
    "2, 12, 8, 1, running averages gathered in training"
  })
  void exportedModel_drawsTheFacesOfTheSavedModel(
      int batchSize, int height, int width, int channels, String batchNorm) throws OrtException {
    ImageShape shape = new ImageShape(height, width, channels);
    Path saved = folder.resolve("saved");
    Path file = folder.resolve("faces.onnx");
    Path run = folder.resolve("run");
    try (FaceGan gan = TinyGan.builder(run, shape).batchSize(batchSize).build()) {
      gan.train();
      gan.export(saved);
    }
    Export.of(run).onnx(file);
    try (FaceGenerator faces = FaceGenerator.load(saved);
        RunningModel model = new RunningModel(file)) {
      assertThat(model.session().getMetadata().getCustomMetadata())
          .containsEntry("facegan_version", Version.current())
          .containsEntry("networks", "tiny")
          .containsEntry("training_batch_size", Integer.toString(batchSize))
          .containsEntry("batch_norm_uses", batchNorm);
      float[] values = model.draw(Latents.of(7, 3, TinyNetworks.LATENT));
      assertThat(values).hasSize(3 * shape.size());
      for (int i = 0; i < 3; i++) {
        int[] levels = TinyGan.levels(faces.generate(7 + i));
        for (int j = 0; j < levels.length; j++) {
          assertThat(levels[j])
              .as("image %d, value %d", i, j)
              .isCloseTo(Math.round(255 * values[i * shape.size() + j]), within(1));
        }
      }
    }
  }

  @Test
  void exportOfOneCheckpoint_isThatOfTheBest() throws IOException {
    Path run = folder.resolve("run");
    Path newest = folder.resolve("deep/newest.onnx");
    Path best = folder.resolve("best.onnx");
    try (FaceGan gan = TinyGan.builder(run).build()) {
      gan.train();
    }
    Export.of(run).onnx(newest);
    Export.of(run).best().onnx(best);
    assertThat(best).hasSameBinaryContentAs(newest);
  }

  @Test
  void exportOfNoRun_isRefused() {
    Path file = folder.resolve("faces.onnx");
    assertThatThrownBy(() -> Export.of(folder).onnx(file))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll(folder.toString(), "no options.json", "--run");
    assertThat(Files.exists(file)).isFalse();
  }
}
