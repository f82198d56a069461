package io.facegan.internal.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.facegan.internal.util.WholeFile;
import io.facegan.train.TrainingStart;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The file {@code metrics.jsonl}, which grows line by line. It is opened for each line, so that a
 * training that fails leaves no open file behind and a folder deleted meanwhile is noticed; and not
 * through a channel, which an interrupt of the thread would close.
 */
final class MetricsFile {
  static final String NAME = "metrics.jsonl";

  /**
   * Reads all lines up to the first that a crash cut short; none if there is no file. Close it
   * after use.
   *
   * @throws UncheckedIOException if it cannot be read, here or on the way
   */
  static Stream<MetricsLine> lines(Path file) {
    if (Files.notExists(file)) {
      return Stream.empty();
    }
    try {
      // Bytes that are no text are no line either, which the decoder of Files.lines would throw at.
      BufferedReader text =
          new BufferedReader(new InputStreamReader(new FileInputStream(file.toFile()), UTF_8));
      return text.lines()
          .map(MetricsLine::parse)
          .takeWhile(Optional::isPresent)
          .map(Optional::get)
          .onClose(() -> close(text));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Makes the file what an unbroken run would have written before this start: everything after it
   * goes, because it will be written again. If the run is at its end already, it stays as it is.
   */
  static void begin(Path file, TrainingStart start) throws IOException {
    WholeFile.write(
        file,
        out -> {
          Writer text = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
          try (Stream<MetricsLine> lines = lines(file)) {
            for (MetricsLine line : (Iterable<MetricsLine>) lines::iterator) {
              if (line.stays(start)) {
                text.append(line.toString()).append('\n');
              }
            }
          }
          text.flush();
          // This file takes the place of one that may hold weeks.
          out.getFD().sync();
        });
  }

  /** Adds a line and its line end in one write; the file must be there. */
  static void append(Path file, MetricsLine line) throws IOException {
    if (Files.notExists(file)) {
      throw new IOException("it is gone");
    }
    try (OutputStream out = new FileOutputStream(file.toFile(), true)) {
      out.write((line + "\n").getBytes(UTF_8));
    }
  }

  private static void close(BufferedReader text) {
    try {
      text.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MetricsFile() {}
}
