package io.facegan.drawn;

import io.facegan.drawn.FaceTraits.Pose;
import io.facegan.drawn.FaceTraits.Scene;
import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** Paints a whole portrait from its traits, back to front. */
final class FacePainter {
  private static final Rectangle2D EVERYTHING = new Rectangle2D.Double(-1, -1, 3, 3);

  private FacePainter() {}

  /** Paints a square RGB image with the given side in pixels. */
  static BufferedImage paint(FaceTraits face, int side) {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    try (Brush brush = new Brush(image)) {
      backdrop(brush, face.scene());
      figure(brush, face);
    }
    return image;
  }

  private static void figure(Brush brush, FaceTraits face) {
    brush.transform(pose(face.pose()));
    HairPainter hair = new HairPainter(face);
    HeadPainter head = new HeadPainter(face);
    hair.behind(brush);
    shoulders(brush, face.scene().clothes());
    head.paint(brush);
    hair.cap(brush);
    new BeardPainter(face).paint(brush);
    new MouthPainter(face).paint(brush);
    head.nose(brush);
    new EyesPainter(face).paint(brush);
    hair.front(brush);
    new GlassesPainter(face).paint(brush);
    light(brush, face.scene());
  }

  private static void backdrop(Brush brush, Scene scene) {
    brush.fill(EVERYTHING, Brush.linear(0, 0, 0.25, 1, scene.top(), scene.bottom()));
    brush.glow(
        0.5 + 0.25 * scene.lightSide(),
        0.3,
        0.6,
        0.6,
        Tint.fade(Tint.lighter(scene.top(), 0.6), 0.5));
  }

  private static AffineTransform pose(Pose pose) {
    AffineTransform move = new AffineTransform();
    move.translate(0.5 + pose.shiftX(), 0.55 + pose.shiftY());
    move.rotate(pose.tilt());
    move.scale(pose.zoom(), pose.zoom());
    move.translate(-0.5, -0.55);
    return move;
  }

  private static void shoulders(Brush brush, Color clothes) {
    Path2D body = new Path2D.Double();
    body.moveTo(-0.3, 1.4);
    body.curveTo(-0.1, 0.96, 0.25, 0.97, 0.36, 0.9);
    body.lineTo(0.64, 0.9);
    body.curveTo(0.75, 0.97, 1.1, 0.96, 1.3, 1.4);
    body.closePath();
    brush.fill(body, Brush.linear(0, 0.88, 0, 1.1, clothes, Tint.darker(clothes, 0.45)));
  }

  private static void light(Brush brush, Scene scene) {
    double side = scene.lightSide() < 0 ? 1 : 0;
    Color shade = Tint.rgb(0x1C0E12);
    brush.fill(
        EVERYTHING,
        Brush.linear(
            side, 0.6, 1 - side, 0.4, Tint.fade(shade, scene.shade()), Tint.fade(shade, 0)));
  }
}
