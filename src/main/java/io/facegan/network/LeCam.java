package io.facegan.network;

import io.facegan.error.FaceGanException;

/**
 * A pull on the discriminator's logits that keeps it from growing too sure of few images (Tseng,
 * Jiang, Liu, Yang and Yang, <a href="https://arxiv.org/abs/2104.03310">Regularizing Generative
 * Adversarial Networks under Limited Data</a>, CVPR 2021): its loss grows by
 *
 * <pre>weight * (mean (D(real) - g)^2 + mean (D(generated) - r)^2)</pre>
 *
 * <p>where r and g are moving averages of the mean logits of real and of generated images. It costs
 * next to nothing. It needs logits that have a level, so no {@linkplain Objective#relativistic()
 * relativistic} ones.
 *
 * @param weight at least 0; 0 is none, the paper has 0.01 to 0.3
 * @param decay how much of an average a step keeps, at least 0 and below 1; the paper has 0.99
 */
public record LeCam(double weight, double decay) {
  /** No pull. */
  public static final LeCam NONE = new LeCam(0, 0.99);

  /**
   * Checks the ranges.
   *
   * @throws FaceGanException if a value is out of its range
   */
  public LeCam {
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new FaceGanException(
          "LeCam weight is " + weight + ": it must be at least 0 and finite");
    }
    if (!(decay >= 0 && decay < 1)) {
      throw new FaceGanException("LeCam decay is " + decay + ": it must be at least 0 and below 1");
    }
  }

  /** Returns whether there is none. */
  public boolean isNone() {
    return weight == 0;
  }

  String describe() {
    return "LeCam regularisation with weight %s, averages' decay %s"
        .formatted(Checks.plain(weight), Checks.plain(decay));
  }
}
