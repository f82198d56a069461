package io.facegan.stress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What a process holds at one moment, as Linux counts it.
 *
 * @param at how far the process was: a step, or a training
 * @param residentKb resident memory in kB
 * @param threads threads, those of Java, of the JVM and of TensorFlow
 * @param handles open files
 * @param seconds since some moment
 */
record Usage(long at, long residentKb, int threads, int handles, double seconds) {
  private static final double NANOS = 1e9;

  /** Measures this process. */
  static Usage now(long at) throws IOException {
    return new Usage(
        at,
        Long.parseLong(status("VmRSS")),
        Integer.parseInt(status("Threads")),
        handlesNow(),
        System.nanoTime() / NANOS);
  }

  /** Adds it as a line. */
  void appendTo(Path file) throws IOException {
    String line = "%d %d %d %d %s%n".formatted(at, residentKb, threads, handles, seconds);
    Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  static List<Usage> read(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(Usage::parse).toList();
  }

  /** Returns the median of one of the figures. */
  static double median(List<Usage> all, ToDoubleFunction<Usage> figure) {
    return median(all.stream().mapToDouble(figure).toArray());
  }

  static double median(double... values) {
    double[] sorted = values.clone();
    java.util.Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static Usage parse(String line) {
    String[] fields = line.split(" ");
    return new Usage(
        Long.parseLong(fields[0]),
        Long.parseLong(fields[1]),
        Integer.parseInt(fields[2]),
        Integer.parseInt(fields[3]),
        Double.parseDouble(fields[4]));
  }

  private static String status(String name) throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.replaceAll("\\D", ""))
        .findFirst()
        .orElseThrow();
  }

  /** Counts without the one that the counting itself opens. */
  private static int handlesNow() throws IOException {
    try (Stream<Path> handles = Files.list(Path.of("/proc/self/fd"))) {
      return (int) handles.count() - 1;
    }
  }
}
