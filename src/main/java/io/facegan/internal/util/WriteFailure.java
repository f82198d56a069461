package io.facegan.internal.util;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says what could not be written, why, and what to look at. */
public final class WriteFailure {
  /**
   * @param what could not be written, by the name that the user knows
   */
  public static UncheckedIOException of(String what, IOException cause) {
    return new UncheckedIOException(
        ("cannot write %s (%s): check that its folder is there and can be written to, and that the"
                + " disk is not full")
            .formatted(what, reason(cause)),
        cause);
  }

  /** Returns what went wrong in words, without the path, which may be a temporary one. */
  public static String reason(IOException failure) {
    String known =
        failure instanceof FileSystemException at ? at.getReason() : failure.getMessage();
    if (known != null) {
      return known;
    }
    if (failure instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (failure instanceof AccessDeniedException) {
      return "no permission";
    }
    return failure instanceof FileAlreadyExistsException
        ? "something is there already"
        : failure.getClass().getSimpleName();
  }

  private WriteFailure() {}
}
