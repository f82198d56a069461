package io.facegan.internal.train;

import io.facegan.error.FaceGanException;
import io.facegan.internal.graph.VariableSnapshot;
import io.facegan.internal.util.AtomicFolder;
import io.facegan.internal.util.Durable;
import io.facegan.internal.util.WriteFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of one run. A checkpoint appears under its name only when it is complete and on
 * the disk. The newest three are kept, the one that a guard would go back to, and the best: the
 * healthy one whose images were nearest to the real ones.
 */
public final class Checkpoints {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

  private final Path folder;

  Checkpoints(Path folder) {
    this.folder = folder;
  }

  /** Returns where the checkpoint of a step lies or would lie. */
  Checkpoint of(long step) {
    return Checkpoint.in(folder, step);
  }

  /**
   * Writes a checkpoint.
   *
   * @throws UncheckedIOException if it cannot be written; earlier checkpoints stay as they are
   */
  Checkpoint write(VariableSnapshot variables, State state) {
    Checkpoint target = of(state.step());
    try {
      makeFolder();
      target.write(variables, state);
      discardOld(state.step());
    } catch (IOException e) {
      throw WriteFailure.of("the checkpoint " + target.folder(), e);
    }
    return target;
  }

  /**
   * Returns the newest checkpoint whose files are sound. Of those that are not, a warning is
   * logged.
   *
   * @return nothing if the run has none yet
   * @throws FaceGanException if there are some and all are damaged
   */
  public Optional<Checkpoint> newest() {
    return newestOf(all(), checkpoint -> true);
  }

  /**
   * Returns the newest sound one that a guard may take the run back to: it was due, and no guard
   * had anything against it.
   *
   * @param step where the run is; what lies beyond is left from before it was resumed
   * @return nothing if there is none yet: the run can then restart
   * @throws FaceGanException if there are some and all are damaged
   */
  Optional<Checkpoint> wayBack(long step) {
    return newestOf(upTo(step), checkpoint -> checkpoint.state().canBeReturnedTo());
  }

  /** Returns the newest sound one; refuses if there is none. */
  public Checkpoint newestOrRefuse() {
    return newest()
        .orElseThrow(
            () ->
                new FaceGanException(
                    folder
                        + " holds no checkpoint: the run ended before its first one. Resume it, or"
                        + " train again"));
  }

  /**
   * Returns the sound one whose images were nearest to the real ones, of those that were due and
   * the newest; refuses if none was healthy and compared.
   */
  public Checkpoint bestOrRefuse() {
    return CheckpointRetention.best(all().stream().filter(one -> one.problem().isEmpty()).toList())
        .orElseThrow(
            () ->
                new FaceGanException(
                    folder
                        + " holds no healthy checkpoint whose images were compared with real"
                        + " ones: export the newest one"));
  }

  /** Removes those of later steps, which belong to an abandoned attempt. */
  void discardAfter(long step) {
    try {
      for (Checkpoint later : all()) {
        if (later.step() > step) {
          AtomicFolder.delete(later.folder());
        }
      }
    } catch (IOException e) {
      throw WriteFailure.of("to " + folder, e);
    }
  }

  private static Optional<Checkpoint> newestOf(List<Checkpoint> all, Predicate<Checkpoint> wanted) {
    List<String> damaged = new ArrayList<>();
    for (int i = all.size() - 1; i >= 0; i--) {
      Checkpoint candidate = all.get(i);
      Optional<String> problem = candidate.problem();
      if (problem.isPresent()) {
        damaged.add(candidate.folder() + ": " + problem.get());
        LOG.warn("the checkpoint {} is damaged ({})", candidate.folder(), problem.get());
      } else if (wanted.test(candidate)) {
        return Optional.of(candidate);
      }
    }
    if (!all.isEmpty() && damaged.size() == all.size()) {
      throw new FaceGanException(
          "no checkpoint can be used (%s): put an undamaged copy there, or train again"
              .formatted(String.join("; ", damaged)));
    }
    return Optional.empty();
  }

  /**
   * Looks at no later ones: if there are some, they were damaged when the run was resumed, must not
   * push out intact ones, and will be written again.
   */
  private void discardOld(long newest) throws IOException {
    List<Checkpoint> all = upTo(newest);
    Set<Checkpoint> kept =
        CheckpointRetention.of(
            all.stream()
                .filter(one -> Files.exists(one.folder().resolve(CheckpointSums.FILE)))
                .toList());
    for (Checkpoint one : all) {
      if (!kept.contains(one)) {
        AtomicFolder.delete(one.folder());
      }
    }
  }

  private List<Checkpoint> upTo(long step) {
    return all().stream().filter(one -> one.step() <= step).toList();
  }

  /** Returns all, by step. */
  private List<Checkpoint> all() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(Checkpoint::isOne)
          .map(Checkpoint::new)
          .sorted(Comparator.comparingLong(Checkpoint::step))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder + ": " + e.getMessage(), e);
    }
  }

  // The run folder itself is not made again: if it is gone, its disk may be.
  private void makeFolder() throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(folder);
      Durable.force(folder.getParent());
    }
  }
}
