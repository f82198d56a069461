package io.facegan;

import io.facegan.data.Framing;
import io.facegan.error.FaceGanException;
import io.facegan.internal.util.GivenPath;
import java.awt.Color;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * How the latents of photos are searched: {@link #DEFAULT}, or that with changes.
 *
 * @param framing how photos are brought to the size of the model's images
 * @param background what shows where they are transparent
 * @param seed of the random faces that the search begins with; any number
 * @param steps of the search for each photo, 1 to 10,000
 * @param features the folder of a model of features that looks at the images too, in place of the
 *     discriminator, as for {@link FaceGan#likeness}; every operation of it needs a gradient
 * @param progress told from time to time which part of the search is done, 0 to 1
 */
public record ProjectionOptions(
    Framing framing,
    Color background,
    long seed,
    int steps,
    Optional<Path> features,
    DoubleConsumer progress) {
  /** {@link Framing#AUTO}, white, seed 0, 240 steps, no model of features. */
  public static final ProjectionOptions DEFAULT =
      new ProjectionOptions(Framing.AUTO, Color.WHITE, 0, 240, Optional.empty(), done -> {});

  private static final int MOST_STEPS = 10_000;

  /**
   * Checks the values.
   *
   * @throws FaceGanException if the steps are out of range, or the path is empty
   */
  public ProjectionOptions {
    Objects.requireNonNull(framing, "framing");
    Objects.requireNonNull(background, "background");
    Objects.requireNonNull(progress, "progress");
    if (steps < 1 || steps > MOST_STEPS) {
      throw new FaceGanException(
          "steps of a search are %d: choose 1 to %d".formatted(steps, MOST_STEPS));
    }
    features = features.map(path -> GivenPath.named("model of features", path));
  }

  /** Returns these with another framing and background. */
  public ProjectionOptions withFraming(Framing other, Color otherBackground) {
    return new ProjectionOptions(other, otherBackground, seed, steps, features, progress);
  }

  /** Returns these with another seed. */
  public ProjectionOptions withSeed(long other) {
    return new ProjectionOptions(framing, background, other, steps, features, progress);
  }

  /**
   * Returns these with another number of steps.
   *
   * @throws FaceGanException if it is out of range
   */
  public ProjectionOptions withSteps(int other) {
    return new ProjectionOptions(framing, background, seed, other, features, progress);
  }

  /** Returns these with a model of features. */
  public ProjectionOptions withFeatures(Path model) {
    return new ProjectionOptions(framing, background, seed, steps, Optional.of(model), progress);
  }

  /** Returns these with somebody to tell. */
  public ProjectionOptions withProgress(DoubleConsumer other) {
    return new ProjectionOptions(framing, background, seed, steps, features, other);
  }
}
