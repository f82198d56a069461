package io.facegan.drawn;

import io.facegan.drawn.FaceTraits.Eyes;
import java.awt.Color;
import java.awt.geom.Path2D;

/** Paints eyes, lids, lashes and brows. */
final class EyesPainter {
  private final FaceTraits face;
  private final Eyes eyes;
  private final Color lid;

  EyesPainter(FaceTraits face) {
    this.face = face;
    eyes = face.eyes();
    lid = Tint.mix(Tint.darker(face.skin().tone(), 0.72), FacePalette.UMBER, 0.5);
  }

  void paint(Brush brush) {
    for (int side = -1; side <= 1; side += 2) {
      double turn = face.pose().turn();
      double near = 1 - 0.14 * Math.max(0, side * turn);
      double x = 0.5 + 0.028 * turn + side * eyes.spacing() * near;
      eye(brush, side, x, eyes.width() * near);
      brow(brush, side, x, eyes.width() * near);
    }
  }

  private void eye(Brush brush, int side, double x, double width) {
    double y = eyes.height();
    double opening = width * eyes.opening();
    Path2D upper = arc(side, x, y, width, -opening * 1.35);
    Path2D almond = new Path2D.Double(upper);
    almond.append(back(side, x, y, width, opening * 0.95), true);
    almond.closePath();
    brush.fill(almond, FacePalette.EYE_WHITE);
    try (Brush inside = brush.inside(almond)) {
      iris(inside, x, y, width, opening);
    }
    brush.line(
        arc(side, x, y - opening * 0.55, width * 0.9, -opening * 1.3), 0.006, Tint.fade(lid, 0.35));
    brush.line(arc(side, x, y, width, opening * 0.95), 0.005, Tint.fade(lid, 0.45));
    brush.line(upper, eyes.lashes() ? 0.017 : 0.0125, lid);
    if (eyes.lashes()) {
      lash(brush, side, x, y, width);
    }
  }

  private void iris(Brush brush, double x, double y, double width, double opening) {
    double radius = width * 0.52;
    double irisX = x + eyes.gazeX() * width * 0.5;
    double irisY = y - opening * 0.14 + eyes.gazeY() * opening;
    brush.dot(
        irisX,
        irisY,
        radius,
        Brush.radial(
            irisX,
            irisY,
            radius,
            radius,
            Tint.lighter(eyes.iris(), 0.22),
            Tint.darker(eyes.iris(), 0.5)));
    brush.dot(irisX, irisY, radius * 0.48, Tint.rgb(0x0C0A0C));
    brush.fill(Brush.ellipse(x, y - opening * 1.1, width, opening * 0.75), Tint.fade(lid, 0.35));
    double light = Math.signum(face.scene().lightSide()) * radius * 0.36;
    brush.dot(irisX + light, irisY - radius * 0.36, radius * 0.27, Tint.fade(Color.WHITE, 0.95));
  }

  private void lash(Brush brush, int side, double x, double y, double width) {
    Path2D flick = new Path2D.Double();
    flick.moveTo(x + side * width * 0.75, y - eyes.slant() - width * 0.3);
    flick.quadTo(
        x + side * width,
        y - eyes.slant() - width * 0.1,
        x + side * width * 1.25,
        y - eyes.slant() - width * 0.38);
    brush.line(flick, 0.008, lid);
  }

  private void brow(Brush brush, int side, double x, double width) {
    double lift = eyes.height() - width * eyes.opening() - eyes.brows().lift() + 0.012;
    double thick = eyes.brows().thickness();
    double inner = x - side * width * 1.0;
    double outer = x + side * width * 1.35;
    double peak = lift - eyes.brows().arch() - 0.012;
    Path2D brow = new Path2D.Double();
    brow.moveTo(inner, lift - thick * 0.5);
    brow.quadTo(x + side * width * 0.35, peak - thick, outer, lift + 0.008 - eyes.slant());
    brow.quadTo(x + side * width * 0.35, peak + thick * 0.75, inner, lift + thick);
    brow.closePath();
    brush.fill(brow, Tint.fade(eyes.brows().colour(), 0.88));
  }

  /** Returns the curve of a lid from the inner to the outer corner. */
  private Path2D arc(int side, double x, double y, double width, double bulge) {
    Path2D arc = new Path2D.Double();
    arc.moveTo(x - side * width, y + eyes.slant());
    arc.curveTo(
        x - side * width * 0.45,
        y + bulge,
        x + side * width * 0.5,
        y + bulge,
        x + side * width,
        y - eyes.slant());
    return arc;
  }

  private Path2D back(int side, double x, double y, double width, double bulge) {
    Path2D arc = new Path2D.Double();
    arc.moveTo(x + side * width, y - eyes.slant());
    arc.curveTo(
        x + side * width * 0.5,
        y + bulge,
        x - side * width * 0.45,
        y + bulge,
        x - side * width,
        y + eyes.slant());
    return arc;
  }
}
