package io.facegan.internal.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file under a passing name while it is written, beside the one that it will be. It is locked, so
 * that the remains of a process that was killed can be told from the work of one that lives.
 */
final class PartFile implements AutoCloseable {
  private static final String SUFFIX = ".part";

  /**
   * Untouched for so long and not locked: dead. Before that its owner may just be about to lock.
   */
  private static final Duration GRACE = Duration.ofMinutes(1);

  /**
   * Those of this process. Even to look at one would drop its lock, as POSIX has it: closing any
   * channel of a file releases all of the process's locks on it.
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel channel;
  private boolean renamed;

  private PartFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Opens an empty one and clears away what dead processes left of theirs in the folder. */
  static PartFile create(Path target) throws IOException {
    removeDead(target.getParent());
    Path path = Files.createTempFile(target.getParent(), target.getFileName().toString(), SUFFIX);
    OURS.add(path);
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    channel.tryLock();
    return new PartFile(path, channel);
  }

  FileChannel channel() {
    return channel;
  }

  /** Gives the file its name in one step, in place of one that had it; the channel stays open. */
  void rename(Path target) throws IOException {
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    renamed = true;
  }

  /** Deletes the file unless it was renamed. */
  @Override
  public void close() throws IOException {
    OURS.remove(path);
    if (!renamed) {
      channel.close();
      Files.deleteIfExists(path);
    }
  }

  private static void removeDead(Path folder) throws IOException {
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path part : parts) {
        if (!OURS.contains(part) && isDead(part)) {
          Files.deleteIfExists(part);
        }
      }
    }
  }

  private static boolean isDead(Path part) throws IOException {
    Instant touched = Files.getLastModifiedTime(part).toInstant();
    if (touched.isAfter(Instant.now().minus(GRACE))) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (NoSuchFileException gone) {
      return false;
    }
  }
}
