package io.facegan.internal.tensorboard;

import com.google.protobuf.ByteString;
import io.facegan.internal.util.GrowingFile;
import io.facegan.internal.util.Text;
import io.facegan.internal.util.WriteFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.SessionLog;
import org.tensorflow.proto.Summary;

/**
 * The events of one session of training. Each event is in the file as soon as it is written, in one
 * write, and no file stays open.
 */
final class EventFile {
  private static final String PREFIX = "events.out.tfevents.";
  private static final String VERSION = "brain.Event:2";
  private static final double MILLIS_PER_SECOND = 1000;

  private final Path file;
  private final LongSupplier millis;

  private EventFile(Path file, LongSupplier millis) {
    this.file = file;
    this.millis = millis;
  }

  /**
   * Makes the next file of a run. TensorBoard reads the files of a run in the order of their names,
   * so that of a later session comes later, whatever the clock says.
   */
  static EventFile next(Path runFolder, LongSupplier millis) {
    long now = millis.getAsLong() / (long) MILLIS_PER_SECOND;
    long last = all(runFolder).stream().mapToLong(EventFile::seconds).max().orElse(0);
    String name = Text.format("%s%010d.facegan", PREFIX, Math.max(now, last + 1));
    EventFile made = new EventFile(runFolder.resolve(name), millis);
    try {
      Files.createFile(made.file);
    } catch (IOException e) {
      throw WriteFailure.of(made.file.toString(), e);
    }
    made.write(made.event(0).setFileVersion(VERSION));
    return made;
  }

  /** Returns the files of a run, in no order. */
  static List<Path> all(Path runFolder) {
    try (Stream<Path> files = Files.list(runFolder)) {
      return files.filter(one -> one.getFileName().toString().startsWith(PREFIX)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + runFolder + ": " + e.getMessage(), e);
    }
  }

  // Files of other programs have other names after the time.
  private static long seconds(Path file) {
    String digits = file.getFileName().toString().substring(PREFIX.length()).split("\\.")[0];
    return digits.matches("\\d{1,15}") ? Long.parseLong(digits) : 0;
  }

  /** Writes that what was written of this step and later ones is superseded. */
  void begin(long step) {
    write(
        event(step)
            .setSessionLog(SessionLog.newBuilder().setStatus(SessionLog.SessionStatus.START)));
  }

  void write(long step, Summary summary) {
    write(event(step).setSummary(summary));
  }

  /** Writes a graph, as the bytes of a GraphDef. */
  void writeGraph(byte[] graph) {
    write(event(0).setGraphDef(ByteString.copyFrom(graph)));
  }

  double now() {
    return millis.getAsLong() / MILLIS_PER_SECOND;
  }

  private Event.Builder event(long step) {
    return Event.newBuilder().setWallTime(now()).setStep(step);
  }

  private void write(Event.Builder event) {
    try {
      GrowingFile.append(file, Records.of(event.build().toByteArray()));
    } catch (IOException e) {
      throw WriteFailure.of(file.toString(), e);
    }
  }
}
