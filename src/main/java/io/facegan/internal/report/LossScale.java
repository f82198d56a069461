package io.facegan.internal.report;

import java.util.stream.DoubleStream;

/**
 * The range of the loss axis: covers all losses, unless a few spikes would flatten the rest.
 *
 * @param bottom the smallest loss that is shown: 0 unless an objective has losses below it
 * @param top the largest loss that is shown
 * @param cutOff the number of losses outside
 * @param count the number of finite losses
 */
record LossScale(double bottom, double top, long cutOff, long count) {
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
      return new LossScale(0, SMALLEST, 0, 0);
    }
    int rank = (int) (PERCENTILE * (sorted.length - 1));
    double top = reach(sorted[rank], sorted[sorted.length - 1]);
    double bottom = sorted[0] < 0 ? -reach(-sorted[sorted.length - 1 - rank], -sorted[0]) : 0;
    long cutOff = DoubleStream.of(sorted).filter(loss -> loss > top || loss < bottom).count();
    return new LossScale(bottom, top, cutOff, sorted.length);
  }

  /** Returns how far an axis reaches from 0 for a usual loss and the farthest on its side. */
  private static double reach(double usual, double farthest) {
    double shown = farthest > SPIKE * Math.max(usual, SMALLEST) ? usual : farthest;
    return Math.min(LARGEST, Math.max(SMALLEST, MARGIN * shown));
  }
}
