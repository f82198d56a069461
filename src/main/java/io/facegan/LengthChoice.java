package io.facegan;

import io.facegan.error.FaceGanException;
import io.facegan.internal.train.TrainingOptions;
import io.facegan.network.Recipe;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a builder was told of how long to train: steps, epochs or nothing. */
final class LengthChoice {
  /** After so many a face detector finds faces in most images of the portrait recipe. */
  private static final long IMAGES_FOR_FACES = 60_000;

  private OptionalInt epochs = OptionalInt.empty();
  private OptionalLong steps = OptionalLong.empty();

  void epochs(int times) {
    epochs = OptionalInt.of(times);
  }

  void steps(long count) {
    steps = OptionalLong.of(count);
  }

  void check() {
    if (steps.isPresent() && epochs.isPresent()) {
      throw new FaceGanException(
          "steps is %d and epochs is %d: set only one of them"
              .formatted(steps.getAsLong(), epochs.getAsInt()));
    }
  }

  /**
   * Returns the length of a training.
   *
   * @param resumed the options of the run to resume, or null for a new run
   */
  Settings.Length of(Recipe trained, TrainingOptions resumed) {
    if (steps.isPresent()) {
      long count = steps.getAsLong();
      return (images, batch) -> count;
    }
    if (epochs.isEmpty() && resumed != null) {
      return (images, batch) -> resumed.steps();
    }
    boolean falling = !trained.schedule().isConstant();
    long least = epochs.isEmpty() && falling ? IMAGES_FOR_FACES : 0;
    return new Settings.Epochs(epochs.orElse(1), least);
  }
}
