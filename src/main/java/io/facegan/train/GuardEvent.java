package io.facegan.train;

import io.facegan.internal.util.EnumNames;

/**
 * Something that a guard saw or did.
 *
 * @param step the last finished step
 * @param attempt the attempt in which it happened, from 0
 * @param guard which guard
 * @param kind what happened
 * @param message one line for people: what was found, what is done about it, what to try
 */
public record GuardEvent(long step, int attempt, Guard guard, Kind kind, String message) {
  /** What happened. */
  public enum Kind {
    /** The guard can find nothing in this training, whatever happens; told once, at its start. */
    CANNOT_JUDGE,
    /** Found; the training continues. */
    WARNING,
    /** What was warned of is over. */
    RECOVERED,
    /** Found; the training ends. */
    STOPPED,
    /** Found; the training continues from an earlier checkpoint. */
    ROLLED_BACK;

    /** Returns the name in lower case with hyphens: {@code rolled-back}. */
    @Override
    public String toString() {
      return EnumNames.of(this);
    }
  }
}
