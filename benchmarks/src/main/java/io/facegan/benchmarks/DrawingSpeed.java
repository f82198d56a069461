package io.facegan.benchmarks;

import io.facegan.FaceGenerator;
import io.facegan.internal.graph.Latents;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;

/**
 * Times how fast {@link FaceGenerator} draws, up to the finished pictures.
 *
 * <p>Arguments: {@code SAVED_MODEL BATCH STEPS}.
 */
public final class DrawingSpeed {
  /** Measures and prints. */
  public static void main(String[] arguments) throws Exception {
    Settings settings = Settings.parse(new String[] {arguments[1], arguments[2], Settings.FLOAT32});
    double[] seconds;
    try (FaceGenerator faces = FaceGenerator.load(Path.of(arguments[0]))) {
      List<float[]> latents = List.of(Latents.of(0, settings.batch(), faces.latentSize()));
      seconds =
          Repeated.seconds(
              settings.steps(),
              () -> {
                List<BufferedImage> pictures = faces.generate(latents);
                if (pictures.size() != settings.batch()) {
                  throw new IllegalStateException(pictures.size() + " pictures");
                }
                return pictures;
              });
    }
    new Measurement("facegan", settings, seconds).print();
  }

  private DrawingSpeed() {}
}
