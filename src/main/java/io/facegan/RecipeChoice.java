package io.facegan;

import io.facegan.error.FaceGanException;
import io.facegan.internal.util.GivenPath;
import io.facegan.network.Recipe;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** What a builder was told of what to train, and with which weights to begin. */
final class RecipeChoice {
  private final boolean resumed;
  private Recipe recipe;
  private UnaryOperator<Recipe> change = UnaryOperator.identity();
  private OptionalInt batchSize = OptionalInt.empty();
  private Path start;
  private boolean startBest;

  /**
   * @param ofRun the recipe of a run to resume, or null for a new run
   */
  RecipeChoice(Recipe ofRun) {
    recipe = ofRun;
    resumed = ofRun != null;
  }

  void set(Recipe chosen) {
    recipe = chosen;
  }

  void adjust(UnaryOperator<Recipe> changed) {
    UnaryOperator<Recipe> earlier = change;
    change = before -> changed.apply(earlier.apply(before));
  }

  void batchSize(int images) {
    batchSize = OptionalInt.of(images);
  }

  void startFrom(Path folder, boolean best) {
    if (resumed) {
      throw new IllegalStateException(
          "a resumed run goes on with its own weights: to begin with those of %s, build a new run"
              .formatted(folder));
    }
    start = GivenPath.onDisk("run or model to start from", folder);
    startBest = best;
  }

  /** Opens what to start from, if there is any. */
  Optional<ExportOrigin> origin() {
    return Optional.ofNullable(start).map(folder -> Start.open(folder, startBest));
  }

  /** Returns the recipe to train, with all changes. */
  Recipe trained(Optional<ExportOrigin> origin) {
    Recipe chosen = recipe != null ? recipe : origin.map(Start::recipe).orElseGet(Recipe::portrait);
    Recipe changed = change.apply(chosen);
    Recipe trained =
        batchSize.isPresent()
            ? changed.toBuilder().batchSize(batchSize.getAsInt()).build()
            : changed;
    if (trained.frozenLayers() > 0 && origin.isEmpty() && !resumed) {
      throw new FaceGanException(
          "frozen layers of the discriminator are %d, but all its weights are random and have to be"
                  .formatted(trained.frozenLayers())
              + " trained: set them to 0, or start from a run or a model");
    }
    return trained;
  }

  void checkNotItself(Path runFolder) {
    if (start != null
        && runFolder.toAbsolutePath().normalize().equals(start.toAbsolutePath().normalize())) {
      throw new FaceGanException(
          "the run folder %s is also what to start from: choose another run folder, or resume the run"
              .formatted(runFolder));
    }
  }
}
