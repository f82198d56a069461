package io.facegan.train;

import io.facegan.graph.StepMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.bytedeco.javacpp.Pointer;

/**
 * How much memory a training or a drawing takes, in bytes.
 *
 * @param allocator what TensorFlow's allocator held in a step, nothing where it was not or cannot
 *     be looked at
 * @param process what this whole process holds in memory now, the JVM and pictures mapped into it
 *     included; nothing where the system does not say
 * @param processPeak the most that it ever held; nothing where the system does not say
 */
public record MemoryUse(
    Optional<StepMemory> allocator, OptionalLong process, OptionalLong processPeak) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final long KIB = 1024;

  /** Looks at the process. */
  public static MemoryUse now(Optional<StepMemory> allocator) {
    if (Files.isReadable(STATUS)) {
      return new MemoryUse(allocator, status("VmRSS:"), status("VmHWM:"));
    }
    long resident = Pointer.physicalBytes();
    return new MemoryUse(
        allocator,
        resident > 0 ? OptionalLong.of(resident) : OptionalLong.empty(),
        OptionalLong.empty());
  }

  private static OptionalLong status(String name) {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> KIB * Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + STATUS + ": " + e.getMessage(), e);
    }
  }
}
