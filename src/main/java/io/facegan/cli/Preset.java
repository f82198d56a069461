package io.facegan.cli;

import io.facegan.internal.util.EnumNames;
import io.facegan.network.Activation;
import io.facegan.network.ImageShape;
import io.facegan.network.Recipe;

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
    return EnumNames.parse("recipe", text.strip(), values());
  }

  @Override
  public String toString() {
    return EnumNames.of(this);
  }
}
