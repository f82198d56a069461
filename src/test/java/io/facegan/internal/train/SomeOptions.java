package io.facegan.internal.train;

import io.facegan.network.Recipe;

/** Options of runs for the tests of other rooms. */
public final class SomeOptions {
  /** Returns options of a run with this recipe on seven images in {@code /faces}. */
  public static TrainingOptions of(Recipe recipe) {
    return TestOptions.of(recipe);
  }

  /** Returns options of a run of so many steps with this recipe on these images. */
  public static TrainingOptions of(ImageOptions images, Recipe recipe, long steps) {
    return TestOptions.of(images, recipe, steps);
  }

  private SomeOptions() {}
}
