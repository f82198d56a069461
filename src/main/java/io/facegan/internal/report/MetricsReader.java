package io.facegan.internal.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code metrics.jsonl}. Skips lines that a crash, a full disk or an editor has damaged, and
 * warns about them when it is closed.
 */
final class MetricsReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MetricsReader.class);

  /** The start of every line. Inside a JSON string the quotes would be escaped. */
  private static final Pattern BEGINNING = Pattern.compile("(?=\\{\"step\":)");

  private final Path file;
  private final BufferedReader bytes;
  private long read;
  private long damaged;
  private long firstDamaged;

  /** Opens a file, which may be absent. */
  MetricsReader(Path file) {
    this.file = file;
    try {
      // One char per byte, so that invalid UTF-8 affects only its own line.
      bytes =
          Files.notExists(file)
              ? new BufferedReader(BufferedReader.nullReader())
              : new BufferedReader(
                  new InputStreamReader(new FileInputStream(file.toFile()), ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** Reads all intact lines. */
  Stream<MetricsLine> lines() {
    return bytes.lines().flatMap(this::parse);
  }

  /** Splits a line at lost line ends. */
  private Stream<MetricsLine> parse(String line) {
    read++;
    return line.isBlank()
        ? Stream.empty()
        : BEGINNING
            .splitAsStream(line)
            .map(part -> MetricsLine.parse(part.getBytes(ISO_8859_1)))
            .peek(this::count)
            .flatMap(Optional::stream);
  }

  private void count(Optional<MetricsLine> parsed) {
    if (parsed.isEmpty()) {
      firstDamaged = damaged++ == 0 ? read : firstDamaged;
    }
  }

  @Override
  public void close() {
    if (damaged > 0) {
      LOG.warn(
          "{} is damaged in {} {}, first in line {}: the damage is skipped, the rest is kept",
          file,
          damaged,
          damaged == 1 ? "place" : "places",
          firstDamaged);
    }
    try {
      bytes.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + file + ": " + e.getMessage(), e);
    }
  }
}
