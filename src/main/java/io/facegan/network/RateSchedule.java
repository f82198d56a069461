package io.facegan.network;

import io.facegan.error.FaceGanException;

/**
 * How the learning rates of both networks fall: by half a cosine from 1 to a last factor
 * (Loshchilov and Hutter, "SGDR", 2017).
 *
 * @param last what the rates are multiplied by at the end and from then on, above 0 and at most 1;
 *     1 keeps them as they are
 * @param images after how many images seen that is, at least 0; 0 stands for the planned end of the
 *     run, and is replaced by it when the run begins
 */
public record RateSchedule(double last, long images) {
  /** The rates stay as they are. */
  public static final RateSchedule CONSTANT = new RateSchedule(1, 0);

  /**
   * Checks the ranges.
   *
   * @throws FaceGanException if a value is out of its range
   */
  public RateSchedule {
    if (!(last > 0 && last <= 1)) {
      throw new FaceGanException(
          "last factor of the learning rate is " + last + ": it must be above 0 and at most 1");
    }
    if (images < 0) {
      throw new FaceGanException(
          "images of the rate schedule are " + images + ": they must be at least 0");
    }
  }

  /** Returns a fall to this factor at the planned end of the run. */
  public static RateSchedule cosine(double last) {
    return new RateSchedule(last, 0);
  }

  /** Returns this schedule for a run that ends after so many images. */
  public RateSchedule plannedFor(long end) {
    return last == 1 || images > 0 ? this : new RateSchedule(last, end);
  }

  /** Returns what the rates are multiplied by after so many images. */
  public double factor(long seen) {
    if (last == 1) {
      return 1;
    }
    double way = images == 0 ? 0 : Math.min(1, (double) seen / images);
    return last + (1 - last) * (1 + Math.cos(Math.PI * way)) / 2;
  }

  String describe() {
    if (last == 1) {
      return "Constant learning rates";
    }
    return "Learning rates fall to %s of themselves %s"
        .formatted(
            Checks.plain(last),
            images == 0 ? "at the end of the run" : "after " + Checks.grouped(images) + " images");
  }
}
