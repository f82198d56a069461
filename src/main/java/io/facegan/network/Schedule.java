package io.facegan.network;

import io.facegan.error.FaceGanException;
import java.util.ArrayList;
import java.util.List;

/**
 * How settings change in the course of a training: each from its start to a multiple of it, along
 * half a cosine over the images seen (Loshchilov and Hutter, "SGDR", 2017; for more than learning
 * rates: Huang et al., "The GAN is dead; long live the GAN!", 2024). The half-life of the {@link
 * Averaging} and the probability of the {@link Augmentation} rise by rules of their own.
 *
 * @param rates what the learning rates of both networks are multiplied by at the end and from then
 *     on, above 0 and at most 1; 1 keeps them as they are
 * @param penalties the same for the gammas of the {@link GradientPenalty}
 * @param forgetting the same for 1 - beta2 of both {@link Adam}s: 0.1 takes a beta2 of 0.9 to 0.99
 * @param images after how many images seen the end is, at least 0; 0 stands for the planned end of
 *     the run, and is replaced by it when the run begins
 */
public record Schedule(double rates, double penalties, double forgetting, long images) {
  /** Everything stays as it is. */
  public static final Schedule CONSTANT = new Schedule(1, 1, 1, 0);

  /**
   * Checks the ranges.
   *
   * @throws FaceGanException if a value is out of its range
   */
  public Schedule {
    check("learning rates", rates);
    check("gammas of the gradient penalty", penalties);
    check("1 - beta2", forgetting);
    if (images < 0) {
      throw new FaceGanException(
          "images of the schedule are " + images + ": they must be at least 0");
    }
  }

  private static void check(String what, double last) {
    if (!(last > 0 && last <= 1)) {
      throw new FaceGanException(
          "last factor of the %s is %s: it must be above 0 and at most 1".formatted(what, last));
    }
  }

  /** Returns a fall of the learning rates to this factor at the planned end of the run. */
  public static Schedule cosine(double rates) {
    return new Schedule(rates, 1, 1, 0);
  }

  /** Returns this schedule for a run that ends after so many images. */
  public Schedule plannedFor(long end) {
    return isConstant() || images > 0 ? this : new Schedule(rates, penalties, forgetting, end);
  }

  /** Returns whether nothing changes. */
  public boolean isConstant() {
    return rates == 1 && penalties == 1 && forgetting == 1;
  }

  /** Returns what the learning rates are multiplied by after so many images. */
  public double rates(long seen) {
    return factor(rates, seen);
  }

  /** Returns what the gammas of the gradient penalty are multiplied by after so many images. */
  public double penalties(long seen) {
    return factor(penalties, seen);
  }

  /** Returns what 1 - beta2 is multiplied by after so many images. */
  public double forgetting(long seen) {
    return factor(forgetting, seen);
  }

  private double factor(double last, long seen) {
    if (last == 1) {
      return 1;
    }
    double way = images == 0 ? 0 : Math.min(1, (double) seen / images);
    return last + (1 - last) * (1 + Math.cos(Math.PI * way)) / 2;
  }

  String describe() {
    if (isConstant()) {
      return "Constant learning rates";
    }
    List<String> falls = new ArrayList<>();
    add(falls, "learning rates", rates);
    add(falls, "gammas of the gradient penalty", penalties);
    add(falls, "1 - beta2", forgetting);
    String end = images == 0 ? "at the end of the run" : after(images);
    return "Fall %s: %s".formatted(end, String.join(", ", falls));
  }

  private static void add(List<String> falls, String what, double last) {
    if (last != 1) {
      falls.add("%s to %s of themselves".formatted(what, Checks.plain(last)));
    }
  }

  private static String after(long images) {
    return "after " + Checks.grouped(images) + " images";
  }
}
