package io.facegan.benchmarks;

import io.facegan.internal.graph.GanSession;
import io.facegan.internal.graph.VariableSnapshot;
import io.facegan.internal.runtime.Compute;
import io.facegan.internal.runtime.Devices;
import io.facegan.internal.runtime.Placement;
import io.facegan.network.Activation;
import io.facegan.network.Normalization;
import io.facegan.network.Recipe;
import io.facegan.runtime.Device;
import io.facegan.runtime.Precision;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;

/**
 * Compares trainings of the tutorial's networks on a device with the same on the CPU, and two
 * deterministic ones on the device with each other. Ends with exit code 1 if they differ by more
 * than they may.
 *
 * <p>Arguments: {@code DEVICE}, as the command line names it.
 */
public final class GpuAgreement {
  private static final int BATCH = 4;
  private static final Recipe RECIPE =
      Recipe.tutorial(Activation.LEAKY_RELU).toBuilder().batchSize(BATCH).build();
  private static final int STEPS = 3;
  private static final int TIMED_STEPS = 20;
  private static final double BOUND = 1e-3;

  private final Path folder;
  private final Placement device;
  private final Path start;
  private boolean good = true;

  private GpuAgreement(Path folder, Placement device) {
    this.folder = folder;
    this.device = device;
    this.start = folder.resolve("start");
  }

  /** Compares and prints. */
  public static void main(String[] arguments) throws IOException {
    Placement device = Devices.choose(Device.parse(arguments[0]), OptionalLong.empty());
    System.out.println("on " + device.words());
    GpuAgreement agreement =
        new GpuAgreement(Files.createTempDirectory("facegan-agreement"), device);
    agreement.compare();
    System.exit(agreement.good ? 0 : 1);
  }

  private void compare() throws IOException {
    Compute cpu = Compute.onCpu(Precision.FLOAT32);
    try (GanSession session = session(cpu);
        VariableSnapshot first = session.snapshot()) {
      first.write(start);
    }
    float[] expected = trained("cpu", cpu, STEPS);
    double float32 = difference(expected, trained("float32", on(Precision.FLOAT32, false), STEPS));
    report(
        "float32 on it, from the CPU's after %d steps: %.2e at most (bound %.0e)"
            .formatted(STEPS, float32, BOUND),
        float32 <= BOUND);
    for (Precision precision : new Precision[] {Precision.TF32, Precision.BFLOAT16}) {
      try {
        double other = difference(expected, trained("other", on(precision, false), STEPS));
        report("%s on it: %.2e at most".formatted(precision, other), true);
      } catch (IllegalArgumentException lacking) {
        report(lacking.getMessage(), true);
      }
    }
    for (Precision precision : new Precision[] {Precision.FLOAT32, Precision.AUTO}) {
      checkDeterminism(precision);
    }
  }

  private void checkDeterminism(Precision precision) throws IOException {
    long start = System.nanoTime();
    float[] free = trained("free", on(precision, false), TIMED_STEPS);
    long freeEnd = System.nanoTime();
    float[] freeAgain = trained("free", on(precision, false), TIMED_STEPS);
    long again = System.nanoTime();
    float[] first = trained("first", on(precision, true), TIMED_STEPS);
    long end = System.nanoTime();
    float[] second = trained("second", on(precision, true), TIMED_STEPS);
    report(
        "%s: two runs of %d steps have the same bits when that is asked for: %s; when it is not: %s"
            .formatted(
                on(precision, true).precision(),
                TIMED_STEPS,
                Arrays.equals(first, second),
                Arrays.equals(free, freeAgain)),
        Arrays.equals(first, second));
    report(
        "%s: it takes %.2f times as long (opening the session included)"
            .formatted(on(precision, true).precision(), (double) (end - again) / (again - freeEnd)),
        freeEnd > start);
  }

  private Compute on(Precision precision, boolean deterministic) {
    return new Compute(device, precision, deterministic);
  }

  private static GanSession session(Compute compute) {
    return new GanSession(RECIPE, 7, compute, Normalization.RUNNING_AVERAGES);
  }

  /** Returns the values of all variables, one after the other, after some steps from the start. */
  private float[] trained(String name, Compute compute, int steps) throws IOException {
    Path prefix = folder.resolve(name);
    try (GanSession session = session(compute)) {
      session.restore(start);
      byte[] pictures = new byte[BATCH * RECIPE.networks().imageShape().size()];
      for (int step = 0; step < steps; step++) {
        new Random(step).nextBytes(pictures);
        GanSession.Losses losses = session.step(pictures, step);
        if (step == STEPS - 1) {
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
      try (VariableSnapshot snapshot = session.snapshot()) {
        snapshot.write(prefix);
      }
    }
    // Checkpoints of the same variables hold their values in the same order, and nothing else.
    FloatBuffer values =
        ByteBuffer.wrap(Files.readAllBytes(folder.resolve(name + ".data-00000-of-00001")))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer();
    float[] all = new float[values.remaining()];
    values.get(all);
    return all;
  }

  private static double difference(float[] expected, float[] actual) {
    double most = expected.length == actual.length ? 0 : Double.POSITIVE_INFINITY;
    for (int i = 0; i < Math.min(expected.length, actual.length); i++) {
      most = Math.max(most, Math.abs(expected[i] - (double) actual[i]));
    }
    return most;
  }

  private void report(String line, boolean as) {
    System.out.println((as ? "ok      " : "PROBLEM ") + line);
    good &= as;
  }
}
