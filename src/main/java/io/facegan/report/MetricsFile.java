package io.facegan.report;

import io.facegan.train.TrainingStart;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file {@code metrics.jsonl}, which grows line by line. It is opened for each line, so that a
 * training that fails leaves no open file behind and a folder deleted meanwhile is noticed; and not
 * through a channel, which an interrupt of the thread would close.
 */
final class MetricsFile {
  static final String NAME = "metrics.jsonl";

  /** Reads all lines up to the first that a crash cut short; none if there is no file. */
  static List<MetricsLine> read(Path file) {
    if (Files.notExists(file)) {
      return List.of();
    }
    List<MetricsLine> lines = new ArrayList<>();
    try {
      String text = Files.readString(file);
      for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
        Optional<MetricsLine> parsed = MetricsLine.parse(line);
        if (parsed.isEmpty()) {
          break;
        }
        lines.add(parsed.get());
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Makes the file what an unbroken run would have written before this start: everything after it
   * goes, because it will be written again.
   */
  static void begin(Path file, TrainingStart start) throws IOException {
    StringBuilder kept = new StringBuilder();
    for (MetricsLine line : read(file)) {
      if (!line.isWithin(start)) {
        break;
      }
      if (!line.isEnd()) {
        kept.append(line).append('\n');
      }
    }
    Path unfinished = file.resolveSibling(NAME + ".unfinished");
    Files.writeString(unfinished, kept);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Adds a line and its line end in one write; the file must be there. */
  static void append(Path file, MetricsLine line) throws IOException {
    if (Files.notExists(file)) {
      throw new IOException("it is gone");
    }
    try (OutputStream out = new FileOutputStream(file.toFile(), true)) {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private MetricsFile() {}
}
