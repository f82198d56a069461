package io.facegan.internal.util;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** Files that outlast power cuts and interrupts. */
public final class Durable {
  private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

  /**
   * Brings a file, or the names in a folder, past the system's memory to the disk itself, where
   * power cuts end; also on a thread that is interrupted.
   */
  public static void force(Path path) throws IOException {
    boolean folder = Files.isDirectory(path);
    if (folder && WINDOWS) {
      // It opens no folders, and writes their names through.
      return;
    }
    StandardOpenOption mode = folder ? StandardOpenOption.READ : StandardOpenOption.WRITE;
    boolean interrupted = Thread.interrupted();
    try (FileChannel channel = FileChannel.open(path, mode)) {
      channel.force(true);
    } catch (ClosedByInterruptException e) {
      interrupted = Thread.interrupted();
      force(path);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Brings a folder with all that is in it to the disk. */
  static void forceAll(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        force(path);
      }
    }
  }

  /** Opens a file to be read, also on a thread that is interrupted: a channel would close then. */
  public static InputStream open(Path path) throws IOException {
    return new FileInputStream(path.toFile());
  }

  /** Reads a whole file of text, also on a thread that is interrupted. */
  public static String read(Path path) throws IOException {
    try (InputStream in = open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Durable() {}
}
