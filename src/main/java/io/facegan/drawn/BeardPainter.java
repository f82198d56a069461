package io.facegan.drawn;

import io.facegan.drawn.FaceTraits.Beard;
import io.facegan.drawn.FaceTraits.Head;
import java.awt.Color;
import java.awt.geom.Area;
import java.awt.geom.Path2D;

/** Paints stubble, beard and moustache, beneath the mouth. */
final class BeardPainter {
  private final FaceTraits face;
  private final double x;

  BeardPainter(FaceTraits face) {
    this.face = face;
    x = 0.5 + 0.03 * face.pose().turn();
  }

  void paint(Brush brush) {
    Color colour = Tint.mix(face.hair().colour(), FacePalette.UMBER, 0.25);
    switch (face.beard()) {
      case NONE -> {}
      case STUBBLE ->
          brush.fill(
              jaw(0), Brush.linear(0, 0.56, 0, 0.8, Tint.fade(colour, 0), Tint.fade(colour, 0.42)));
      case MOUSTACHE -> moustache(brush, colour);
      case GOATEE -> {
        goatee(brush, colour);
        moustache(brush, colour);
      }
      case FULL -> {
        brush.fill(
            jaw(0.035),
            Brush.linear(0, 0.5, 0, 0.66, Tint.fade(colour, 0.35), Tint.fade(colour, 0.93)));
        moustache(brush, colour);
      }
    }
  }

  /** Returns the face below a line from ear to ear that passes around the mouth. */
  private Area jaw(double reach) {
    Head head = face.head();
    Path2D below = new Path2D.Double();
    double inset = 0.035;
    below.moveTo(0.5 - head.cheek() - 0.05, 0.46);
    below.lineTo(0.5 - head.cheek() + inset, 0.47);
    below.curveTo(0.5 - head.cheek() + inset, 0.66, x - 0.15, 0.665, x, 0.655);
    below.curveTo(
        x + 0.15, 0.665, 0.5 + head.cheek() - inset, 0.66, 0.5 + head.cheek() - inset, 0.47);
    below.lineTo(0.5 + head.cheek() + 0.05, 0.46);
    below.lineTo(0.95, 1);
    below.lineTo(0.05, 1);
    below.closePath();
    double grow = face.beard() == Beard.FULL ? reach : 0;
    Head larger =
        new Head(
            head.cheek(),
            head.jaw() + grow * 0.3,
            head.chinWidth() + grow,
            head.crown(),
            head.chin() + grow,
            head.ear());
    Area area = new Area(HeadPainter.outline(larger));
    area.intersect(new Area(below));
    return area;
  }

  private void moustache(Brush brush, Color colour) {
    double top = face.nose().tip() + 0.028;
    double width = face.mouth().width() * 1.12;
    double low = face.mouth().height() - 0.004;
    Path2D shape = new Path2D.Double();
    shape.moveTo(x, top);
    shape.curveTo(
        x + width * 0.5, top - 0.004, x + width * 0.8, low - 0.03, x + width, low + 0.012);
    shape.quadTo(x + width * 0.5, low, x, low - 0.012);
    shape.quadTo(x - width * 0.5, low, x - width, low + 0.012);
    shape.curveTo(x - width * 0.8, low - 0.03, x - width * 0.5, top - 0.004, x, top);
    shape.closePath();
    brush.fill(shape, Tint.fade(colour, 0.9));
  }

  private void goatee(Brush brush, Color colour) {
    double top = face.mouth().height() + 0.03;
    double bottom = face.head().chin() + 0.02;
    Path2D shape = new Path2D.Double();
    shape.moveTo(x - 0.075, top);
    shape.quadTo(x, top + 0.03, x + 0.075, top);
    shape.curveTo(x + 0.085, bottom - 0.03, x + 0.04, bottom, x, bottom);
    shape.curveTo(x - 0.04, bottom, x - 0.085, bottom - 0.03, x - 0.075, top);
    shape.closePath();
    brush.fill(shape, Tint.fade(colour, 0.88));
  }
}
