package io.facegan.drawn;

import java.awt.Color;

/**
 * The parameters of a drawn face. Lengths are fractions of the image's side. Before the pose is
 * applied, the face is upright and its middle is at x = 0.5.
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

  /** Skin tone; {@code blush} is the strength of the cheeks' colour, {@code age} is 0 to 1. */
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
  }

  /**
   * The hair. {@code line} is the height of the hairline, {@code volume} the distance from the head
   * to the outline of the hair, {@code part} the position of the parting (-1 left to 1 right),
   * {@code curls} the seed of the locks.
   */
  record Hair(HairStyle style, Color colour, double line, double volume, double part, long curls) {}

  /** Both eyes and brows; {@code spacing} is from the middle of the face to that of an eye. */
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

  /** Shift, tilt in radians, turn from -1 (viewer's left) to 1, and size of the head. */
  record Pose(double shiftX, double shiftY, double tilt, double turn, double zoom) {}

  /** Background, clothes and light; {@code lightSide} is -1 (viewer's left) to 1. */
  record Scene(
      Color top, Color bottom, Color clothes, Color frame, double lightSide, double shade) {}
}
