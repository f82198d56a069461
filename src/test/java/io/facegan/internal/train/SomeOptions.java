package io.facegan.internal.train;

import io.facegan.network.Recipe;

/** Options of runs for the tests of other rooms. */
public final class SomeOptions {
  /** Returns options of a run with this recipe on seven images in {@code /faces}. */
  public static TrainingOptions of(Recipe recipe) {
    return TestOptions.of(recipe);
  }

  private SomeOptions() {}
}
