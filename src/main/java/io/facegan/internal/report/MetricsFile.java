package io.facegan.internal.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.facegan.internal.util.WholeFile;
import io.facegan.train.TrainingStart;
import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file {@code metrics.jsonl}, which grows line by line. It is opened for each line, so that a
 * training that fails leaves no open file behind and a folder deleted meanwhile is noticed; and not
 * through a channel, which an interrupt of the thread would close.
 */
final class MetricsFile {
  static final String NAME = "metrics.jsonl";

  /**
   * Makes the file what an unbroken run would have written before this start: everything after it
   * goes, because it will be written again, and so does what is damaged. If the run is at its end
   * already, the rest stays as it is.
   */
  static void begin(Path file, TrainingStart start) throws IOException {
    WholeFile.write(
        file,
        out -> {
          Writer text = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
          try (MetricsReader earlier = new MetricsReader(file)) {
            for (MetricsLine line : (Iterable<MetricsLine>) earlier.lines()::iterator) {
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

  private MetricsFile() {}
}
