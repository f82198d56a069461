package io.facegan.internal.util;

import io.facegan.error.FaceGanException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.commons.io.function.IOConsumer;

/**
 * A file that appears under its name only when it is whole: written in a temporary folder near it
 * and renamed, where the file system cannot do that in one step in two. If it fails nothing is
 * left, and what had the name before stays. Interrupts and other writers of the same file do no
 * harm.
 *
 * <p>What a run or a user depends on later (options, metrics, models, packed images) is written
 * durably: it is on the disk before it has its name, and the name before the method returns. What
 * can be made again (grids, plots, reports) is left to the operating system.
 */
public final class AtomicFile implements AutoCloseable {
  private final Path target;
  private final Unfinished unfinished;

  private AtomicFile(Path target, Path near) throws IOException {
    this.target = target;
    unfinished = Unfinished.in(near, target.getFileName());
  }

  /**
   * Writes a file that can be made again, in place of one that is there. What cannot be replaced is
   * written into: a device, a pipe, a file that is mounted by itself.
   *
   * @param file its folder must be there
   * @throws UncheckedIOException if that fails
   */
  public static void write(Path file, IOConsumer<OutputStream> content) {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        fill(file, content);
        return;
      }
      try (AtomicFile made = begin(file)) {
        fill(Files.createFile(made.content()), content);
        made.renameOrCopy();
      }
    } catch (IOException e) {
      throw WriteFailure.of(file.toString(), e);
    }
  }

  /**
   * Writes a file durably, in place of one that is there.
   *
   * @param file its folder must be there
   * @throws UncheckedIOException if that fails
   */
  public static void writeDurably(Path file, IOConsumer<OutputStream> content) {
    try (AtomicFile made = begin(file)) {
      fill(Files.createFile(made.content()), content);
      made.commit();
    } catch (IOException e) {
      throw WriteFailure.of(file.toString(), e);
    }
  }

  /**
   * Writes a new file durably, and makes its folder.
   *
   * @param what it is, for messages: {@code ONNX file}
   * @param file absent
   * @throws FaceGanException if something is there already or it cannot be written
   * @throws UncheckedIOException if writing fails
   */
  public static void create(String what, Path file, IOConsumer<OutputStream> content) {
    OutputPlaces.checkFreeFile(what, file);
    Path target = file.toAbsolutePath().normalize();
    Path near = OutputPlaces.standing(target);
    try (AtomicFile made = new AtomicFile(target, near)) {
      fill(Files.createFile(made.content()), content);
      Files.createDirectories(target.getParent());
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(target.toString());
      }
      made.commit();
      Durable.force(near);
    } catch (IOException e) {
      throw WriteFailure.of("the %s %s".formatted(what, file), e);
    }
  }

  /** Begins a file, in a folder that is there, for a caller who writes it in its own way. */
  public static AtomicFile begin(Path file) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    return new AtomicFile(target, target.getParent());
  }

  /** Returns where to write it: absent at first. */
  public Path content() {
    return unfinished.content();
  }

  /** Brings it to the disk and gives it its name, in place of one that had it. */
  public void commit() throws IOException {
    Durable.force(content());
    rename(content(), target);
    Durable.force(target.getParent());
  }

  /** Deletes it unless it has its name. */
  @Override
  public void close() {
    unfinished.close();
  }

  private void renameOrCopy() throws IOException {
    try {
      rename(content(), target);
    } catch (FileSystemException e) {
      if (!Files.isRegularFile(target)) {
        throw e;
      }
      fill(target, out -> Files.copy(content(), out));
    }
  }

  static void rename(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void fill(Path file, IOConsumer<OutputStream> content) throws IOException {
    // Not through a channel if possible, which an interrupt of the thread would close.
    try (OutputStream out =
        file.getFileSystem() == FileSystems.getDefault()
            ? new FileOutputStream(file.toFile())
            : Files.newOutputStream(file)) {
      content.accept(out);
    }
  }
}
