package io.facegan.benchmarks;

/** The names of the recipes whose steps are timed; libtorch runs without the library beside it. */
final class StepRecipe {
  /** The tutorial's, at 128x128. */
  static final String TUTORIAL = "tutorial";

  private static final String PORTRAIT = "portrait-";

  /** Returns after how many steps they repeat: the portrait's penalty comes in every 4th. */
  static int cycle(String name) {
    return name.equals(TUTORIAL) ? 1 : 4;
  }

  /** Returns the side of a portrait recipe's pictures. */
  static int portraitSide(String name) {
    if (!name.matches(PORTRAIT + "(32|64|128)")) {
      throw new IllegalArgumentException(
          "recipe is '%s': choose %s, portrait-32, portrait-64 or portrait-128"
              .formatted(name, TUTORIAL));
    }
    return Integer.parseInt(name.substring(PORTRAIT.length()));
  }

  private StepRecipe() {}
}
