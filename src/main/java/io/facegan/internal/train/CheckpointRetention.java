package io.facegan.internal.train;

import io.facegan.error.FaceGanException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides which checkpoints of a run to keep. Lists of them are sorted by step. */
final class CheckpointRetention {
  private static final int NEWEST = 3;

  /**
   * Returns the newest three, the one that a guard would go back to, and the best of those that an
   * unbroken run has too.
   */
  static Set<Checkpoint> of(List<Checkpoint> all) {
    Set<Checkpoint> kept = new HashSet<>(all.subList(Math.max(0, all.size() - NEWEST), all.size()));
    List<Checkpoint> planned =
        all.stream().filter(one -> state(one).filter(State::canBeReturnedTo).isPresent()).toList();
    newest(planned).ifPresent(kept::add);
    nearest(planned).ifPresent(kept::add);
    return kept;
  }

  /**
   * Returns the healthy one whose images were nearest to the real ones, of those that were due and
   * the newest: others are there only because the run was once interrupted, and which one is best
   * must not depend on that.
   */
  static Optional<Checkpoint> best(List<Checkpoint> all) {
    Optional<Checkpoint> newest = newest(all);
    return nearest(
        all.stream()
            .filter(
                one ->
                    newest.filter(one::equals).isPresent()
                        || state(one).filter(State::planned).isPresent())
            .toList());
  }

  private static Optional<Checkpoint> newest(List<Checkpoint> checkpoints) {
    return checkpoints.stream().reduce((earlier, later) -> later);
  }

  private static Optional<Checkpoint> nearest(List<Checkpoint> checkpoints) {
    return checkpoints.stream()
        .filter(checkpoint -> Double.isFinite(distance(checkpoint)))
        .min(Comparator.comparingDouble(CheckpointRetention::distance));
  }

  /** Returns the distance of a healthy, trained one that was compared, else infinity. */
  private static double distance(Checkpoint checkpoint) {
    return state(checkpoint)
        .filter(state -> state.healthy() && state.step() > 0)
        .map(State::distance)
        .orElse(Double.POSITIVE_INFINITY);
  }

  private static Optional<State> state(Checkpoint checkpoint) {
    try {
      return Optional.of(checkpoint.state());
    } catch (FaceGanException | UncheckedIOException damaged) {
      // A damaged one does not count here; the warning comes when it is needed.
      return Optional.empty();
    }
  }

  private CheckpointRetention() {}
}
