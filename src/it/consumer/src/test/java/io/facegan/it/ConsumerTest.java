package io.facegan.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.FaceGan;
import io.facegan.FaceGenerator;
import io.facegan.drawn.DrawnFaces;
import io.facegan.network.ImageShape;
import io.facegan.network.Recipe;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trains, exports, loads and draws with nothing but the published artifacts. */
class ConsumerTest {
  private static final int SIDE = 32;

  @TempDir private Path folder;

  @Test
  void trainedModel_drawsAfterExport() throws Exception {
    Path model = folder.resolve("model");
    try (FaceGan gan =
        FaceGan.builder()
            .images(new DrawnFaces(42, 8, SIDE))
            .recipe(Recipe.small(ImageShape.rgb(SIDE, SIDE)))
            .batchSize(2)
            .steps(2)
            .seed(42)
            .runFolder(folder.resolve("run"))
            .build()) {
      assertThat(gan.train().last().step()).isEqualTo(2);
      gan.export(model);
    }

    assertThat(model.resolve("saved_model.pb")).isNotEmptyFile();
    try (FaceGenerator faces = FaceGenerator.load(model)) {
      BufferedImage face = faces.generate(7L);
      assertThat(face.getWidth()).isEqualTo(SIDE);
      assertThat(face.getHeight()).isEqualTo(SIDE);
      assertThat(pixels(faces.generate(7L))).isEqualTo(pixels(face));
      assertThat(pixels(faces.generate(8L))).isNotEqualTo(pixels(face));
    }
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }
}
