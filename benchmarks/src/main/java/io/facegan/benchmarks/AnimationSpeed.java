package io.facegan.benchmarks;

import io.facegan.FaceGenerator;
import io.facegan.latent.Walk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Times how fast a walk becomes a file, beside drawing the same faces alone, in turn. What lies
 * between the two is the writing that drawing does not hide.
 *
 * <p>Arguments: {@code SAVED_MODEL FRAMES TURNS}, and optionally the kinds of files, {@code gif png
 * mp4} if left out.
 */
public final class AnimationSpeed {
  private static final int RATE = 25;

  /** Measures and prints. */
  public static void main(String[] arguments) throws Exception {
    Settings settings = Settings.parse(new String[] {arguments[1], arguments[2], Settings.FLOAT32});
    List<String> kinds =
        arguments.length > 3
            ? List.of(arguments).subList(3, arguments.length)
            : List.of("gif", "png", "mp4");
    Path folder = Files.createTempDirectory("facegan-animation");
    try (FaceGenerator faces = FaceGenerator.load(Path.of(arguments[0]))) {
      List<float[]> latents =
          Walk.through(List.of(faces.latent(0), faces.latent(1), faces.latent(2)))
              .frames(settings.batch())
              .loop()
              .latents();
      for (String kind : kinds) {
        Path file = folder.resolve("walk." + kind);
        double[] alone = new double[settings.steps()];
        double[] written = new double[settings.steps()];
        for (int turn = 0; turn < settings.steps(); turn++) {
          alone[turn] = Repeated.seconds(1, () -> faces.generate(latents))[0];
          written[turn] =
              Repeated.seconds(
                  1,
                  () -> {
                    faces.animate(latents, RATE, 1, file);
                    return file;
                  })[0];
        }
        double ratio = Measurement.median(alone) / Measurement.median(written);
        new Measurement("drawing", settings, alone).print();
        new Measurement(kind, settings, written)
            .number("of_drawing", ratio)
            .with("bytes", Long.toString(Files.size(file)))
            .print();
        Files.delete(file);
      }
    } finally {
      Files.delete(folder);
    }
  }

  private AnimationSpeed() {}
}
