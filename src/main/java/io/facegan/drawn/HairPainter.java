package io.facegan.drawn;

import io.facegan.drawn.FaceTraits.Hair;
import io.facegan.drawn.FaceTraits.HairStyle;
import io.facegan.drawn.FaceTraits.Head;
import java.awt.Color;
import java.awt.Paint;
import java.awt.geom.Path2D;

/** Paints hair behind the head, on it, and over the forehead. */
final class HairPainter {
  private static final double MIDDLE = 0.5;

  private final FaceTraits face;
  private final Hair hair;
  private final Head head;
  private final Color light;
  private final Color dark;

  HairPainter(FaceTraits face) {
    this.face = face;
    hair = face.hair();
    head = face.head();
    light = Tint.lighter(hair.colour(), 0.17);
    dark = Tint.darker(hair.colour(), 0.42);
  }

  /** Paints the hair behind neck and ears. */
  void behind(Brush brush) {
    if (hair.style() == HairStyle.BUN) {
      double x = MIDDLE + 0.05 * hair.part();
      brush.fill(
          Brush.ellipse(x, head.crown() - 0.055, 0.115, 0.085),
          Brush.radial(x - 0.03, head.crown() - 0.08, 0.15, 0.12, light, dark));
    }
    if (hair.style().falls()) {
      brush.fill(fall(), Brush.linear(0, 0.2, 0, 0.95, hair.colour(), dark));
      strands(brush);
    }
    if (hair.style() == HairStyle.LONG_CURLY) {
      Curls.around(brush, face, 0.9);
    }
  }

  /** Paints the base of the hair on the skin of the head. */
  void cap(Brush brush) {
    switch (hair.style()) {
      case BALD -> brush.glow(MIDDLE, head.crown() + 0.06, 0.12, 0.05, Tint.fade(Color.WHITE, 0.3));
      case BUZZ -> brush.fill(crownTo(hair.line(), 0.004), Tint.fade(hair.colour(), 0.72));
      default -> {
        double shadow = hair.line() + 0.02;
        try (Brush skin = brush.inside(HeadPainter.outline(head))) {
          skin.fill(
              crownTo(shadow + 0.012, 0), Tint.fade(Tint.darker(face.skin().tone(), 0.6), 0.3));
        }
      }
    }
  }

  /** Paints the hair in front of everything else. */
  void front(Brush brush) {
    switch (hair.style()) {
      case BALD, BUZZ -> {}
      case CURLY, LONG_CURLY -> {
        brush.fill(crownTo(hair.line(), hair.volume()), gloss());
        Curls.around(brush, face, 0.36);
      }
      default -> {
        brush.fill(crownTo(hair.line(), hair.volume()), gloss());
        shine(brush);
        locks(brush);
      }
    }
  }

  private void locks(Brush brush) {
    if (hair.style().hasFringe()) {
      Fringe.straight(brush, face, gloss(), dark);
    } else if (hair.style() == HairStyle.QUIFF) {
      Fringe.quiff(brush, face, gloss());
    }
    if (hair.style().falls()) {
      for (int side = -1; side <= 1; side += 2) {
        brush.fill(lock(side), Brush.linear(0, 0.2, 0, 0.9, hair.colour(), dark));
      }
    }
  }

  private Paint gloss() {
    double lit = MIDDLE + 0.16 * face.scene().lightSide();
    return Brush.radial(lit, 0.14, 0.42, 0.36, light, dark);
  }

  /** Returns the hair from outside the crown down to the temples and up to the hairline. */
  private Path2D crownTo(double line, double volume) {
    double wide = head.cheek() + 0.012 + volume * 0.5;
    double top = head.crown() - volume;
    double ear = hair.style() == HairStyle.BUZZ ? 0.38 : 0.43;
    double part = MIDDLE + hair.part() * head.cheek() * 0.55;
    double burn = head.cheek() + 0.006;
    double edge = head.cheek() * 0.86;
    Path2D cap = new Path2D.Double();
    cap.moveTo(MIDDLE - burn, ear);
    cap.curveTo(MIDDLE - wide - 0.03, top + 0.06, MIDDLE - wide * 0.55, top, MIDDLE, top);
    cap.curveTo(MIDDLE + wide * 0.55, top, MIDDLE + wide + 0.03, top + 0.06, MIDDLE + burn, ear);
    cap.lineTo(MIDDLE + head.cheek() - 0.012, ear);
    cap.curveTo(MIDDLE + edge, 0.36, MIDDLE + edge, line + 0.05, part + 0.02, line);
    cap.curveTo(
        MIDDLE - edge, line + 0.05, MIDDLE - edge, 0.36, MIDDLE - head.cheek() + 0.012, ear);
    cap.closePath();
    return cap;
  }

