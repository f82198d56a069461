package io.facegan.internal.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code metrics.jsonl}. Skips lines that a crash, a full disk or an editor has damaged, and
 * warns about them when it is closed.
 */
public final class MetricsReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MetricsReader.class);

  /** The start of every line. Inside a JSON string the quotes would be escaped. */
  private static final Pattern BEGINNING = Pattern.compile("(?=\\{\"step\":)");

  private final Path file;
  private final InputStream bytes;

  /** Whether a last line without its end is one that is being written, and no damage. */
  private final boolean growing;

  private long offset;
  private boolean ended;
  private long read;
  private long damaged;
  private long firstDamaged;

  /** Opens a file, which may be absent. */
  MetricsReader(Path file) {
    this(file, 0, false);
  }

  private MetricsReader(Path file, long offset, boolean growing) {
    this.file = file;
    this.growing = growing;
    this.offset = offset;
    try {
      bytes =
          Files.notExists(file)
              ? InputStream.nullInputStream()
              : new BufferedInputStream(new FileInputStream(file.toFile()));
      bytes.skip(offset);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Opens a file that may be absent, or may be written at this moment: half a line at its end is
   * left for another reader. Does not warn about damage.
   *
   * @param offset how many bytes to skip: 0, or the {@link #offset} of an earlier reader
   */
  public static MetricsReader growing(Path file, long offset) {
    return new MetricsReader(file, offset, true);
  }

  /** Reads all intact lines. */
  public Stream<MetricsLine> lines() {
    return Stream.iterate(line(), Objects::nonNull, line -> line()).flatMap(this::parse);
  }

  /** Returns where in the file the lines end that have been read. */
  public long offset() {
    return offset;
  }

  /** Returns how many damaged places there were. */
  public long damaged() {
    return damaged;
  }

  /** Reads to the next line end; one char per byte, so that invalid UTF-8 affects only its line. */
  private String line() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      int next = bytes.read();
      while (next != '\n' && next >= 0) {
        line.write(next);
        next = bytes.read();
      }
      ended = next == '\n';
      return ended || line.size() > 0 ? line.toString(ISO_8859_1) : null;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** Splits a line at lost line ends. */
  private Stream<MetricsLine> parse(String line) {
    read++;
    if (growing && !ended) {
      Optional<MetricsLine> whole = MetricsLine.parse(line.getBytes(ISO_8859_1));
      offset += whole.isPresent() ? line.length() : 0;
      return whole.stream();
    }
    offset += line.length() + (ended ? 1 : 0);
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
    if (damaged > 0 && !growing) {
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
