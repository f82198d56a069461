package io.facegan.internal.train;

import io.facegan.runtime.StepMemory;
import io.facegan.train.MemoryUse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.bytedeco.javacpp.Pointer;

/** Looks at the memory that this process takes. */
public final class ProcessMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final long KIB = 1024;

  /** Looks at the process, and adds what TensorFlow's allocator held. */
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

  private ProcessMemory() {}
}
