package io.facegan.cli;

import io.facegan.error.FaceGanException;
import io.facegan.network.Activation;
import io.facegan.network.ImageShape;
import io.facegan.network.Recipe;
import java.util.Locale;

/** The networks that there is a word for on the command line. */
enum Preset {
  TUTORIAL(Recipe.tutorial(Activation.LEAKY_RELU)),
  SMALL(Recipe.small()),
  PORTRAIT(Recipe.portrait()),
  FULLY_CONNECTED(Recipe.fullyConnected());

  private final ImageShape shape;

  Preset(Recipe asItIs) {
    shape = asItIs.networks().imageShape();
  }

  /** Returns the shape of the images if no other is asked for. */
  ImageShape shape() {
    return shape;
  }

  static Preset parse(String text) {
    for (Preset preset : values()) {
      if (preset.toString().equals(text.strip().toLowerCase(Locale.ROOT))) {
        return preset;
      }
    }
    throw new FaceGanException(
        "networks \""
            + text
            + "\" are unknown: use one of tutorial, small, portrait, fully-connected");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
