package io.facegan.internal.report;

import java.util.stream.DoubleStream;

/**
 * The range of the loss axis: covers all losses, unless a few spikes would flatten the rest.
 *
 * @param top the largest loss that is shown, in nats
 * @param cutOff the number of losses above it
 * @param count the number of finite losses
 */
record LossScale(double top, long cutOff, long count) {
  private static final double PERCENTILE = 0.97;
  private static final double SPIKE = 1.5;
  private static final double MARGIN = 1.1;
  private static final double SMALLEST = 1;

  /**
   * A higher axis tells no more about a diverging training, and the chart library does not
   * terminate with an axis of 1e18.
   */
  static final double LARGEST = 1e6;

  static LossScale of(double[] discriminator, double[] generator) {
    double[] sorted =
        DoubleStream.concat(DoubleStream.of(discriminator), DoubleStream.of(generator))
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    if (sorted.length == 0) {
      return new LossScale(SMALLEST, 0, 0);
    }
    double usual = sorted[(int) (PERCENTILE * (sorted.length - 1))];
    double largest = sorted[sorted.length - 1];
    double shown = largest > SPIKE * Math.max(usual, SMALLEST) ? usual : largest;
    double top = Math.min(LARGEST, Math.max(SMALLEST, MARGIN * shown));
    long cutOff = DoubleStream.of(sorted).filter(loss -> loss > top).count();
    return new LossScale(top, cutOff, sorted.length);
  }
}
