package io.facegan.internal.train;

import io.facegan.internal.util.Text;
import io.facegan.metric.Verdict;
import io.facegan.train.Evaluation;
import io.facegan.train.Guard;
import io.facegan.train.LossMeans;
import io.facegan.train.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Recognises trainings that are dying, by figures that a resumed run finds the same.
 *
 * <p>A discriminator that has won shows in one of two ways (Arjovsky and Bottou, "Towards
 * Principled Methods for Training Generative Adversarial Networks", 2017). Its loss goes to
 * nothing: then the generator's gradient may be long, but is mostly noise (their theorem 2.6, of
 * this loss). Or the gradient vanishes, because one of the networks is saturated. Its length says
 * little, since that depends on how the weights are scaled and how large the loss is, both of which
 * change in a run, and Adam divides it out. So it is taken as the share of its loss that the
 * generator could gain, going by the slope, if each of its variables changed by its own length.
 * That has no unit, so that one bound does for all networks, and needs no early steps to be
 * compared with, which may have been as bad.
 */
final class GuardChecks {
  /** What a guard has against the present state, with its figures, and what to try. */
  record Finding(Guard guard, String what, String remedy) {}

  /** Networks need some time before their images or losses say anything. */
  static final long GRACE_STEPS = 500;

  /** Below this mean loss the discriminator is right with more than 99.8 % certainty. */
  static final double WON_BELOW = 0.002;

  /**
   * Below this share of its loss the generator's gradient has vanished. All presets have 1 to 300
   * when they learn, 0.3 to 20 with a discriminator far ahead, and 0.0001 or less once a saturated
   * generator has made 20 steps.
   */
  static final double VANISHED_BELOW = 0.01;

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
    if (evaluation.diagnostics().verdict() == Verdict.COLLAPSED) {
      findings.add(collapse(evaluation));
    }
    LossMeans losses = evaluation.losses();
    if (losses.discriminator() < WON_BELOW) {
      findings.add(won(evaluation));
    } else if (isAhead(losses) && gradientShare(evaluation) < VANISHED_BELOW) {
      findings.add(vanished(evaluation));
    }
    return findings;
  }

  /** Returns why a guard can find nothing, whatever the networks do. */
  static Optional<Finding> unjudged(Evaluation evaluation) {
    return Double.isNaN(evaluation.diagnostics().diversity())
        ? Optional.of(
            new Finding(
                Guard.COLLAPSE,
                "too many of the real images are the same to tell whether generated ones become so",
                "leaving out duplicates, which check lists"))
        : Optional.empty();
  }

  private static Finding collapse(Evaluation evaluation) {
    return new Finding(
        Guard.COLLAPSE,
        Text.format(
            "mode collapse at step %d (the generated images are %.3f times as diverse as real"
                + " ones)",
            evaluation.step(), evaluation.diagnostics().diversity()),
        "a lower learning rate, a larger batch or another seed");
  }

  private static Finding won(Evaluation evaluation) {
    return new Finding(
        Guard.DISCRIMINATOR_WON,
        Text.format(
            "the discriminator has won by step %d (its loss is %.5f, the generator's %.2f)",
            evaluation.step(),
            evaluation.losses().discriminator(),
            evaluation.losses().generator()),
        "a lower learning rate, more images or a weaker discriminator");
  }

  private static Finding vanished(Evaluation evaluation) {
    return new Finding(
        Guard.DISCRIMINATOR_WON,
        Text.format(
            "the discriminator has won by step %d (the generator's loss is %.2f, and its gradient"
                + " has vanished, to %.1g of that)",
            evaluation.step(), evaluation.losses().generator(), gradientShare(evaluation)),
        "a lower learning rate, another activation or another seed");
  }

  private static double gradientShare(Evaluation evaluation) {
    return evaluation.generatorGradient() / evaluation.losses().generator();
  }

  /** Returns whether the discriminator, not the generator, is the better one. */
  private static boolean isAhead(LossMeans losses) {
    return losses.discriminatorFromBalance() < 0 && losses.generatorFromBalance() > 0;
  }

  private static Finding notFinite(String what) {
    return new Finding(Guard.NOT_FINITE, what, "a lower learning rate or another seed");
  }

  private GuardChecks() {}
}
