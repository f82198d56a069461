package io.facegan.internal.util;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock on a file, against other threads and processes. The system releases it when the process
 * ends, however it ends. On a file system without locks it keeps out this process alone, which is
 * logged once.
 */
public final class ProcessLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessLock.class);

  /**
   * Those of this process. A second channel must not even be opened: as POSIX has it, closing any
   * channel of a file releases all of the process's locks on it.
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private static final int MORE_ATTEMPTS = 10;

  private static final long BETWEEN_ATTEMPTS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final Set<String> WITHOUT_LOCKS = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;
  private final boolean sure;

  private ProcessLock(Path file, FileChannel channel, boolean sure) {
    this.file = file;
    this.channel = channel;
    this.sure = sure;
  }

  /**
   * Takes the lock of a file, which is made if it is absent.
   *
   * @return null if another thread or process has it
   * @throws IOException if the file cannot be opened
   */
  public static ProcessLock take(Path file) throws IOException {
    ProcessLock taken = tryToTake(file);
    // Who looks whether it is taken has it for a moment.
    for (int i = 0; taken == null && i < MORE_ATTEMPTS; i++) {
      LockSupport.parkNanos(BETWEEN_ATTEMPTS);
      taken = tryToTake(file);
    }
    return taken;
  }

  private static ProcessLock tryToTake(Path file) throws IOException {
    Path known = file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
    if (!OURS.add(known)) {
      return null;
    }
    FileChannel channel = null;
    try {
      channel = FileChannel.open(known, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() != null) {
        return new ProcessLock(known, channel, true);
      }
    } catch (OverlappingFileLockException loadedTwice) {
      LOG.debug("another class loader of this process has {}", known);
    } catch (IOException | UnsupportedOperationException e) {
      if (channel == null) {
        OURS.remove(known);
        throw e;
      }
      // Many network file systems have no locks; that must not keep people from working there.
      note(known, e);
      return new ProcessLock(known, channel, false);
    }
    new ProcessLock(known, channel, false).close();
    return null;
  }

  /**
   * Returns whether a thread or process has the lock of a file, which need not be there.
   *
   * @throws IOException if that cannot be found out, as on file systems without locks
   */
  public static boolean isTaken(Path file) throws IOException {
    if (Files.notExists(file)) {
      return false;
    }
    Path known = file.toRealPath();
    if (!OURS.add(known)) {
      return true;
    }
    // A shared lock, held for no longer than it takes, is refused while there is another.
    try (FileChannel channel = FileChannel.open(known, StandardOpenOption.READ);
        FileLock none = channel.tryLock(0, Long.MAX_VALUE, true)) {
      return none == null;
    } catch (OverlappingFileLockException loadedTwice) {
      return true;
    } finally {
      OURS.remove(known);
    }
  }

  /** Returns whether other processes are kept out too. */
  boolean isSure() {
    return sure;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.warn("the lock {} could not be closed", file, e);
    }
    OURS.remove(file);
  }

  private static void note(Path file, Exception e) throws IOException {
    String place = Files.getFileStore(file).toString();
    if (WITHOUT_LOCKS.add(place)) {
      LOG.warn(
          "the file system {} has no locks ({}): start no two trainings in one run folder there, and"
              + " delete folders named .*.unfinished-* that killed processes left",
          place,
          e.getMessage());
    }
  }
}
