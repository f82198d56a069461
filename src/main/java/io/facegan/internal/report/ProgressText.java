package io.facegan.internal.report;

import io.facegan.internal.util.Text;
import io.facegan.train.StepResult;
import java.time.Duration;
import java.util.Optional;

/** Formats progress, independent of the locale. */
public final class ProgressText {
  private static final int SLOW = 10;
  // Longer estimates are useless, and a tiny speed must not overflow.
  private static final double MAX_SECONDS = 1e9;

  static String losses(StepResult result) {
    return Text.format("D %.3f, G %.3f", result.lossDiscriminator(), result.lossGenerator());
  }

  static String speed(StepResult result) {
    double speed = result.imagesPerSecond();
    if (!known(speed)) {
      return "? images/s";
    }
    return Text.format(speed < SLOW ? "%.2f images/s" : "%.1f images/s", speed);
  }

  /** Returns the time to the planned end at the current speed; empty if that is unknown. */
  static Optional<Duration> timeLeft(StepResult result, int batchSize) {
    double images = (double) (result.totalSteps() - result.step()) * batchSize;
    double seconds = images / result.imagesPerSecond();
    if (!known(result.imagesPerSecond()) || seconds > MAX_SECONDS) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofSeconds(Math.round(seconds)));
  }

  /** Returns a time in its two largest units, for example {@code 12 min 05 s}. */
  public static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return Text.format("%d min %02d s", seconds / 60, seconds % 60);
    }
    return Text.format("%d h %02d min", seconds / 3600, seconds / 60 % 60);
  }

  private static boolean known(double speed) {
    return Double.isFinite(speed) && speed > 0;
  }

  private ProgressText() {}
}
