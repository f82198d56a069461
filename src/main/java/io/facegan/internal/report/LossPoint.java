package io.facegan.internal.report;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The losses of both networks at a step, or the means of several; NaN where none was finite. */
public record LossPoint(double step, double discriminator, double generator) {
  /** Returns the means of some points without the values that are not finite. */
  static LossPoint mean(List<LossPoint> points) {
    return new LossPoint(
        mean(points, LossPoint::step),
        mean(points, LossPoint::discriminator),
        mean(points, LossPoint::generator));
  }

  private static double mean(List<LossPoint> points, ToDoubleFunction<LossPoint> value) {
    return points.stream().mapToDouble(value).filter(Double::isFinite).average().orElse(Double.NaN);
  }
}
