package io.facegan.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints the table of a file of {@link Measurement} lines: ours and libtorch's, taken in turn.
 *
 * <p>Argument: the file.
 */
public final class ResultTable {
  /** The work of one step for one picture in GFLOP, both networks and all three updates. */
  private static final double GIGAFLOP_A_PICTURE = 79;

  private static final String HEADINGS =
      "| batch | precision | facegan pictures/s | libtorch pictures/s | facegan / libtorch: min,"
          + " median, max | peak MiB facegan / libtorch | share of product rate facegan /"
          + " libtorch |%n|---|---|---|---|---|---|---|%n";

  /** One batch size and precision: the results of each side in the order they were taken. */
  private record Row(List<Map<String, String>> ours, List<Map<String, String>> theirs) {}

  /** Prints the table. */
  public static void main(String[] arguments) throws IOException {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Path.of(arguments[0]))) {
      if (line.startsWith(Measurement.PREFIX)) {
        Map<String, String> result = parse(line);
        String key = "| %s | %s |".formatted(result.get("batch"), result.get("precision"));
        Row row = rows.computeIfAbsent(key, k -> new Row(new ArrayList<>(), new ArrayList<>()));
        (result.get("who").equals("facegan") ? row.ours : row.theirs).add(result);
      }
    }
    System.out.printf(HEADINGS);
    rows.forEach((key, row) -> System.out.println(key + describe(key, row)));
  }

  private static Map<String, String> parse(String line) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : line.substring(Measurement.PREFIX.length()).split(" ")) {
      String[] sides = pair.split("=", 2);
      values.put(sides[0], sides[1]);
    }
    return values;
  }

  private static String describe(String key, Row row) {
    double[] ours = column(row.ours, "pictures_per_s");
    double[] theirs = column(row.theirs, "pictures_per_s");
    if (ours.length != theirs.length) {
      throw new IllegalArgumentException(
          "%s has %d results of facegan and %d of libtorch: they are taken in pairs"
              .formatted(key, ours.length, theirs.length));
    }
    double[] ratios = new double[ours.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = ours[i] / theirs[i];
    }
    String precision = row.theirs.get(0).get("precision");
    double ceiling =
        Measurement.median(column(row.theirs, precision + "_gflops")) / GIGAFLOP_A_PICTURE;
    return String.format(
        Locale.ROOT,
        " %.2f | %.2f | %.2f, %.2f, %.2f | %.0f / %.0f | %.0f %% / %.0f %% |",
        Measurement.median(ours),
        Measurement.median(theirs),
        least(ratios),
        Measurement.median(ratios),
        most(ratios),
        most(column(row.ours, "peak_mib")),
        most(column(row.theirs, "peak_mib")),
        100 * Measurement.median(ours) / ceiling,
        100 * Measurement.median(theirs) / ceiling);
  }

  private static double[] column(List<Map<String, String>> results, String key) {
    return results.stream().mapToDouble(result -> Double.parseDouble(result.get(key))).toArray();
  }

  private static double least(double[] values) {
    return Arrays.stream(values).min().orElse(Double.NaN);
  }

  private static double most(double[] values) {
    return Arrays.stream(values).max().orElse(Double.NaN);
  }

  private ResultTable() {}
}
