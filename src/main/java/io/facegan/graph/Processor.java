package io.facegan.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What this machine's processor can do. */
final class Processor {
  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  /**
   * Whether it multiplies bfloat16 numbers with AMX; known on Linux only, false elsewhere. AVX-512
   * BF16 alone does not count: with it, the oneDNN of TensorFlow 2.18 computes convolutions of an
   * odd number of channels (such as 3) wrongly, up to NaN, without an error.
   */
  static boolean hasBfloat16() {
    if (!Files.isReadable(CPUINFO)) {
      return false;
    }
    try {
      return hasBfloat16(Files.readAllLines(CPUINFO));
    } catch (IOException unreadable) {
      return false;
    }
  }

  static boolean hasBfloat16(List<String> cpuinfo) {
    return cpuinfo.stream()
        .filter(line -> line.startsWith("flags"))
        .findFirst()
        .map(line -> Arrays.asList(line.split("\\s+")))
        .map(flags -> flags.contains("amx_bf16"))
        .orElse(false);
  }

  private Processor() {}
}
