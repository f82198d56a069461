package io.facegan.latent;

import io.facegan.error.FaceGanException;
import java.util.regex.Pattern;

/**
 * A direction in which faces change when their latents are moved along it.
 *
 * @param name 1 to 40 letters, digits, {@code -} and {@code _}; a number for those that the model
 *     itself prefers
 * @param vector as many values as the model's latents have, of length 1
 * @param meaning what it is and where it comes from, for people
 */
public record Direction(String name, float[] vector, String meaning) {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_-]{1,40}");

  /**
   * Takes a direction, and brings its vector to the length 1.
   *
   * @throws FaceGanException if the name has other characters, or the vector is zero or not finite
   */
  public Direction {
    if (!NAME.matcher(name).matches()) {
      throw new FaceGanException(
          "a direction's name is '%s': choose 1 to 40 letters, digits, - and _".formatted(name));
    }
    double square = 0;
    for (float value : vector) {
      square += (double) value * value;
    }
    double length = Math.sqrt(square);
    if (!(length > 0 && length < Double.POSITIVE_INFINITY)) {
      throw new FaceGanException(
          "the vector of the direction %s has the length %s: it must be above 0 and finite"
              .formatted(name, length));
    }
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] / length);
    }
    vector = unit;
  }

  /**
   * Returns a latent that is moved along.
   *
   * @param latent as long as the vector
   * @param strength how far: random latents spread with a standard deviation of 1 along any
   *     direction, so -3 to 3 is what they have
   * @throws FaceGanException if the latent has another length
   */
  public float[] moved(float[] latent, double strength) {
    if (latent.length != vector.length) {
      throw new FaceGanException(
          "the direction %s has %d values, but the latent has %d"
              .formatted(name, vector.length, latent.length));
    }
    float[] moved = new float[latent.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = (float) (latent[i] + strength * vector[i]);
    }
    return moved;
  }
}
