package io.facegan.internal.train;

import io.facegan.internal.graph.GanSession;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.graph.VariableSnapshot;
import io.facegan.internal.runtime.Compute;
import io.facegan.network.Normalization;
import io.facegan.runtime.Precision;
import io.facegan.train.LossMeans;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Checkpoints of untrained tiny networks in a folder, and what may happen to them. */
final class TinyCheckpoints implements AutoCloseable {
  static final String DATA = "variables.data-00000-of-00001";

  final GanSession session =
      new GanSession(
          TinyNetworks.recipe(TinyNetworks.rgb(), 2),
          1,
          Compute.onCpu(Precision.FLOAT32),
          Normalization.RUNNING_AVERAGES);

  /** Writes the checkpoint of a state. */
  Checkpoint write(Checkpoints checkpoints, State state) {
    try (VariableSnapshot snapshot = session.snapshot()) {
      return checkpoints.write(snapshot, state);
    }
  }

  /** Returns a healthy state whose checkpoint was due. */
  static State state(long step) {
    return state(step, true, true, null);
  }

  static State state(long step, boolean planned, boolean healthy, Double distance) {
    LossMeans losses = new LossMeans(step, 0.5, 0.5, 1);
    return new State(step, 0, step, losses, false, !healthy, distance, planned);
  }

  /** Changes one bit in the middle of a file. */
  static void flip(Path path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.seek(file.length() / 2);
      int value = file.read();
      file.seek(file.length() / 2);
      file.write(value ^ 1);
    }
  }

  /** Takes away the second half of a file. */
  static void cut(Path path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(file.length() / 2);
    }
  }

  /** Deletes everything in a folder. */
  static void empty(Path folder) throws IOException {
    for (Path file : files(folder)) {
      Files.delete(file);
    }
  }

  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
