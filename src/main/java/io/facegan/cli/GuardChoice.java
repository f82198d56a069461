package io.facegan.cli;

import io.facegan.error.FaceGanException;
import io.facegan.train.Guard;
import io.facegan.train.Reaction;

/** What to do about a guard, as {@code collapse=stop}. */
record GuardChoice(Guard guard, Reaction reaction) {
  static GuardChoice parse(String text) {
    String[] parts = text.split("=", 2);
    if (parts.length < 2) {
      throw new FaceGanException(
          "'%s' lacks the reaction: give both as in collapse=stop".formatted(text));
    }
    return new GuardChoice(Guard.parse(parts[0]), Reaction.parse(parts[1]));
  }

  @Override
  public String toString() {
    return guard + "=" + reaction;
  }
}
