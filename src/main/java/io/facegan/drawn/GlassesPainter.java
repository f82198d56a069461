package io.facegan.drawn;

import io.facegan.drawn.FaceTraits.Glasses;
import java.awt.Color;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.QuadCurve2D;
import java.awt.geom.RoundRectangle2D;

/** Paints glasses over the eyes. */
final class GlassesPainter {
  private final FaceTraits face;

  GlassesPainter(FaceTraits face) {
    this.face = face;
  }

  void paint(Brush brush) {
    if (face.glasses() == Glasses.NONE) {
      return;
    }
    Color frame = face.scene().frame();
    double turn = face.pose().turn();
    double middle = 0.5 + 0.03 * turn;
    double y = face.eyes().height() + 0.008;
    double reach = face.eyes().spacing();
    double radius = Math.min(0.088, reach * 0.74);
    for (int side = -1; side <= 1; side += 2) {
      double x = middle + side * reach;
      Shape lens = lens(x, y, radius);
      brush.fill(lens, glass(x, y, radius));
      brush.line(lens, 0.014, frame);
      double ear = 0.5 + side * face.head().cheek();
      brush.line(new Line2D.Double(x + side * radius, y - 0.02, ear, y - 0.005), 0.012, frame);
    }
    double gap = reach - radius;
    brush.line(
        new QuadCurve2D.Double(middle - gap, y - 0.01, middle, y - 0.035, middle + gap, y - 0.01),
        0.013,
        frame);
  }

  private Shape lens(double x, double y, double radius) {
    if (face.glasses() == Glasses.ROUND) {
      return Brush.ellipse(x, y, radius, radius * 0.92);
    }
    double height = radius * 0.78;
    return new RoundRectangle2D.Double(
        x - radius, y - height, 2 * radius, 2 * height, radius * 0.7, radius * 0.7);
  }

  private Paint glass(double x, double y, double radius) {
    if (face.glasses() == Glasses.SUN) {
      return Brush.linear(
          x, y - radius, x, y + radius, Tint.rgb(0x15151A), Tint.fade(Tint.rgb(0x3A3440), 0.9));
    }
    Color sheen = Color.WHITE;
    return Brush.linear(
        x - radius,
        y - radius,
        x + radius,
        y + radius,
        Tint.fade(sheen, 0.22),
        Tint.fade(sheen, 0));
  }
}
