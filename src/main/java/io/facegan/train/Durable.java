package io.facegan.train;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Brings what was written past the system's memory to the disk itself, where power cuts end. */
final class Durable {
  private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

  /** Brings a file, or the names in a folder, to the disk. */
  static void force(Path path) throws IOException {
    boolean folder = Files.isDirectory(path);
    if (folder && WINDOWS) {
      // It opens no folders, and writes their names through.
      return;
    }
    StandardOpenOption mode = folder ? StandardOpenOption.READ : StandardOpenOption.WRITE;
    try (FileChannel channel = FileChannel.open(path, mode)) {
      channel.force(true);
    }
  }

  private Durable() {}
}
