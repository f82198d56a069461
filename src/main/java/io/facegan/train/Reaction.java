package io.facegan.train;

import io.facegan.error.FaceGanException;
import io.facegan.internal.util.EnumNames;

/** What a training does when a {@link Guard} finds something. */
public enum Reaction {
  /** Warns and continues. */
  WARN,
  /** Ends the training with a {@link GuardException}; the checkpoints before it stay. */
  STOP,
  /**
   * Goes back to the last healthy checkpoint that was due, or to the start if there is none yet,
   * and on from there with another order of the images, other latents and half the learning rate;
   * after too many tries as {@link #STOP}.
   */
  ROLL_BACK;

  /**
   * Reads a name as {@link #toString} gives it.
   *
   * @throws FaceGanException if there is no such reaction; the message names all
   */
  public static Reaction parse(String text) {
    return EnumNames.parse("reaction", text, values());
  }

  /** Returns the name in lower case with hyphens: {@code roll-back}. */
  @Override
  public String toString() {
    return EnumNames.of(this);
  }
}
