package io.facegan.stress;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A file system of its own in memory, with little room. */
record SmallDisk(Path path) implements AutoCloseable {
  /** Makes one, or skips the test where that is not permitted. */
  static SmallDisk mount(Path path, int kib) throws IOException {
    Files.createDirectories(path);
    boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + kib + "k", "none", path);
    assumeTrue(mounted, "only root can mount a small disk, and not in every container");
    return new SmallDisk(path);
  }

  /** Gives it plenty of room. */
  void enlarge() throws IOException {
    if (!run("mount", "-o", "remount,size=64m", path)) {
      throw new IOException("cannot enlarge " + path);
    }
  }

  @Override
  public void close() throws IOException {
    if (!run("umount", path)) {
      throw new IOException("cannot unmount " + path);
    }
  }

  private static boolean run(Object... command) throws IOException {
    List<String> words = Stream.of(command).map(Object::toString).toList();
    try {
      return new ProcessBuilder(words).inheritIO().start().waitFor() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
