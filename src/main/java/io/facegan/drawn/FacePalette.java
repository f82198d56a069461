package io.facegan.drawn;

import io.facegan.internal.util.SplitMix;
import java.awt.Color;
import java.util.List;

/** The colours of drawn faces. */
final class FacePalette {
  static final Color UMBER = Tint.rgb(0x3A2A22);
  static final Color ROSE = Tint.rgb(0xC4505A);
  static final Color EYE_WHITE = Tint.rgb(0xF4F1EC);
  static final Color TEETH = Tint.rgb(0xF8F5EE);
  static final Color MOUTH_DARK = Tint.rgb(0x4A1619);
  static final List<Color> LIPSTICK =
      List.of(Tint.rgb(0xB3202E), Tint.rgb(0xC93A5B), Tint.rgb(0x9C2A4A), Tint.rgb(0xD4685F));
  static final List<Color> FRAMES =
      List.of(Tint.rgb(0x1C1A1C), Tint.rgb(0x4A2A18), Tint.rgb(0x7A5A2E), Tint.rgb(0x2A3550));

  private static final List<Color> SKIN =
      List.of(
          Tint.rgb(0xF8DCCB),
          Tint.rgb(0xF2C9AD),
          Tint.rgb(0xE7B48F),
          Tint.rgb(0xD59A72),
          Tint.rgb(0xB97C55),
          Tint.rgb(0x93603F),
          Tint.rgb(0x6E452D));
  private static final List<Color> DARK_HAIR =
      List.of(Tint.rgb(0x1B1718), Tint.rgb(0x261C1A), Tint.rgb(0x38261D), Tint.rgb(0x4A2F20));
  private static final List<Color> LIGHT_HAIR =
      List.of(
          Tint.rgb(0x5E3D27),
          Tint.rgb(0x7B4A2B),
          Tint.rgb(0x93431F),
          Tint.rgb(0xB65A2B),
          Tint.rgb(0xA88049),
          Tint.rgb(0xCFA661),
          Tint.rgb(0xE4CB93));

  /** How red the darkest of fair hair is, between auburn and copper. */
  private static final int FAIR_FROM = 0xA0;

  private static final List<Color> GREY_HAIR =
      List.of(Tint.rgb(0x85827F), Tint.rgb(0xB0ADA9), Tint.rgb(0xDAD7D2));
  private static final List<Color> LIGHT_IRIS =
      List.of(Tint.rgb(0x4F7FA8), Tint.rgb(0x5D8A66), Tint.rgb(0x7F8C92), Tint.rgb(0x8A6A34));
  private static final List<Color> DARK_IRIS = List.of(Tint.rgb(0x4A2C18), Tint.rgb(0x6A4324));

  private FacePalette() {}

  /** Returns a skin tone from the lightest (depth 0) to the darkest (depth 1). */
  static Color skin(double depth) {
    double place = depth * (SKIN.size() - 1);
    int below = Math.min((int) place, SKIN.size() - 2);
    return Tint.mix(SKIN.get(below), SKIN.get(below + 1), place - below);
  }

  static Color hair(SplitMix random, double depth, double age) {
    if (random.chance(Math.max(0, age - 0.6) * 1.8)) {
      return random.pick(GREY_HAIR);
    }
    return random.pick(random.chance(0.3 + depth * 0.75) ? DARK_HAIR : LIGHT_HAIR);
  }

  /** Returns dark for black, brown and auburn hair, fair for copper and blond, or grey. */
  static String hairLabel(Color colour) {
    if (GREY_HAIR.contains(colour)) {
      return "grey";
    }
    return colour.getRed() < FAIR_FROM ? "dark" : "fair";
  }

  static Color iris(SplitMix random, double depth) {
    return random.pick(random.chance(0.25 + depth) ? DARK_IRIS : LIGHT_IRIS);
  }

  static Color backdrop(SplitMix random) {
    return Color.getHSBColor(
        (float) random.between(0, 1),
        (float) random.between(0.08, 0.5),
        (float) random.between(0.4, 0.85));
  }

  static Color clothes(SplitMix random) {
    return Color.getHSBColor(
        (float) random.between(0, 1),
        (float) random.between(0.1, 0.7),
        (float) random.between(0.18, 0.85));
  }
}
