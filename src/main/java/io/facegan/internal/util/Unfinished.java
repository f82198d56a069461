package io.facegan.internal.util;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.apache.commons.io.file.PathUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A temporary folder, {@code .NAME.unfinished-NUMBER}, in which something is written before it gets
 * its name. A lock on a file in it tells the work of a living process from what a killed one left,
 * without a look at any clock. A process removes leftovers when it first writes beside them; where
 * there are no locks they stay, unless the place belongs to the process.
 */
final class Unfinished implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Unfinished.class);
  private static final Pattern NAME = Pattern.compile("\\..+\\.unfinished-\\d+");
  private static final String LOCK = "lock";

  /** Of a name that may be as long as the file system permits. */
  private static final int KEPT_CHARACTERS = 50;

  private static final Set<Path> SWEPT = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final ProcessLock lock;

  private Unfinished(Path folder, ProcessLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** Makes one in a folder that is there, for something of this name. */
  static Unfinished in(Path parent, Path name) throws IOException {
    if (SWEPT.add(parent.toRealPath())) {
      sweep(parent, false);
    }
    while (true) {
      Path folder = Files.createTempDirectory(parent, prefix(name));
      try {
        ProcessLock lock = ProcessLock.take(folder.resolve(LOCK));
        if (lock != null && Files.exists(folder.resolve(LOCK))) {
          return new Unfinished(folder, lock);
        }
        if (lock != null) {
          lock.close();
        }
      } catch (NoSuchFileException swept) {
        LOG.debug("another process took {} for a leftover, not locked yet as it was", folder);
      } catch (IOException e) {
        delete(folder);
        throw e;
      }
    }
  }

  /** Returns where the content goes: absent at first. */
  Path content() {
    return folder.resolve("content");
  }

  /** Returns an unused name beside a file or folder, under which it is a leftover. */
  static Path discarded(Path path) {
    String number = Long.toUnsignedString(ThreadLocalRandom.current().nextLong());
    return path.resolveSibling(prefix(path.getFileName()) + number);
  }

  /** Returns whether this is one, of a process that lives or was killed. */
  static boolean isOne(Path path) {
    return NAME.matcher(path.getFileName().toString()).matches();
  }

  /**
   * Removes those in a folder that no living process has.
   *
   * @param owned whether only this process writes to the folder, so that no locks are needed
   */
  static void sweep(Path parent, boolean owned) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, Unfinished::isOne)) {
      for (Path leftover : all) {
        removeDead(leftover, owned);
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.debug("{} cannot be searched for leftovers", parent, e);
    }
  }

  private static void removeDead(Path leftover, boolean owned) {
    try {
      ProcessLock lock = ProcessLock.take(leftover.resolve(LOCK));
      if (lock != null && (lock.isSure() || owned)) {
        new Unfinished(leftover, lock).close();
      } else if (lock != null) {
        lock.close();
      }
    } catch (IOException e) {
      LOG.debug("{} is another user's, or another process was faster", leftover, e);
    }
  }

  /** Deletes it while it is locked, or on Windows, which refuses that, afterwards. */
  @Override
  public void close() {
    boolean gone = delete(folder);
    lock.close();
    if (!gone && !delete(folder)) {
      LOG.warn("{} could not be removed: delete it", folder);
    }
  }

  /** Returns whether it is gone. */
  static boolean delete(Path path) {
    try {
      PathUtils.delete(path);
    } catch (IOException e) {
      LOG.debug("{} cannot be deleted", path, e);
    }
    return Files.notExists(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static String prefix(Path name) {
    String all = name.toString();
    return ".%s.unfinished-".formatted(all.substring(0, Math.min(all.length(), KEPT_CHARACTERS)));
  }
}
