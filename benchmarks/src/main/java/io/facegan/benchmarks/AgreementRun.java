package io.facegan.benchmarks;

import io.facegan.internal.graph.GanSession;
import io.facegan.internal.graph.VariableSnapshot;
import io.facegan.internal.runtime.Compute;
import io.facegan.internal.runtime.Devices;
import io.facegan.network.Activation;
import io.facegan.network.Normalization;
import io.facegan.network.Recipe;
import io.facegan.runtime.Device;
import io.facegan.runtime.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;

/**
 * One training of those that {@link GpuAgreement} compares, on images of noise that are the same
 * each time.
 *
 * <p>Arguments: {@code tutorial|portrait DEVICE PRECISION true|false STEPS START END}: whether it
 * is deterministic, and the checkpoints that it starts from, which it writes if it is not there,
 * and ends with.
 */
public final class AgreementRun {
  private static final int BATCH = 4;

  /** Trains. */
  public static void main(String[] arguments) throws IOException {
    Recipe recipe =
        (arguments[0].equals("tutorial")
                ? Recipe.tutorial(Activation.LEAKY_RELU)
                : Recipe.portrait())
            .toBuilder().batchSize(BATCH).build();
    Compute compute =
        new Compute(
            Devices.choose(Device.parse(arguments[1]), OptionalLong.empty()),
            Precision.parse(arguments[2]),
            Boolean.parseBoolean(arguments[3]));
    Path start = Path.of(arguments[5]);
    try (GanSession session = new GanSession(recipe, 7, compute, Normalization.RUNNING_AVERAGES)) {
      if (Files.exists(Path.of(start + ".index"))) {
        session.restore(start);
      } else {
        write(session, start);
      }
      train(
          session,
          recipe,
          Integer.parseInt(arguments[4]),
          String.join(" ", Arrays.asList(arguments).subList(0, 4)));
      write(session, Path.of(arguments[6]));
    }
  }

  private static void train(GanSession session, Recipe recipe, int steps, String name) {
    byte[] images = new byte[BATCH * recipe.networks().imageShape().size()];
    for (int step = 0; step < steps; step++) {
      new Random(step).nextBytes(images);
      GanSession.Losses losses = session.step(images, step);
      if (step < 3 || step == steps - 1) {
        System.out.printf(
            Locale.ROOT,
            "  %s, step %d: D %.6f and %.6f, G %.6f%n",
            name,
            step + 1,
            losses.real(),
            losses.fake(),
            losses.generator());
      }
    }
  }

  private static void write(GanSession session, Path prefix) throws IOException {
    try (VariableSnapshot snapshot = session.snapshot()) {
      snapshot.write(prefix);
    }
  }

  private AgreementRun() {}
}
