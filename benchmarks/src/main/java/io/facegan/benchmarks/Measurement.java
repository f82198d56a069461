package io.facegan.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What one process measured: a line for people and a line of key=value pairs for the table. */
final class Measurement {
  /** Starts the line that {@link ResultTable} reads. */
  static final String PREFIX = "result ";

  private final Map<String, String> values = new LinkedHashMap<>();
  private final double[] seconds;

  /**
   * @param who what was measured
   * @param settings of what was measured
   * @param seconds of each step, at least one
   */
  Measurement(String who, Settings settings, double[] seconds) {
    this.seconds = seconds.clone();
    Arrays.sort(this.seconds);
    values.put("who", who);
    values.put("batch", Integer.toString(settings.batch()));
    values.put("precision", settings.precision());
    values.put("steps", Integer.toString(seconds.length));
    number("median_s", median(seconds));
    number("min_s", this.seconds[0]);
    number("max_s", this.seconds[seconds.length - 1]);
    number("pictures_per_s", settings.batch() / median(seconds));
    number("peak_mib", peak());
  }

  Measurement with(String key, String value) {
    values.put(key, value);
    return this;
  }

  Measurement number(String key, double value) {
    return with(key, String.format(Locale.ROOT, "%.4f", value));
  }

  void print() {
    System.out.printf(
        Locale.ROOT,
        "%s, batch %s, %s: %s pictures/s; a step took %s s (%s to %s); peak memory %s MiB%n",
        values.get("who"),
        values.get("batch"),
        values.get("precision"),
        values.get("pictures_per_s"),
        values.get("median_s"),
        values.get("min_s"),
        values.get("max_s"),
        values.get("peak_mib"));
    StringBuilder line = new StringBuilder(PREFIX.strip());
    values.forEach((key, value) -> line.append(' ').append(key).append('=').append(value));
    System.out.println(line);
  }

  /**
   * Returns the mean of each so many steps in a row, of which one has the gradient penalty: the
   * median of single steps would be that of one without.
   */
  static double[] inCycles(double[] seconds, int cycle) {
    double[] means = new double[Math.max(1, seconds.length / cycle)];
    for (int i = 0; i < means.length; i++) {
      means[i] =
          Arrays.stream(seconds, i * cycle, Math.min((i + 1) * cycle, seconds.length))
              .average()
              .orElseThrow();
    }
    return means;
  }

  /** Returns the middle value, or the mean of the two middle ones. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Returns the most memory that this process held at once, or NaN where Linux does not say. */
  static double peak() {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return Double.NaN;
    }
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
