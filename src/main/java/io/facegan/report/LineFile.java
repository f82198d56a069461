package io.facegan.report;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A text file that grows line by line. It is opened for each line, so that a training that fails
 * leaves no open file behind and a folder deleted meanwhile is noticed.
 */
final class LineFile {
  /** Creates the file, or removes its last line if a crash cut that short. */
  static void open(Path file) throws IOException {
    if (Files.notExists(file)) {
      Files.createFile(file);
      return;
    }
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
      content.setLength(endOfLastLine(content));
    }
  }

  /** Adds a line and its line end in one write. */
  static void append(Path file, String line) throws IOException {
    Files.writeString(
        file,
        line + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static long endOfLastLine(RandomAccessFile content) throws IOException {
    long end = content.length();
    while (end > 0) {
      content.seek(end - 1);
      if (content.read() == '\n') {
        return end;
      }
      end--;
    }
    return 0;
  }

  private LineFile() {}
}
