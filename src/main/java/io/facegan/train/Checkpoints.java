package io.facegan.train;

import io.facegan.graph.GanSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;

/**
 * The checkpoints of one run: a folder {@code step-000300} each, with a plain TensorFlow V2
 * checkpoint ({@code variables.index}, {@code variables.data-*}) and {@code state.json}. A
 * checkpoint appears under its name only when it is complete; the newest three are kept.
 */
public final class Checkpoints {
  /**
   * How far the run was.
   *
   * @param step finished steps
   * @param pictures pictures seen, which is also the position in the shuffled stream
   * @param epoch how many times the data has been seen
   */
  public record State(long step, long pictures, double epoch) {}

  private static final int KEPT = 3;
  private static final String VARIABLES = "variables";

  private final Path folder;

  Checkpoints(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes a checkpoint.
   *
   * @return its folder
   * @throws UncheckedIOException if it cannot be written; earlier checkpoints stay as they are
   */
  public Path save(GanSession session, State state) {
    Path target = folder.resolve("step-%06d".formatted(state.step()));
    Path unfinished = folder.resolve("unfinished");
    try {
      Files.createDirectories(folder);
      deleteIfThere(unfinished);
      Files.createDirectory(unfinished);
      session.save(unfinished.resolve(VARIABLES));
      Files.writeString(unfinished.resolve("state.json"), RunJson.write(state));
      deleteIfThere(target);
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
      List<Path> all = all();
      for (Path old : all.subList(0, Math.max(0, all.size() - KEPT))) {
        PathUtils.deleteDirectory(old);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write the checkpoint %s (%s): check that the disk is not full"
              .formatted(target, e.getMessage()),
          e);
    }
    return target;
  }

  /**
   * Returns the path prefix of the newest checkpoint's variables.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Path newest() {
    try {
      List<Path> all = all();
      if (!all.isEmpty()) {
        return prefix(all.get(all.size() - 1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder + ": " + e.getMessage(), e);
    }
    throw new IllegalArgumentException(
        folder + " holds no checkpoint: the run ended before its first one. Train it again");
  }

  /** Returns the path prefix of the variables in a checkpoint's folder. */
  public static Path prefix(Path checkpoint) {
    return checkpoint.resolve(VARIABLES);
  }

  private List<Path> all() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(path -> path.getFileName().toString().matches("step-\\d{6,}"))
          .sorted(Comparator.comparingLong(Checkpoints::step))
          .toList();
    }
  }

  private static long step(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().substring("step-".length()));
  }

  private static void deleteIfThere(Path path) throws IOException {
    if (Files.exists(path)) {
      PathUtils.deleteDirectory(path);
    }
  }
}
