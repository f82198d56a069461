package io.facegan.internal.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.facegan.internal.util.AtomicFile;
import io.facegan.internal.util.GrowingFile;
import io.facegan.train.TrainingStart;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Path;

/** The file {@code metrics.jsonl}, which grows line by line. */
public final class MetricsFile {
  public static final String NAME = "metrics.jsonl";

  /**
   * Reduces the file to what an uninterrupted run would have written before this start. Removes
   * later lines, which will be written again, and damaged ones. Keeps the last lines of a finished
   * run.
   */
  static void begin(Path file, TrainingStart start) {
    AtomicFile.writeDurably(
        file,
        out -> {
          Writer text = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
          try (MetricsReader earlier = new MetricsReader(file)) {
            for (MetricsLine line : (Iterable<MetricsLine>) earlier.lines()::iterator) {
              if (line.isKeptBy(start)) {
                text.append(line.toString()).append('\n');
              }
            }
          }
          text.flush();
        });
  }

  /** Appends a line in one write; the file must exist. */
  static void append(Path file, MetricsLine line) throws IOException {
    GrowingFile.append(file, (line + "\n").getBytes(UTF_8));
  }

  private MetricsFile() {}
}
