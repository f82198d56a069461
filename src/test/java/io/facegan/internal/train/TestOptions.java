package io.facegan.internal.train;

import io.facegan.internal.graph.TinyNetworks;
import io.facegan.network.Networks;
import io.facegan.network.Recipe;
import io.facegan.runtime.Precision;

/** Options of runs that tests make or only describe. */
final class TestOptions {
  static final ImageOptions IMAGES =
      new ImageOptions("faces", null, 5, "0123456789abcdef", "auto", "#ffffff", false);

  static TrainingOptions of(Networks networks) {
    return of(TinyNetworks.recipe(networks, 16));
  }

  static TrainingOptions of(Recipe recipe) {
    return of(
        new ImageOptions("folder faces", "/faces", 7, "0123456789abcdef", "auto", "#ffffff", true),
        recipe,
        3_000_000_000L);
  }

  static TrainingOptions of(ImageOptions images, Recipe recipe, long steps) {
    return new TrainingOptions(
        "1.2.3",
        images,
        null,
        recipe,
        steps,
        -5,
        Precision.FLOAT32,
        false,
        36,
        500,
        1000,
        GuardOptions.DEFAULT,
        false);
  }

  private TestOptions() {}
}
