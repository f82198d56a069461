package io.facegan.network;

/**
 * The shape of a flat vector, for example of a latent of 100 values.
 *
 * @param size how many values, at least 1
 */
public record VectorShape(int size) implements FeatureShape {
  /**
   * Checks that the size is positive.
   *
   * @throws io.facegan.error.FaceGanException if not
   */
  public VectorShape {
    Checks.positive("vector size", size);
  }

  @Override
  public String toString() {
    return Integer.toString(size);
  }
}
