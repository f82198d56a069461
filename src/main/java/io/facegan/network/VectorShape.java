package io.facegan.network;

/**
 * A flat vector of values, for example a latent of 100 values.
 *
 * @param size how many values, at least 1
 */
public record VectorShape(int size) implements FeatureShape {
  /** Checks that the size is positive. */
  public VectorShape {
    Checks.positive("vector size", size);
  }

  @Override
  public String toString() {
    return Integer.toString(size);
  }
}
