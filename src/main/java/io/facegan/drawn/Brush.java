package io.facegan.drawn;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.MultipleGradientPaint;
import java.awt.Paint;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;

/** Paints on an image whose sides both run from 0 to 1, x to the right and y down. */
final class Brush implements AutoCloseable {
  private static final float[] ENDS = {0f, 1f};

  private final Graphics2D graphics;

  Brush(BufferedImage image) {
    graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.scale(image.getWidth(), image.getHeight());
  }

  private Brush(Graphics2D graphics) {
    this.graphics = graphics;
  }

  /** Returns a second brush on the same image that paints only inside the outline. */
  Brush inside(Shape outline) {
    Graphics2D clipped = (Graphics2D) graphics.create();
    clipped.clip(outline);
    return new Brush(clipped);
  }

  /** Moves everything painted from now on. */
  void transform(AffineTransform move) {
    graphics.transform(move);
  }

  void fill(Shape shape, Paint paint) {
    graphics.setPaint(paint);
    graphics.fill(shape);
  }

  void line(Shape shape, double width, Color colour) {
    graphics.setPaint(colour);
    graphics.setStroke(
        new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(shape);
  }

  void dot(double x, double y, double radius, Paint paint) {
    fill(ellipse(x, y, radius, radius), paint);
  }

  /** Paints a soft spot that is strongest in its middle and fades to nothing at its rim. */
  void glow(double x, double y, double radiusX, double radiusY, Color colour) {
    fill(
        ellipse(x, y, radiusX, radiusY),
        radial(x, y, radiusX, radiusY, colour, Tint.fade(colour, 0)));
  }

  static Ellipse2D ellipse(double x, double y, double radiusX, double radiusY) {
    return new Ellipse2D.Double(x - radiusX, y - radiusY, 2 * radiusX, 2 * radiusY);
  }

  static Paint linear(double x0, double y0, double x1, double y1, Color from, Color to) {
    return new LinearGradientPaint(
        new Point2D.Double(x0, y0), new Point2D.Double(x1, y1), ENDS, new Color[] {from, to});
  }

  static Paint radial(double x, double y, double radiusX, double radiusY, Color centre, Color rim) {
    AffineTransform stretch = AffineTransform.getTranslateInstance(x, y);
    stretch.scale(radiusX, radiusY);
    Point2D origin = new Point2D.Double(0, 0);
    return new RadialGradientPaint(
        origin,
        1f,
        origin,
        ENDS,
        new Color[] {centre, rim},
        MultipleGradientPaint.CycleMethod.NO_CYCLE,
        MultipleGradientPaint.ColorSpaceType.SRGB,
        stretch);
  }

  @Override
  public void close() {
    graphics.dispose();
  }
}