  private void shine(Brush brush) {
    double part = MIDDLE + hair.part() * head.cheek() * 0.55;
    double top = head.crown() - hair.volume();
    for (int i = -3; i <= 3; i++) {
      Path2D strand = new Path2D.Double();
      strand.moveTo(part + i * 0.012, top + 0.03 + Math.abs(i) * 0.006);
      double end = MIDDLE + i * head.cheek() * 0.3;
      strand.quadTo(
          part + i * 0.05, hair.line() - 0.06, end, hair.line() - 0.015 + Math.abs(i) * 0.02);
      brush.line(strand, 0.008, Tint.fade(i % 2 == 0 ? light : dark, 0.45));
    }
  }

  private Path2D fall() {
    double wide = head.cheek() + 0.03 + hair.volume() * 0.9;
    double bottom = hair.style() == HairStyle.BOB ? 0.76 : 1.06;
    double flare = hair.style() == HairStyle.BOB ? 0.01 : 0.05;
    double top = head.crown() - hair.volume();
    Path2D shape = new Path2D.Double();
    shape.moveTo(MIDDLE, top);
    shape.curveTo(MIDDLE + wide * 0.7, top, MIDDLE + wide, top + 0.1, MIDDLE + wide, 0.45);
    shape.quadTo(MIDDLE + wide + 0.01, 0.6, MIDDLE + wide + flare, bottom);
    shape.quadTo(MIDDLE, bottom + 0.05, MIDDLE - wide - flare, bottom);
    shape.quadTo(MIDDLE - wide - 0.01, 0.6, MIDDLE - wide, 0.45);
    shape.curveTo(MIDDLE - wide, top + 0.1, MIDDLE - wide * 0.7, top, MIDDLE, top);
    shape.closePath();
    return shape;
  }

  private void strands(Brush brush) {
    double wide = head.cheek() + 0.015 + hair.volume() * 0.6;
    double bottom = hair.style() == HairStyle.BOB ? 0.74 : 1.05;
    for (int side = -1; side <= 1; side += 2) {
      Path2D strand = new Path2D.Double();
      strand.moveTo(MIDDLE + side * wide, 0.4);
      strand.quadTo(MIDDLE + side * (wide + 0.01), 0.62, MIDDLE + side * (wide + 0.025), bottom);
      brush.line(strand, 0.014, Tint.fade(light, 0.5));
    }
  }

  /** Returns a lock in front of the ear and along the cheek. */
  private Path2D lock(int side) {
    double out = MIDDLE + side * (head.cheek() + 0.03 + hair.volume() * 0.8);
    double in = MIDDLE + side * (head.cheek() - 0.03);
    double bottom = hair.style() == HairStyle.BOB ? 0.755 : 1.05;
    Path2D lock = new Path2D.Double();
    lock.moveTo(MIDDLE + side * head.cheek() * 0.85, hair.line() + 0.03);
    lock.quadTo(out, 0.32, out, 0.5);
    lock.quadTo(out + side * 0.01, 0.7, out + side * 0.03, bottom);
    lock.quadTo(in + side * 0.03, bottom, in + side * 0.045, bottom - 0.02);
    lock.curveTo(in + side * 0.02, 0.75, in + side * 0.035, 0.6, in + side * 0.018, 0.46);
    lock.quadTo(in - side * 0.005, 0.36, MIDDLE + side * head.cheek() * 0.72, hair.line() + 0.03);
    lock.closePath();
    return lock;
  }
}
