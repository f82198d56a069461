package io.facegan.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What this machine's processor can do. */
final class Processor {
  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  /** Whether it multiplies bfloat16 numbers; known on Linux only, false elsewhere. */
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
        .map(flags -> flags.contains("amx_bf16") || flags.contains("avx512_bf16"))
        .orElse(false);
  }

  private Processor() {}
}
