package io.facegan.network;

/**
 * A fully connected layer with a bias: {@code output = input * kernel + bias}.
 *
 * <ul>
 *   <li>Input: a vector, [inputs]; put a {@link Flatten} after an image
 *   <li>Output: [units]
 *   <li>Variable {@code kernel}: [inputs, units]. PyTorch's {@code Linear} has the same weights as
 *       [units, inputs].
 *   <li>Variable {@code bias}: [units]
 *   <li>Parameters: {@code inputs * units + units}
 *   <li>Cost of one image: {@code inputs * units} multiply-adds
 * </ul>
 *
 * @param units values in the output, at least 1
 */
public record Dense(int units) implements LayerSpec {
  /**
   * Checks that there is at least one unit.
   *
   * @throws io.facegan.error.FaceGanException if not
   */
  public Dense {
    Checks.positive("dense units", units);
  }

  @Override
  public FeatureShape outputShape(FeatureShape input) {
    Checks.vector(this, input);
    return new VectorShape(units);
  }

  @Override
  public long parameters(FeatureShape input) {
    return (long) Checks.vector(this, input).size() * units + units;
  }

  @Override
  public String kind() {
    return "dense";
  }

  @Override
  public String describe() {
    return "dense " + units;
  }
}
