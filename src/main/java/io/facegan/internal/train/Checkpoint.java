package io.facegan.internal.train;

import io.facegan.error.FaceGanException;
import io.facegan.internal.graph.VariableSnapshot;
import io.facegan.internal.util.AtomicFolder;
import io.facegan.internal.util.Durable;
import io.facegan.internal.util.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One checkpoint: a folder {@code step-000300} with a plain TensorFlow V2 checkpoint ({@code
 * variables.index}, {@code variables.data-*}), {@code state.json} and {@code SHA256SUMS}.
 *
 * @param folder where it lies
 */
public record Checkpoint(Path folder) {
  private static final String PREFIX = "step-";
  private static final String STATE = "state.json";

  static Checkpoint in(Path checkpoints, long step) {
    return new Checkpoint(checkpoints.resolve(Text.format("%s%06d", PREFIX, step)));
  }

  static boolean isOne(Path path) {
    return path.getFileName().toString().matches(PREFIX + "\\d{6,18}");
  }

  /** Returns the finished steps that it holds. */
  public long step() {
    return Long.parseLong(folder.getFileName().toString().substring(PREFIX.length()));
  }

  /** Returns the path that the names of its variables' files begin with. */
  public Path variables() {
    return folder.resolve("variables");
  }

  /** Returns what is wrong with its files, in words, or nothing if they are as written. */
  Optional<String> problem() {
    return CheckpointSums.problem(folder);
  }

  /** Writes it, in place of what is there; its folder appears only when it is complete. */
  void write(VariableSnapshot variables, State state) throws IOException {
    AtomicFolder.replace(
        folder,
        unfinished -> {
          variables.write(new Checkpoint(unfinished).variables());
          new Checkpoint(unfinished).writeState(state);
          CheckpointSums.write(unfinished);
        });
  }

  void writeState(State state) throws IOException {
    Files.writeString(folder.resolve(STATE), RunJson.write(state));
  }

  State state() {
    Path file = folder.resolve(STATE);
    try {
      return RunJson.read(Durable.read(file), State.class);
    } catch (FaceGanException other) {
      throw new FaceGanException(
          "%s is from another version of FaceGan (%s): continue with the one that wrote it"
              .formatted(file, other.getMessage()),
          other);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
