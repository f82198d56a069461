package io.facegan.internal.util;

import io.facegan.error.FaceGanException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.apache.commons.io.function.IOConsumer;

/** A folder that has its name only when it is whole and on the disk, as {@link AtomicFile}. */
public final class AtomicFolder {
  /**
   * Checks, without creating anything, that a new one can be written.
   *
   * @throws FaceGanException if something is there already or it cannot be written
   */
  public static void checkFree(Path folder) {
    OutputPlaces.checkFree("export folder", folder);
  }

  /**
   * Writes a new folder. One that is there and empty may be a mount point, or in a folder that
   * cannot be written, so it is not replaced but filled: with the folders in it, then the files.
   *
   * @param what it holds, for messages: {@code model}
   * @param folder absent or empty
   * @param content writes into an empty folder of another name
   * @throws FaceGanException as {@link #checkFree}
   * @throws UncheckedIOException if writing fails
   */
  public static void create(String what, Path folder, IOConsumer<Path> content) {
    checkFree(folder);
    Path target = folder.toAbsolutePath().normalize();
    Path near = OutputPlaces.standing(target);
    try (Unfinished unfinished = Unfinished.in(near, target.getFileName())) {
      write(unfinished.content(), content);
      if (near.equals(target)) {
        moveAll(unfinished.content(), target);
      } else {
        Files.createDirectories(target.getParent());
        AtomicFile.rename(unfinished.content(), target);
        Durable.force(target.getParent());
      }
      Durable.force(near);
    } catch (IOException e) {
      throw WriteFailure.of("the %s %s".formatted(what, folder), e);
    }
  }

  /** Writes a folder in place of one that is there, in a folder that is there. */
  public static void replace(Path folder, IOConsumer<Path> content) throws IOException {
    try (Unfinished unfinished = Unfinished.in(folder.getParent(), folder.getFileName())) {
      write(unfinished.content(), content);
      Path old = Unfinished.discarded(folder);
      boolean replaced = Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && setAside(folder, old);
      try {
        AtomicFile.rename(unfinished.content(), folder);
      } catch (IOException e) {
        if (replaced) {
          AtomicFile.rename(old, folder);
        }
        throw e;
      }
      Durable.force(folder.getParent());
      if (replaced) {
        PathUtils.delete(old);
      }
    }
  }

  /** Deletes a folder; its name goes first, so that half of it is never taken for all. */
  public static void delete(Path folder) throws IOException {
    Path old = Unfinished.discarded(folder);
    if (setAside(folder, old)) {
      PathUtils.delete(old);
    }
  }

  /**
   * Gives a folder another name, or deletes it where that cannot be: a container's file system
   * renames no folder of the image that the container was made from. Returns whether it still is.
   */
  private static boolean setAside(Path folder, Path old) throws IOException {
    try {
      AtomicFile.rename(folder, old);
      return true;
    } catch (DirectoryNotEmptyException onAnotherDevice) {
      PathUtils.delete(folder);
      return false;
    }
  }

  /** Removes what killed processes left in a folder that only this process writes to. */
  public static void removeLeftovers(Path folder) {
    Unfinished.sweep(folder, true);
  }

  private static void write(Path folder, IOConsumer<Path> content) throws IOException {
    try {
      content.accept(Files.createDirectory(folder));
      Durable.forceAll(folder);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void moveAll(Path from, Path to) throws IOException {
    List<Path> moved = new ArrayList<>();
    try (Stream<Path> entries = Files.list(from)) {
      // Files come last: programs take a folder with saved_model.pb for a whole model.
      for (Path entry : entries.sorted(Comparator.comparing(Files::isRegularFile)).toList()) {
        moved.add(Files.move(entry, to.resolve(entry.getFileName())));
      }
    } catch (IOException | RuntimeException | Error e) {
      moved.forEach(Unfinished::delete);
      throw e;
    }
  }

  private AtomicFolder() {}
}
