package io.facegan.internal.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What this machine's processor can do. */
final class Processor {
  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  /**
   * Whether it multiplies bfloat16 numbers with AMX; known on Linux only, false elsewhere. AVX-512
   * BF16 alone does not count: with it, the oneDNN of TensorFlow 2.18 computes convolutions of an
   * odd number of channels (such as 3) wrongly, up to NaN, without an error.
   */
  static boolean hasBfloat16() {
    return hasBfloat16(cpuinfo());
  }

  static boolean hasBfloat16(List<String> cpuinfo) {
    return value(cpuinfo, "flags")
        .map(flags -> Arrays.asList(flags.split("\\s+")).contains("amx_bf16"))
        .orElse(false);
  }

  /** Returns what it is, in words. */
  static String describe() {
    return describe(cpuinfo(), Runtime.getRuntime().availableProcessors());
  }

  static String describe(List<String> cpuinfo, int threads) {
    return "%s, %d %s, %s"
        .formatted(
            value(cpuinfo, "model name").orElse(System.getProperty("os.arch")),
            threads,
            threads == 1 ? "thread" : "threads",
            hasBfloat16(cpuinfo) ? "bfloat16 by AMX" : "no bfloat16 (AMX)");
  }

  private static Optional<String> value(List<String> cpuinfo, String name) {
    return cpuinfo.stream()
        .filter(line -> line.startsWith(name) && line.contains(":"))
        .findFirst()
        .map(line -> line.substring(line.indexOf(':') + 1).strip());
  }

  private static List<String> cpuinfo() {
    try {
      return Files.isReadable(CPUINFO) ? Files.readAllLines(CPUINFO) : List.of();
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  private Processor() {}
}
