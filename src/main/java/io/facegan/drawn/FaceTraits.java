package io.facegan.drawn;

import java.awt.Color;

/**
 * Everything that makes one drawn face differ from another. Lengths are shares of the picture's
 * side; the face stands upright with its middle at x = 0.5 before the pose moves it.
 */
record FaceTraits(
    Skin skin,
    Head head,
    Hair hair,
    Eyes eyes,
    Nose nose,
    Mouth mouth,
    Beard beard,
    Glasses glasses,
    Pose pose,
    Scene scene) {

  /** Skin tone; {@code blush} is the strength of the cheeks' colour, {@code age} from 0 to 1. */
  record Skin(Color tone, double blush, double age) {}

  /** Half widths of the face at cheeks, jaw and chin, and the heights of crown and chin. */
  record Head(double cheek, double jaw, double chinWidth, double crown, double chin, double ear) {}

  enum HairStyle {
    BALD,
    BUZZ,
    SHORT,
    SIDE_PART,
    QUIFF,
    FRINGE,
    BOB,
    LONG,
    LONG_FRINGE,
    BUN,
    CURLY,
    LONG_CURLY;

    boolean falls() {
      return this == BOB || this == LONG || this == LONG_FRINGE || this == LONG_CURLY;
    }

    boolean hasFringe() {
      return this == FRINGE || this == LONG_FRINGE;
    }

    boolean curls() {
      return this == CURLY || this == LONG_CURLY;
    }
  }

  /**
   * The hair. {@code line} is the height of the hairline, {@code volume} how far it stands off the
   * head, {@code part} where it is parted (-1 left to 1 right), {@code curls} seeds single locks.
   */
  record Hair(HairStyle style, Color colour, double line, double volume, double part, long curls) {}

  /** Both eyes and brows. {@code spacing} is from the face's middle to an eye's middle. */
  record Eyes(
      Color iris,
      double height,
      double spacing,
      double width,
      double opening,
      double slant,
      double gazeX,
      double gazeY,
      boolean lashes,
      Brows brows) {}

  /** Brows: height above the eye, thickness, arch (0 straight) and colour. */
  record Brows(double lift, double thickness, double arch, Color colour) {}

  /** The nose: height of its tip and half width at the nostrils. */
  record Nose(double tip, double width) {}

  /** The mouth: {@code smile} from -0.3 (earnest) to 1, {@code open} from 0 (closed) to 1. */
  record Mouth(
      double height, double width, double fullness, double smile, double open, Color lips) {}

  enum Beard {
    NONE,
    STUBBLE,
    MOUSTACHE,
    GOATEE,
    FULL
  }

  enum Glasses {
    NONE,
    ROUND,
    SQUARE,
    SUN
  }

  /** Where the head is: shift, tilt in radians, turn from -1 (our left) to 1, and size. */
  record Pose(double shiftX, double shiftY, double tilt, double turn, double zoom) {}

  /** What surrounds the face; {@code lightSide} is -1 (light from our left) to 1. */
  record Scene(
      Color top, Color bottom, Color clothes, Color frame, double lightSide, double shade) {}
}
