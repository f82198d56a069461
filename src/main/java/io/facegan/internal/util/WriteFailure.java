package io.facegan.internal.util;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Says which file could not be written and what to look at. */
public final class WriteFailure {
  public static UncheckedIOException of(Path file, IOException cause) {
    return new UncheckedIOException(
        ("cannot write %s (%s: %s): check that its folder exists and can be written to, and that"
                + " the disk has space left")
            .formatted(file, cause.getClass().getSimpleName(), words(file, cause)),
        cause);
  }

  /** Returns the cause's message, which may name the file by its passing name. */
  private static String words(Path file, IOException cause) {
    return String.valueOf(cause.getMessage()).replace(file + WholeFile.SUFFIX, file.toString());
  }

  private WriteFailure() {}
}
