package io.facegan.drawn;

import java.awt.Color;

/** Colour arithmetic for the face painters. */
final class Tint {
  private Tint() {}

  static Color rgb(int hex) {
    return new Color(hex);
  }

  /** Blends from one colour (share 0) to another (share 1). */
  static Color mix(Color from, Color to, double share) {
    return new Color(
        blend(from.getRed(), to.getRed(), share),
        blend(from.getGreen(), to.getGreen(), share),
        blend(from.getBlue(), to.getBlue(), share));
  }

  static Color lighter(Color colour, double share) {
    return mix(colour, Color.WHITE, share);
  }

  static Color darker(Color colour, double share) {
    return mix(colour, Color.BLACK, share);
  }

  /** Returns the colour with an opacity from 0 to 1. */
  static Color fade(Color colour, double opacity) {
    int alpha = (int) Math.round(255 * Math.max(0, Math.min(1, opacity)));
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
  }

  private static int blend(int from, int to, double share) {
    return (int) Math.max(0, Math.min(255, Math.round(from + (to - from) * share)));
  }
}
