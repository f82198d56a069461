package io.facegan.benchmarks;

import io.facegan.internal.runtime.Compute;
import io.facegan.internal.runtime.Devices;
import io.facegan.internal.runtime.Placement;
import io.facegan.runtime.Device;
import io.facegan.runtime.Precision;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Compares a training step of the tutorial's and of the portrait recipe on a device with the same
 * on the CPU, and two deterministic trainings on the device with each other. Ends with exit code 1
 * if they differ by more than they may.
 *
 * <p>How far float32 may be from the CPU's is measured too: the CPU computes once more as a lesser
 * processor, which adds up in another order. One step only, for Adam's first updates have the size
 * of the learning rate however small a gradient is, so that rounding turns some weights the other
 * way and later steps drift apart: two CPUs differ by 5e-3 after three steps of the tutorial.
 *
 * <p>Each training is a process of its own, {@link AgreementRun}, because TensorFlow keeps the
 * first algorithm that it found for a convolution.
 *
 * <p>Arguments: {@code DEVICE [RECIPE...]}, the device as the command line names it; both recipes
 * if none is named.
 */
public final class GpuAgreement {
  private static final int STEPS = 1;
  private static final int MORE_STEPS = 20;
  private static final double TIMES = 5;
  private static final Map<String, String> AS_IT_IS = Map.of();
  private static final Map<String, String> AS_A_LESSER_CPU = Map.of("ONEDNN_MAX_CPU_ISA", "SSE41");

  private final String recipe;
  private final String device;
  private final Path folder = Files.createTempDirectory("facegan-agreement");
  private final Path start = folder.resolve("start");
  private boolean good = true;

  private GpuAgreement(String recipe, String device) throws IOException {
    this.recipe = recipe;
    this.device = device;
  }

  /** Compares and prints. */
  public static void main(String[] arguments) throws Exception {
    Placement placement = Devices.choose(Device.parse(arguments[0]), OptionalLong.empty());
    System.out.println("on " + placement.words());
    List<String> named = Arrays.asList(arguments).subList(1, arguments.length);
    boolean good = true;
    for (String recipe : named.isEmpty() ? List.of("tutorial", "portrait") : named) {
      GpuAgreement agreement = new GpuAgreement(recipe, arguments[0]);
      agreement.compare(placement);
      good &= agreement.good;
    }
    System.exit(good ? 0 : 1);
  }

  private void compare(Placement placement) throws Exception {
    System.out.println(recipe + ":");
    float[] expected = trained("cpu", Precision.FLOAT32, false, STEPS, AS_IT_IS);
    Difference otherCpu =
        new Difference(expected, trained("cpu", Precision.FLOAT32, false, STEPS, AS_A_LESSER_CPU));
    report("the CPU as a lesser one, from the CPU: " + otherCpu, true);
    Difference float32 =
        new Difference(expected, trained(device, Precision.FLOAT32, false, STEPS, AS_IT_IS));
    report(
        "float32 on it, from the CPU: %s (at most %.0f times that in norm)"
            .formatted(float32, TIMES),
        float32.inNorm() <= TIMES * otherCpu.inNorm());
    Precision fastest = new Compute(placement, Precision.AUTO, false).precision();
    checkDeterminism(Precision.FLOAT32);
    checkDeterminism(fastest);
    for (Precision precision : List.of(Precision.TF32, Precision.BFLOAT16)) {
      if (placement.gpu().isPresent() && placement.gpu().get().hasBfloat16()) {
        Difference other =
            new Difference(expected, trained(device, precision, false, STEPS, AS_IT_IS));
        report("%s on it: %s".formatted(precision, other), true);
      }
    }
  }

  private void checkDeterminism(Precision precision) throws Exception {
    float[] first = trained(device, precision, true, MORE_STEPS, AS_IT_IS);
    float[] second = trained(device, precision, true, MORE_STEPS, AS_IT_IS);
    boolean same = Arrays.equals(first, second);
    report(
        "%s: two runs of %d steps have the same bits when that is asked for: %s%s"
            .formatted(
                precision, MORE_STEPS, same, same ? "" : ", but " + new Difference(first, second)),
        same);
  }

  /** Returns the values of all variables, one after the other, after some steps from the start. */
  private float[] trained(
      String where,
      Precision precision,
      boolean deterministic,
      int steps,
      Map<String, String> environment)
      throws Exception {
    Path end = folder.resolve("end");
    ProcessBuilder run =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Djava.awt.headless=true",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-cp",
                System.getProperty("java.class.path"),
                AgreementRun.class.getName(),
                recipe,
                where,
                precision.toString(),
                String.valueOf(deterministic),
                String.valueOf(steps),
                start.toString(),
                end.toString())
            .inheritIO();
    run.environment().putAll(environment);
    int code = run.start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("exit code " + code);
    }
    // Checkpoints of the same variables hold their values in the same order, and nothing else.
    FloatBuffer values =
        ByteBuffer.wrap(Files.readAllBytes(folder.resolve("end.data-00000-of-00001")))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer();
    float[] all = new float[values.remaining()];
    values.get(all);
    return all;
  }

  /** How far the values of variables are from those that they should have. */
  private static final class Difference {
    private double most;
    private double squares;
    private double expectedSquares;

    Difference(float[] expected, float[] actual) {
      if (expected.length != actual.length) {
        throw new IllegalStateException(actual.length + " values, not " + expected.length);
      }
      for (int i = 0; i < expected.length; i++) {
        double difference = Math.abs(expected[i] - (double) actual[i]);
        most = Math.max(most, difference);
        squares += difference * difference;
        expectedSquares += expected[i] * (double) expected[i];
      }
    }

    double inNorm() {
      return Math.sqrt(squares / expectedSquares);
    }

    @Override
    public String toString() {
      return "%.2e at most, %.2e in norm".formatted(most, inNorm());
    }
  }

  private void report(String line, boolean as) {
    System.out.println((as ? "ok      " : "PROBLEM ") + line);
    good &= as;
  }
}
