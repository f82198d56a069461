package io.facegan.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/**
 * What the system says of this process's standard output, which Java's streams keep to themselves.
 */
final class StandardOutput {
  /** After {@code | head}, whose reader has seen enough. */
  static final String READER_GONE = "Broken pipe";

  /** Returns why it cannot be written, by a last attempt, once a stream on it has failed. */
  // Closing the stream would close the descriptor.
  @SuppressWarnings("resource")
  static String failure() {
    try {
      new FileOutputStream(FileDescriptor.out).write('\n');
      return "what was written before is incomplete";
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  private StandardOutput() {}
}
