package io.facegan.train;

import io.facegan.metric.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Recognises trainings that are dying, by figures that a resumed run finds the same. */
final class Guards {
  /** Networks need some time before their pictures or losses say anything. */
  static final long GRACE_STEPS = 500;

  /** Below this mean loss the discriminator is right with more than 99.8 % certainty. */
  static final double WON_BELOW = 0.002;

  /** Checks the losses of a step, which show a NaN anywhere in the networks at once. */
  static List<Finding> ofLosses(StepResult step) {
    double sum = step.lossReal() + step.lossFake() + step.lossGenerator();
    if (Double.isFinite(sum)) {
      return List.of();
    }
    return List.of(
        notFinite(
            "training diverged at step %d (losses %s, %s, %s)"
                .formatted(step.step(), step.lossReal(), step.lossFake(), step.lossGenerator())));
  }

  /** Reports a variable that is not finite. */
  static Finding ofVariable(long step, String name) {
    return notFinite(
        "training diverged by step %d (%s holds values that are not finite)".formatted(step, name));
  }

  /** Returns all that is wrong at an evaluation, worst first. */
  static List<Finding> of(Evaluation evaluation) {
    List<Finding> findings = new ArrayList<>();
    if (evaluation.step() < GRACE_STEPS) {
      return findings;
    }
    if (evaluation.pictures().verdict() == Verdict.COLLAPSED) {
      findings.add(
          new Finding(
              Guard.COLLAPSE,
              String.format(
                  Locale.ROOT,
                  "mode collapse at step %d (the generated pictures are %.3f times as diverse as"
                      + " real ones)",
                  evaluation.step(),
                  evaluation.pictures().diversity()),
              "a lower learning rate, a larger batch or another seed"));
    }
    LossMeans losses = evaluation.losses();
    if (losses.discriminator() < WON_BELOW) {
      findings.add(
          new Finding(
              Guard.DISCRIMINATOR_WON,
              String.format(
                  Locale.ROOT,
                  "the discriminator has won by step %d (its loss is %.5f, the generator's %.2f"
                      + " with a gradient of %.2g)",
                  evaluation.step(),
                  losses.discriminator(),
                  losses.generator(),
                  evaluation.generatorGradient()),
              "a lower learning rate, more pictures or a weaker discriminator"));
    }
    return findings;
  }

  private static Finding notFinite(String what) {
    return new Finding(Guard.NOT_FINITE, what, "a lower learning rate or another seed");
  }

  private Guards() {}
}
