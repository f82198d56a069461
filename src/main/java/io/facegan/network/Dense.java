package io.facegan.network;

/**
 * A fully connected layer with a bias: vector of n -> vector of {@code units}. It has n * units
 * weights and {@code units} biases.
 *
 * @param units values in the output, at least 1
 */
public record Dense(int units) implements LayerSpec {
  /** Checks that there is at least one unit. */
  public Dense {
    Checks.positive("dense units", units);
  }

  @Override
  public FeatureShape outputShape(FeatureShape input) {
    Checks.vector(this, input);
    return new VectorShape(units);
  }

  @Override
  public String formula(FeatureShape input) {
    Checks.vector(this, input);
    return "";
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
