package io.facegan.internal.tensorboard;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFOutOfRangeException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;
import org.tensorflow.op.io.FifoQueue;
import org.tensorflow.op.io.ReaderRead;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.SessionLog;
import org.tensorflow.proto.Summary;
import org.tensorflow.types.TString;

/** Reads files of events by TensorFlow's own reader of records, which checks their checksums. */
public final class EventFiles {
  /**
   * What a file holds.
   *
   * @param damage what the reader says of the record after the last sound one, null at a sound end
   */
  record Content(List<Event> events, String damage) {}

  /** Returns the files of a run in the order in which TensorBoard reads them. */
  public static List<Path> of(Path run) {
    return EventFile.all(run).stream().sorted().toList();
  }

  /** Returns the sound events of a file. */
  static Content read(Path file) {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      FifoQueue names = tf.io.fifoQueue(List.of(TString.class));
      session.run(tf.io.queueEnqueue(names, List.of(tf.constant(file.toString()))));
      session.run(tf.io.queueClose(names));
      ReaderRead next = tf.io.readerRead(tf.io.tfRecordReader(), names);
      List<Event> events = new ArrayList<>();
      while (true) {
        try (Result result = session.runner().fetch(next.value()).run()) {
          events.add(Event.parseFrom(((TString) result.get(0)).asBytes().getObject()));
        } catch (TFOutOfRangeException end) {
          return new Content(events, null);
        } catch (TensorFlowException damaged) {
          return new Content(events, damaged.getMessage());
        } catch (InvalidProtocolBufferException e) {
          throw new AssertionError(e);
        }
      }
    }
  }

  /**
   * Returns the values of a tag that TensorBoard shows, by step. It reads file after file, and at
   * the mark of a start forgets what was of its step or later.
   */
  public static TreeMap<Long, Summary.Value> shown(Path run, String tag) {
    TreeMap<Long, Summary.Value> values = new TreeMap<>();
    for (Path file : of(run)) {
      for (Event event : read(file).events()) {
        if (event.getSessionLog().getStatus() == SessionLog.SessionStatus.START) {
          values.tailMap(event.getStep(), true).clear();
        }
        event.getSummary().getValueList().stream()
            .filter(value -> value.getTag().equals(tag))
            .forEach(value -> values.put(event.getStep(), value));
      }
    }
    return values;
  }

  private EventFiles() {}
}
