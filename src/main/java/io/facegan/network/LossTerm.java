package io.facegan.network;

import io.facegan.error.FaceGanException;

/**
 * One part of an {@link Objective}: a function of a logit (the discriminator's answer before a
 * sigmoid), whose mean over a batch is minimised. All are in nats or have no unit, and cost nothing
 * beside a network.
 */
public sealed interface LossTerm {
  /** Returns the value of the term for one logit. */
  double value(double logit);

  /** Returns the formula, {@code t} being the logit: {@code softplus(-t)}. */
  String describe();

  /**
   * Binary cross-entropy between the logit's sigmoid and a label: {@code softplus(t) - label * t}.
   *
   * @param label 1 for real, 0 for fake, anything between for label smoothing (Salimans et al.,
   *     "Improved Techniques for Training GANs", 2016)
   */
  record CrossEntropy(double label) implements LossTerm {
    /** Checks the label. */
    public CrossEntropy {
      if (!(label >= 0 && label <= 1)) {
        throw new FaceGanException("label is " + label + ": it must be from 0 to 1");
      }
    }

    @Override
    public double value(double logit) {
      return Math.max(logit, 0) - label * logit + Math.log1p(Math.exp(-Math.abs(logit)));
    }

    @Override
    public String describe() {
      if (label == 1) {
        return "softplus(-t)";
      }
      return label == 0 ? "softplus(t)" : "softplus(t) - %s t".formatted(Checks.plain(label));
    }
  }

  /**
   * Half of the squared distance from a target: {@code (t - target)^2 / 2}.
   *
   * @param target finite
   */
  record LeastSquares(double target) implements LossTerm {
    /** Checks the target. */
    public LeastSquares {
      if (!Double.isFinite(target)) {
        throw new FaceGanException("least squares target is " + target + ": it must be finite");
      }
    }

    @Override
    public double value(double logit) {
      return (logit - target) * (logit - target) / 2;
    }

    @Override
    public String describe() {
      return "(t - %s)^2 / 2".formatted(Checks.plain(target));
    }
  }

  /**
   * What a logit lacks of a margin of 1: {@code max(0, 1 - t)}, or {@code max(0, 1 + t)}.
   *
   * @param towardsReal whether large logits are wanted
   */
  record Hinge(boolean towardsReal) implements LossTerm {
    @Override
    public double value(double logit) {
      return Math.max(0, 1 + (towardsReal ? -logit : logit));
    }

    @Override
    public String describe() {
      return towardsReal ? "max(0, 1 - t)" : "max(0, 1 + t)";
    }
  }

  /**
   * The logit itself, or its negative: {@code t}, or {@code -t}.
   *
   * @param towardsReal whether large logits are wanted
   */
  record Linear(boolean towardsReal) implements LossTerm {
    @Override
    public double value(double logit) {
      return towardsReal ? -logit : logit;
    }

    @Override
    public String describe() {
      return towardsReal ? "-t" : "t";
    }
  }
}
