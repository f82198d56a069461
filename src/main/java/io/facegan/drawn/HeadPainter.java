package io.facegan.drawn;

import io.facegan.drawn.FaceTraits.Head;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;

/** Paints neck, ears, the face's skin and the nose. */
final class HeadPainter {
  private static final double MIDDLE = 0.5;

  private final FaceTraits face;
  private final Color skin;
  private final Color shade;

  HeadPainter(FaceTraits face) {
    this.face = face;
    skin = face.skin().tone();
    shade = Tint.mix(Tint.darker(skin, 0.42), Tint.rgb(0x7A2A1C), 0.18);
  }

  void paint(Brush brush) {
    neck(brush);
    ears(brush);
    Shape outline = outline(face.head());
    double lit = MIDDLE + 0.09 * face.scene().lightSide();
    brush.fill(
        outline,
        Brush.radial(lit, 0.42, 0.42, 0.62, Tint.lighter(skin, 0.14), Tint.mix(skin, shade, 0.75)));
    try (Brush inside = brush.inside(outline)) {
      cheeks(inside);
      sockets(inside);
      age(inside);
    }
  }

  /** Returns the outline of the face from crown to chin. */
  static Shape outline(Head head) {
    Path2D path = new Path2D.Double();
    path.moveTo(MIDDLE, head.crown());
    half(path, head, 1);
    halfUp(path, head);
    path.closePath();
    return path;
  }

  private static void half(Path2D path, Head head, double side) {
    double cheek = MIDDLE + side * head.cheek();
    double jaw = MIDDLE + side * head.jaw();
    path.curveTo(
        MIDDLE + side * head.cheek() * 0.7, head.crown(), cheek, head.crown() + 0.1, cheek, 0.45);
    path.curveTo(cheek, 0.56, jaw + side * 0.025, 0.64, jaw, 0.7);
    path.curveTo(
        jaw - side * 0.03,
        0.78,
        MIDDLE + side * head.chinWidth(),
        head.chin(),
        MIDDLE,
        head.chin());
  }

  private static void halfUp(Path2D path, Head head) {
    double cheek = MIDDLE - head.cheek();
    double jaw = MIDDLE - head.jaw();
    path.curveTo(MIDDLE - head.chinWidth(), head.chin(), jaw + 0.03, 0.78, jaw, 0.7);
    path.curveTo(jaw - 0.025, 0.64, cheek, 0.56, cheek, 0.45);
    path.curveTo(
        cheek, head.crown() + 0.1, MIDDLE - head.cheek() * 0.7, head.crown(), MIDDLE, head.crown());
  }

  private void neck(Brush brush) {
    double half = face.head().jaw() * 0.66;
    Path2D neck = new Path2D.Double();
    neck.moveTo(MIDDLE - half, 0.68);
    neck.lineTo(MIDDLE + half, 0.68);
    neck.curveTo(MIDDLE + half, 0.86, MIDDLE + half, 0.9, MIDDLE + half + 0.07, 0.93);
    neck.quadTo(MIDDLE, 1.08, MIDDLE - half - 0.07, 0.93);
    neck.curveTo(MIDDLE - half, 0.9, MIDDLE - half, 0.86, MIDDLE - half, 0.68);
    neck.closePath();
    brush.fill(
        neck, Brush.linear(0, face.head().chin(), 0, 1.02, shade, Tint.mix(skin, shade, 0.3)));
  }

  private void ears(Brush brush) {
    for (int side = -1; side <= 1; side += 2) {
      double near = 1 - 0.5 * Math.max(0, side * face.pose().turn());
      double x = MIDDLE + side * (face.head().cheek() + 0.012 * near);
      double height = face.eyes().height() + 0.055;
      double radius = face.head().ear();
      brush.fill(
          Brush.ellipse(x, height, radius * 0.62 * near, radius * 1.35),
          Tint.mix(skin, shade, 0.35));
      brush.glow(x, height, radius * 0.42 * near, radius * 0.95, Tint.fade(shade, 0.6));
    }
  }

  private void cheeks(Brush brush) {
    Color blush = Tint.fade(Tint.mix(skin, Tint.rgb(0xE0485A), 0.6), face.skin().blush() * 1.6);
    double turn = 0.02 * face.pose().turn();
    for (int side = -1; side <= 1; side += 2) {
      brush.glow(MIDDLE + turn + side * 0.165, 0.585, 0.1, 0.075, blush);
    }
    brush.glow(MIDDLE + turn, 0.33, 0.15, 0.09, Tint.fade(Color.WHITE, 0.16));
    brush.glow(MIDDLE, face.head().chin() - 0.055, 0.06, 0.04, Tint.fade(Color.WHITE, 0.1));
  }

  private void sockets(Brush brush) {
    double turn = 0.028 * face.pose().turn();
    for (int side = -1; side <= 1; side += 2) {
      double x = MIDDLE + turn + side * face.eyes().spacing();
      brush.glow(x, face.eyes().height() - 0.01, 0.1, 0.065, Tint.fade(shade, 0.42));
    }
  }

  private void age(Brush brush) {
    double strength = (face.skin().age() - 0.6) * 1.1;
    if (strength <= 0) {
      return;
    }
    Color crease = Tint.fade(shade, strength);
    double corner = face.mouth().width() + 0.022;
    for (int side = -1; side <= 1; side += 2) {
      Path2D fold = new Path2D.Double();
      fold.moveTo(MIDDLE + side * (face.nose().width() + 0.012), face.nose().tip() - 0.012);
      fold.quadTo(MIDDLE + side * corner, 0.635, MIDDLE + side * corner, 0.69);
      brush.line(fold, 0.007, crease);
    }
  }

  /** Paints the nose over the face: a lit bridge, a shaded side and wings, the nostrils. */
  void nose(Brush brush) {
    double turn = face.pose().turn();
    double tip = face.nose().tip();
    double width = face.nose().width();
    double x = MIDDLE + 0.045 * turn;
    double dark = -Math.signum(face.scene().lightSide());
    brush.fill(
        bridge(x, dark),
        Brush.linear(
            0, face.eyes().height(), 0, tip, Tint.fade(shade, 0.05), Tint.fade(shade, 0.42)));
    brush.glow(x, tip + 0.006, width * 1.5, 0.03, Tint.fade(shade, 0.55));
    brush.glow(
        x - dark * 0.004,
        tip - 0.014,
        width * 0.75,
        0.032,
        Tint.fade(Tint.lighter(skin, 0.35), 0.8));
    brush.glow(x - dark * 0.004, tip - 0.09, 0.014, 0.085, Tint.fade(Color.WHITE, 0.2));
    Color hole = Tint.fade(Tint.darker(shade, 0.45), 0.85);
    for (int side = -1; side <= 1; side += 2) {
      brush.fill(Brush.ellipse(x + side * width * 0.52, tip + 0.011, width * 0.26, 0.0085), hole);
    }
  }

  private Path2D bridge(double x, double dark) {
    double top = face.eyes().height() - 0.02;
    double base = MIDDLE + 0.028 * face.pose().turn();
    Path2D side = new Path2D.Double();
    side.moveTo(base + dark * 0.026, top);
    side.quadTo(
        base + dark * 0.008,
        top + 0.08,
        x + dark * face.nose().width() * 0.95,
        face.nose().tip() + 0.004);
    side.lineTo(x + dark * 0.006, face.nose().tip());
    side.quadTo(x + dark * 0.002, top + 0.08, base + dark * 0.012, top);
    side.closePath();
    return side;
  }
}
