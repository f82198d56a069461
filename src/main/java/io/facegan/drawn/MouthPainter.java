package io.facegan.drawn;

import io.facegan.drawn.FaceTraits.Mouth;
import java.awt.Color;
import java.awt.geom.Path2D;

/** Paints the lips, and the teeth of an open smile. */
final class MouthPainter {
  private final FaceTraits face;
  private final Mouth mouth;
  private final double x;
  private final double y;
  private final double width;
  private final double corner;
  private final double gap;

  MouthPainter(FaceTraits face) {
    this.face = face;
    mouth = face.mouth();
    x = 0.5 + 0.036 * face.pose().turn();
    y = mouth.height();
    width = mouth.width() * (1 + 0.16 * Math.max(0, mouth.smile()));
    corner = y - 0.034 * mouth.smile();
    gap = 0.05 * mouth.open();
  }

  void paint(Brush brush) {
    Color shade = Tint.darker(face.skin().tone(), 0.5);
    brush.glow(
        x, y + gap + 0.04 * mouth.fullness() + 0.012, width * 0.7, 0.022, Tint.fade(shade, 0.4));
    double bow = 0.026 * mouth.fullness();
    double pout = gap + 0.036 * mouth.fullness();
    brush.fill(
        lower(pout),
        Brush.linear(
            0, y, 0, y + pout, Tint.darker(mouth.lips(), 0.1), Tint.lighter(mouth.lips(), 0.08)));
    brush.glow(
        x, y + gap + 0.02 * mouth.fullness(), width * 0.4, 0.011, Tint.fade(Color.WHITE, 0.3));
    brush.fill(upper(bow), Tint.darker(mouth.lips(), 0.2));
    if (mouth.open() > 0) {
      teeth(brush);
    } else {
      brush.line(parting(0.006), 0.0085, Tint.fade(FacePalette.MOUTH_DARK, 0.8));
    }
    for (int side = -1; side <= 1; side += 2) {
      brush.glow(x + side * width, corner, 0.015, 0.013, Tint.fade(shade, 0.6));
    }
  }

  private Path2D upper(double bow) {
    Path2D lip = new Path2D.Double();
    lip.moveTo(x - width, corner);
    lip.quadTo(x - width * 0.5, y - bow * 1.0, x - width * 0.18, y - bow);
    lip.quadTo(x, y - bow * 0.55, x + width * 0.18, y - bow);
    lip.quadTo(x + width * 0.5, y - bow * 1.0, x + width, corner);
    lip.quadTo(x, y + 0.018, x - width, corner);
    lip.closePath();
    return lip;
  }

  private Path2D lower(double pout) {
    Path2D lip = new Path2D.Double();
    lip.moveTo(x - width, corner);
    lip.curveTo(
        x - width * 0.55, y + pout * 1.3, x + width * 0.55, y + pout * 1.3, x + width, corner);
    lip.quadTo(x, y, x - width, corner);
    lip.closePath();
    return lip;
  }

  private void teeth(Brush brush) {
    Path2D hole = new Path2D.Double();
    hole.moveTo(x - width * 0.9, corner + 0.003);
    hole.quadTo(x, y + 0.02, x + width * 0.9, corner + 0.003);
    hole.curveTo(
        x + width * 0.5,
        y + gap * 1.5,
        x - width * 0.5,
        y + gap * 1.5,
        x - width * 0.9,
        corner + 0.003);
    hole.closePath();
    brush.fill(
        hole,
        Brush.linear(
            0, y + gap * 0.75, 0, y + gap * 1.3, FacePalette.TEETH, FacePalette.MOUTH_DARK));
    brush.line(hole, 0.005, Tint.fade(FacePalette.MOUTH_DARK, 0.5));
  }

  private Path2D parting(double sag) {
    Path2D line = new Path2D.Double();
    line.moveTo(x - width, corner);
    line.quadTo(x, y + 0.006 + sag, x + width, corner);
    return line;
  }
}
