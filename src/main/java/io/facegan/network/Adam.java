package io.facegan.network;

import io.facegan.error.FaceGanException;
import java.math.BigDecimal;

/**
 * The settings of the Adam optimizer (Kingma and Ba, "Adam: A Method for Stochastic Optimization",
 * 2015). Each variable changes by {@code -learningRate * m / (sqrt(v) + epsilon)}, where m and v
 * are the running means of its gradient and of the square of that, both corrected for their start
 * at 0.
 *
 * @param learningRate about the size of each change, above 0
 * @param beta1 decay of the running mean of the gradient, at least 0 and below 1
 * @param beta2 decay of the running mean of its square, at least 0 and below 1
 * @param epsilon added to the root of that square, above 0
 */
public record Adam(double learningRate, double beta1, double beta2, double epsilon) {
  /**
   * Checks the range of every setting.
   *
   * @throws FaceGanException if one is out of its range
   */
  public Adam {
    Checks.positive("Adam learning rate", learningRate);
    checkBeta("Adam beta1", beta1);
    checkBeta("Adam beta2", beta2);
    Checks.positive("Adam epsilon", epsilon);
  }

  /**
   * Returns the same settings with another learning rate.
   *
   * @throws FaceGanException if it is not above 0
   */
  public Adam withLearningRate(double newLearningRate) {
    return new Adam(newLearningRate, beta1, beta2, epsilon);
  }

  /** Returns the same settings with the learning rate multiplied, as decimal numbers are. */
  Adam times(double factor) {
    return withLearningRate(
        BigDecimal.valueOf(learningRate).multiply(BigDecimal.valueOf(factor)).doubleValue());
  }

  /** Returns the settings at the end of a schedule. */
  Adam after(Schedule schedule) {
    double lastBeta2 = schedule.forgetting() == 1 ? beta2 : 1 - (1 - beta2) * schedule.forgetting();
    return new Adam(learningRate * schedule.rates(), beta1, lastBeta2, epsilon);
  }

  String describe() {
    return "Adam with learning rate %s, betas %s and %s, epsilon %s"
        .formatted(
            Checks.plain(learningRate),
            Checks.plain(beta1),
            Checks.plain(beta2),
            Checks.plain(epsilon));
  }

  private static void checkBeta(String name, double beta) {
    if (!(beta >= 0 && beta < 1)) {
      throw new FaceGanException(name + " is " + beta + ": it must be at least 0 and below 1");
    }
  }
}
