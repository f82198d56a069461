package io.facegan.drawn;

import io.facegan.drawn.FaceTraits.Hair;
import io.facegan.drawn.FaceTraits.Head;
import java.awt.Color;
import java.awt.Paint;
import java.awt.geom.Path2D;

/** Paints hair that hangs over the forehead or stands up from it. */
final class Fringe {
  private Fringe() {}

  /** Paints a fringe combed down to just above the brows. */
  static void straight(Brush brush, FaceTraits face, Paint gloss, Color dark) {
    Head head = face.head();
    double half = head.cheek() * 0.93;
    double low = face.eyes().height() - 0.1;
    double top = head.crown() + 0.02;
    Path2D fringe = new Path2D.Double();
    fringe.moveTo(0.5 - half * 0.6, top);
    fringe.quadTo(0.5 - half, top + 0.06, 0.5 - half, low + 0.05);
    fringe.quadTo(0.5 - half * 0.7, low + 0.012, 0.5 - half * 0.5, low + 0.008);
    fringe.quadTo(0.5 + face.hair().part() * 0.08, low - 0.022, 0.5 + half * 0.5, low + 0.008);
    fringe.quadTo(0.5 + half * 0.7, low + 0.012, 0.5 + half, low + 0.05);
    fringe.quadTo(0.5 + half, top + 0.06, 0.5 + half * 0.6, top);
    fringe.closePath();
    brush.fill(fringe, gloss);
    for (int i = -3; i <= 3; i++) {
      Path2D strand = new Path2D.Double();
      strand.moveTo(0.5 + i * 0.035, top + 0.04);
      strand.quadTo(0.5 + i * 0.058, low - 0.08, 0.5 + i * 0.06, low - 0.004);
      brush.line(strand, 0.006, Tint.fade(dark, 0.5));
    }
  }

  /** Paints hair swept up and to the side. */
  static void quiff(Brush brush, FaceTraits face, Paint gloss) {
    Hair hair = face.hair();
    Head head = face.head();
    double side = hair.part() < 0 ? -1 : 1;
    double half = head.cheek() * 0.9;
    double top = head.crown() - hair.volume();
    Path2D shape = new Path2D.Double();
    shape.moveTo(0.5 - side * half, hair.line() + 0.06);
    shape.curveTo(
        0.5 - side * half * 1.05,
        top - 0.02,
        0.5,
        top - 0.05,
        0.5 + side * half * 0.75,
        top - 0.005);
    shape.quadTo(0.5 + side * half * 1.2, top + 0.06, 0.5 + side * half * 0.9, hair.line() + 0.02);
    shape.quadTo(0.5, hair.line() - 0.05, 0.5 - side * half, hair.line() + 0.06);
    shape.closePath();
    brush.fill(shape, gloss);
  }
}
