package io.facegan.internal.util;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.apache.commons.io.file.PathUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder for code that knows paths by their text alone: the folder itself, or, of one in a jar,
 * another file system or a folder whose name this locale lacks, a temporary copy until this is
 * closed.
 */
public final class FolderOnDisk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderOnDisk.class);

  private final Path folder;
  private final boolean copied;

  private FolderOnDisk(Path folder, boolean copied) {
    this.folder = folder;
    this.copied = copied;
  }

  /**
   * Returns the folder or a copy.
   *
   * @throws UncheckedIOException if it cannot be copied
   */
  public static FolderOnDisk of(Path folder) {
    if (GivenPath.isKnownByItsText(folder)) {
      return new FolderOnDisk(folder, false);
    }
    try {
      FolderOnDisk copy = new FolderOnDisk(TemporaryFiles.newFolder(), true);
      try {
        copy(folder, copy.folder);
        return copy;
      } catch (IOException | RuntimeException e) {
        copy.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot copy %s to a temporary folder (%s)"
              .formatted(folder.toUri(), WriteFailure.reason(e)),
          e);
    }
  }

  /** Returns where it is on disk. */
  public Path path() {
    return folder;
  }

  @Override
  public void close() {
    if (!copied) {
      return;
    }
    try {
      PathUtils.deleteDirectory(folder);
    } catch (IOException e) {
      // What was loaded from it is none the worse.
      LOG.warn("the temporary folder {} cannot be deleted: {}", folder, e.toString());
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path entry, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(place(entry));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path entry, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(entry, place(entry));
            return FileVisitResult.CONTINUE;
          }

          // By name, for a path of one file system resolves none of another.
          private Path place(Path entry) {
            Path place = to;
            for (Path name : from.relativize(entry)) {
              place = place.resolve(name.toString());
            }
            return place;
          }
        });
  }
}
