package io.facegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegan.network.ImageShape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.types.TFloat32;

/** The trained model that comes with the library. */
class PortraitModelTest {
  private static final Path MODEL = Path.of("savedmodels", "portrait-64");
  private static final int SIDE = 64;
  private static final int GAP = 2;

  /** The faces on its card may have been generated on another processor. */
  @Test
  void faces_areThoseOnItsCard() throws IOException {
    BufferedImage samples = ImageIO.read(MODEL.resolve("faces.png").toFile());
    try (FaceGenerator faces = FaceGenerator.load(MODEL)) {
      assertThat(faces.imageShape()).isEqualTo(ImageShape.rgb(SIDE, SIDE));
      List<BufferedImage> drawn = faces.generate(0, 4);
      for (int i = 0; i < drawn.size(); i++) {
        BufferedImage sample = samples.getSubimage(i * (SIDE + GAP), 0, SIDE, SIDE);
        assertThat(largestDifference(drawn.get(i), sample)).as("face %d", i).isLessThan(3);
      }
    }
  }

  /**
   * Its 48 channels are among those that oneDNN computes wrongly, unless the graph fills them up.
   */
  @Test
  void plainSession_drawsTheSameFaces() {
    float[][] latents = new float[2][100];
    Random random = new Random(1);
    for (float[] latent : latents) {
      for (int i = 0; i < latent.length; i++) {
        latent[i] = (float) random.nextGaussian();
      }
    }
    try (FaceGenerator faces = FaceGenerator.load(MODEL);
        SavedModelBundle plain = SavedModelBundle.load(MODEL.toString(), "serve");
        TFloat32 input = TFloat32.tensorOf(StdArrays.ndCopyOf(latents));
        Result result = plain.function("serving_default").call(Map.of("latents", input))) {
      List<BufferedImage> drawn = faces.generate(List.of(latents));
      TFloat32 images = (TFloat32) result.get("images").orElseThrow();
      for (int i = 0; i < latents.length; i++) {
        for (int y = 0; y < SIDE; y++) {
          for (int x = 0; x < SIDE; x++) {
            for (int band = 0; band < 3; band++) {
              assertThat(255 * images.getFloat(i, y, x, band))
                  .as("image %d, row %d, column %d", i, y, x)
                  .isCloseTo(drawn.get(i).getRaster().getSample(x, y, band), within(1f));
            }
          }
        }
      }
    }
  }

  @Test
  void model_isSmallAndHasItsCard() throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(MODEL)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    assertThat(bytes).isLessThanOrEqualTo(3_000_000);
    assertThat(MODEL.resolve("MODEL-CARD.md"))
        .content()
        .contains("SFHQ", "MIT", "steps", "found50", "Limits");
  }

  private static int largestDifference(BufferedImage one, BufferedImage other) {
    int largest = 0;
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        for (int band = 0; band < 3; band++) {
          int difference =
              one.getRaster().getSample(x, y, band) - other.getRaster().getSample(x, y, band);
          largest = Math.max(largest, Math.abs(difference));
        }
      }
    }
    return largest;
  }
}
