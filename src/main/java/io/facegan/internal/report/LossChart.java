package io.facegan.internal.report;

import io.facegan.internal.util.Text;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws the losses of a run. */
final class LossChart {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 600;
  private static final double BALANCE = Math.log(2);
  private static final Color DISCRIMINATOR = new Color(0x1f5fa8);
  private static final Color GENERATOR = new Color(0xd9601a);
  private static final Color REFERENCE = new Color(0x555555);
  private static final Color GRID = new Color(0xe4e4e4);
  private static final int PALE = 70;
  private static final double RIGHT_MARGIN = 1.01;
  private static final int TICK_PIXELS = 110;
  // The smoothing window on each side is this part of the run.
  private static final int WINDOWS = 50;

  /** Returns the chart; {@code notFinite} losses are omitted because they are NaN or infinite. */
  static BufferedImage draw(List<LossPoint> points, long notFinite) {
    double[] steps = points.stream().mapToDouble(LossPoint::step).toArray();
    double[] discriminator = points.stream().mapToDouble(LossPoint::discriminator).toArray();
    double[] generator = points.stream().mapToDouble(LossPoint::generator).toArray();
    LossScale scale = LossScale.of(discriminator, generator);
    XYChart chart = chart(axisTitle(scale, notFinite));
    style(chart.getStyler(), steps[steps.length - 1], scale);
    addPale(chart, "each generator loss", GENERATOR, steps, generator);
    addPale(chart, "each discriminator loss", DISCRIMINATOR, steps, discriminator);
    addMeans(chart, "discriminator", DISCRIMINATOR, steps, discriminator);
    addMeans(chart, "generator", GENERATOR, steps, generator);
    addBalance(chart, steps[steps.length - 1]);
    return BitmapEncoder.getBufferedImage(chart);
  }

  /** Returns the title of the loss axis, which says what the chart omits. */
  static String axisTitle(LossScale scale, long notFinite) {
    StringBuilder title = new StringBuilder("loss");
    if (scale.cutOff() > 0) {
      double percent = 100.0 * scale.cutOff() / scale.count();
      String bottom = scale.bottom() < 0 ? Text.format("%.2f and ", scale.bottom()) : "";
      title.append(
          Text.format(", cut off at %s%.2f (%.1f%% lie beyond)", bottom, scale.top(), percent));
    }
    if (notFinite > 0) {
      title.append(", ").append(notFinite).append(" not finite");
    }
    return title.toString();
  }

  private static XYChart chart(String lossAxisTitle) {
    return new XYChartBuilder()
        .width(WIDTH)
        .height(HEIGHT)
        .title("Losses")
        .xAxisTitle("step")
        .yAxisTitle(lossAxisTitle)
        .build();
  }

  private static void style(XYStyler styler, double lastStep, LossScale scale) {
    styler.setLocale(Locale.ROOT);
    styler.setXAxisMin(0.0).setXAxisMax(RIGHT_MARGIN * lastStep);
    styler.setYAxisMin(scale.bottom()).setYAxisMax(scale.top());
    styler.setPlotContentSize(1);
    styler.setXAxisTickMarkSpacingHint(TICK_PIXELS);
    styler.setXAxisDecimalPattern("#,##0.##");
    styler.setYAxisDecimalPattern("0.0#");
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setAxisTickMarksColor(GRID);
    styler.setLegendPosition(Styler.LegendPosition.OutsideS);
    styler.setLegendLayout(Styler.LegendLayout.Horizontal);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setChartTitleFont(font(Font.BOLD, 18));
    styler.setAxisTitleFont(font(Font.PLAIN, 14));
    styler.setAxisTickLabelsFont(font(Font.PLAIN, 12));
    styler.setLegendFont(font(Font.PLAIN, 14));
  }

  private static void addPale(
      XYChart chart, String name, Color colour, double[] steps, double[] losses) {
    Color pale = new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), PALE);
    addLine(chart, name, steps, losses, pale, 1).setShowInLegend(false);
  }

  private static void addMeans(
      XYChart chart, String name, Color colour, double[] steps, double[] losses) {
    // A line of one point would be invisible.
    Marker marker = steps.length == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE;
    double[] smooth = Smoothing.centredMean(losses, steps.length / WINDOWS);
    addLine(chart, name, steps, smooth, colour, 2.5f).setMarker(marker);
  }

  private static void addBalance(XYChart chart, double lastStep) {
    // XChart places ticks on the data, at odd numbers, if all steps are equally spaced.
    double[] steps = {0, lastStep / Math.PI, lastStep};
    double[] level = {BALANCE, BALANCE, BALANCE};
    addLine(chart, "ln 2 = 0.693, balance", steps, level, REFERENCE, 1.5f)
        .setLineStyle(SeriesLines.DASH_DASH);
  }

  private static XYSeries addLine(
      XYChart chart, String name, double[] x, double[] y, Color colour, float width) {
    XYSeries line = chart.addSeries(name, x, y);
    line.setMarker(SeriesMarkers.NONE).setLineColor(colour).setLineWidth(width);
    line.setMarkerColor(colour);
    return line;
  }

  private static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }

  private LossChart() {}
}
