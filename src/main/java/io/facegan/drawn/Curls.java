package io.facegan.drawn;

import io.facegan.drawn.FaceTraits.Hair;
import io.facegan.drawn.FaceTraits.Head;
import io.facegan.internal.util.SplitMix;
import java.awt.Color;

/** Paints curly hair as round locks along the outline of the head. */
final class Curls {
  private Curls() {}

  /** Paints locks from the crown down to the given height on both sides. */
  static void around(Brush brush, FaceTraits face, double lowest) {
    Hair hair = face.hair();
    Head head = face.head();
    SplitMix random = new SplitMix(hair.curls(), 0);
    double wide = head.cheek() + 0.01 + hair.volume() * 0.4;
    for (double angle = -1.15; angle <= 1.16; angle += 0.165) {
      double x = 0.5 + Math.sin(angle) * wide;
      double y = 0.4 - Math.cos(angle) * (0.4 - head.crown());
      lock(brush, hair.colour(), random, x, y);
    }
    for (double y = 0.4; y <= lowest; y += 0.075) {
      double out = wide + 0.02 + 0.05 * (y - 0.4);
      lock(brush, hair.colour(), random, 0.5 - out, y);
      lock(brush, hair.colour(), random, 0.5 + out, y);
    }
  }

  private static void lock(Brush brush, Color colour, SplitMix random, double x, double y) {
    double radius = random.between(0.05, 0.072);
    double atX = x + random.between(-0.012, 0.012);
    double atY = y + random.between(-0.012, 0.012);
    Color light = Tint.lighter(colour, random.between(0.08, 0.22));
    Color dark = Tint.darker(colour, 0.42);
    brush.dot(
        atX,
        atY,
        radius,
        Brush.radial(
            atX - radius * 0.3, atY - radius * 0.35, radius * 1.3, radius * 1.3, light, dark));
  }
}
