package io.facegan.internal.train;

import io.facegan.error.FaceGanException;
import io.facegan.train.Guard;
import io.facegan.train.Reaction;
import java.util.Objects;

/**
 * What a training does about each {@link Guard}.
 *
 * @param notFinite not {@link Reaction#WARN}: numbers that are not finite never become so again
 * @param tries how often a run is rolled back at most, all guards together, at least 0
 */
public record GuardOptions(
    Reaction notFinite, Reaction discriminatorWon, Reaction collapse, int tries) {
  /** Back to the last healthy checkpoint, up to 3 times, from NaN; warnings of the others. */
  public static final GuardOptions DEFAULT =
      new GuardOptions(Reaction.ROLL_BACK, Reaction.WARN, Reaction.WARN, 3);

  public GuardOptions {
    Objects.requireNonNull(notFinite, "guard not-finite");
    Objects.requireNonNull(discriminatorWon, "guard discriminator-won");
    Objects.requireNonNull(collapse, "guard collapse");
    if (notFinite == Reaction.WARN) {
      throw new FaceGanException(
          "guard not-finite is warn, but a network of NaNs never recovers: choose stop or"
              + " roll-back");
    }
    if (tries < 0) {
      throw new FaceGanException("guard tries is " + tries + ": it must be at least 0");
    }
  }

  public GuardOptions with(Guard guard, Reaction reaction) {
    return switch (guard) {
      case NOT_FINITE -> new GuardOptions(reaction, discriminatorWon, collapse, tries);
      case DISCRIMINATOR_WON -> new GuardOptions(notFinite, reaction, collapse, tries);
      case COLLAPSE -> new GuardOptions(notFinite, discriminatorWon, reaction, tries);
    };
  }

  public GuardOptions withTries(int count) {
    return new GuardOptions(notFinite, discriminatorWon, collapse, count);
  }

  public Reaction to(Guard guard) {
    return switch (guard) {
      case NOT_FINITE -> notFinite;
      case DISCRIMINATOR_WON -> discriminatorWon;
      case COLLAPSE -> collapse;
    };
  }
}
