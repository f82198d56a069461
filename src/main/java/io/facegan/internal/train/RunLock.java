package io.facegan.internal.train;

import io.facegan.error.FaceGanException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a second training out of a run folder, in this process and in others. The system lets go of
 * it when the process ends, however it ends.
 */
final class RunLock implements AutoCloseable {
  static final String FILE = "lock";

  private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);

  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws FaceGanException if another training has it
   * @throws UncheckedIOException if the folder cannot be written
   */
  static RunLock take(Path folder) {
    Path file = folder.resolve(FILE);
    FileChannel channel;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write to the run folder %s (%s): check that it is there and can be written"
              .formatted(folder, e.getMessage()),
          e);
    }
    if (!lock(channel, folder)) {
      closeQuietly(channel);
      throw new FaceGanException(
          "run folder %s is in use by another training: wait for it or stop it".formatted(folder));
    }
    return new RunLock(channel);
  }

  @Override
  public void close() {
    closeQuietly(channel);
  }

  private static boolean lock(FileChannel channel, Path folder) {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException ours) {
      return false;
    } catch (IOException e) {
      // Some network file systems have no locks; that must not keep people from training there.
      LOG.warn("{} cannot be locked against other trainings ({})", folder, e.getMessage());
      return true;
    }
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.warn("the lock of a run folder could not be closed", e);
    }
  }
}
