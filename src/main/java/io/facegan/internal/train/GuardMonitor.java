package io.facegan.internal.train;

import io.facegan.internal.train.GuardChecks.Finding;
import io.facegan.train.Guard;
import io.facegan.train.GuardEvent;
import io.facegan.train.GuardException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Does what the options say about what the guards find, and tells of it. */
final class GuardMonitor {
  private final GuardOptions options;
  private final Consumer<GuardEvent> told;

  /**
   * @param told is given everything that is found or done
   */
  GuardMonitor(GuardOptions options, Consumer<GuardEvent> told) {
    this.options = options;
    this.told = told;
  }

  /**
   * Acts on findings, in their order; returns the one that the run has to be rolled back for.
   *
   * @throws GuardException if one of them ends the training
   */
  Optional<Finding> actOn(List<Finding> findings, State state) {
    for (Finding finding : findings) {
      switch (options.to(finding.guard())) {
        case WARN -> warn(finding, state);
        case STOP -> throw ended(finding, "", state);
        case ROLL_BACK -> {
          if (state.attempt() >= options.tries()) {
            throw ended(finding, tried(state.attempt()), state);
          }
          return Optional.of(finding);
        }
      }
    }
    return Optional.empty();
  }

  /** Tells which of the warnings that hold in this state are over. */
  void tellRecovered(List<Finding> findings, State state) {
    for (Guard guard : Guard.values()) {
      if (state.warned(guard) && !has(findings, guard)) {
        tell(
            guard,
            GuardEvent.Kind.RECOVERED,
            "%s is over at step %d".formatted(guard, state.step()),
            state);
      }
    }
  }

  /** Tells what a guard lacks to find anything. */
  void tellUnjudged(Finding finding, State state) {
    tell(
        finding.guard(),
        GuardEvent.Kind.CANNOT_JUDGE,
        "%s: %s: try %s".formatted(finding.guard(), finding.what(), finding.remedy()),
        state);
  }

  /** Tells that the run goes back to a step. */
  void tellRolledBack(Finding finding, long step, State state) {
    tell(
        finding.guard(),
        GuardEvent.Kind.ROLLED_BACK,
        "%s; going back to step %d with another seed and half the learning rate (try %d of %d)"
            .formatted(finding.what(), step, state.attempt() + 1, options.tries()),
        state);
  }

  static boolean has(List<Finding> findings, Guard guard) {
    return findings.stream().anyMatch(finding -> finding.guard() == guard);
  }

  private void warn(Finding finding, State state) {
    if (!state.warned(finding.guard())) {
      tell(
          finding.guard(),
          GuardEvent.Kind.WARNING,
          "%s: try %s".formatted(finding.what(), finding.remedy()),
          state);
    }
  }

  private static String tried(int attempts) {
    return switch (attempts) {
      case 0 -> "";
      case 1 -> "; rolled back once already";
      default -> "; rolled back %d times already".formatted(attempts);
    };
  }

  private GuardException ended(Finding finding, String why, State state) {
    return new GuardException(
        tell(
            finding.guard(),
            GuardEvent.Kind.STOPPED,
            "%s%s: try %s".formatted(finding.what(), why, finding.remedy()),
            state));
  }

  private GuardEvent tell(Guard guard, GuardEvent.Kind kind, String message, State state) {
    GuardEvent event = new GuardEvent(state.step(), state.attempt(), guard, kind, message);
    told.accept(event);
    return event;
  }
}
