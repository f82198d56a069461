package io.facegan.internal.report;

import java.nio.file.Path;

/** Checks that listeners receive the start before other events. */
final class Started {
  /** Returns the run folder; throws if {@code started} was not called. */
  static Path folder(Path runFolder, String listener) {
    if (runFolder == null) {
      throw new IllegalStateException(
          listener + " has no run folder yet: call started(...) before any other method");
    }
    return runFolder;
  }

  private Started() {}
}
