package io.facegan.internal.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegan.error.FaceGanException;
import io.facegan.internal.util.Positive;
import io.facegan.network.Networks;
import io.facegan.network.Recipe;
import io.facegan.network.Schedule;
import io.facegan.runtime.Precision;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Everything that decides how a run goes, as {@code options.json} keeps it.
 *
 * @param steps the planned end
 * @param seed of the initial weights, the latents and the order of the images
 * @param precision as asked for
 * @param deterministic whether the same seed gives the same bits on a GPU too; earlier versions did
 *     not keep it, and it is false of their runs
 * @param parent the training whose weights it began with, or null if it began with random ones
 * @param samples how many images a sample grid holds; they are those of the seeds from 0 on
 * @param tensorBoard whether events for TensorBoard are written; false of earlier versions' runs
 */
public record TrainingOptions(
    String version,
    ImageOptions images,
    Parent parent,
    Recipe recipe,
    long steps,
    long seed,
    Precision precision,
    boolean deterministic,
    int samples,
    long sampleEvery,
    long checkpointEvery,
    GuardOptions guards,
    boolean tensorBoard) {
  public TrainingOptions {
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(images, "images");
    Objects.requireNonNull(recipe, "recipe");
    Objects.requireNonNull(precision, "precision");
    Objects.requireNonNull(guards, "guards");
    Positive.check("steps", steps);
    Positive.check("samples", samples);
    Positive.check("sample interval", sampleEvery);
    Positive.check("checkpoint interval", checkpointEvery);
  }

  /** Returns the same for a run that begins with weights of another. */
  public TrainingOptions from(Parent other) {
    return with(other, recipe);
  }

  private TrainingOptions with(Parent otherParent, Recipe otherRecipe) {
    return new TrainingOptions(
        version,
        images,
        otherParent,
        otherRecipe,
        steps,
        seed,
        precision,
        deterministic,
        samples,
        sampleEvery,
        checkpointEvery,
        guards,
        tensorBoard);
  }

  public Networks networks() {
    return recipe.networks();
  }

  public int batchSize() {
    return recipe.batchSize();
  }

  /**
   * Checks that a run with other options can continue with these and still be what an unbroken one
   * would have been. The planned end, the intervals, the guards and the place of the images may
   * change.
   *
   * @param run the options of the run
   * @throws FaceGanException if anything else differs; the message names all that does
   */
  public void checkContinues(TrainingOptions run, Path folder) {
    List<String> differences = OptionDifferences.between(run, this);
    if (!differences.isEmpty()) {
      throw new FaceGanException(
          "%s cannot be resumed with other options: %s. Give the options that it started with, or train again"
              .formatted(folder, String.join("; ", differences)));
    }
  }

  /** Returns what the learning rates of the recipe are multiplied by in a step, from 1. */
  public double rateFactor(long step, int attempt) {
    double scheduled = recipe.schedule().rates((step - 1) * batchSize());
    return scheduled * Attempt.of(attempt, seed).rateFactor();
  }

  /** Returns a recipe whose schedule, where it says no length, is as long as this run's. */
  public Recipe planned(Recipe other) {
    return other.plannedFor(recipe.schedule().images());
  }

  /** Returns the same with a schedule of another length. */
  public TrainingOptions scheduledFor(long images) {
    Schedule own = recipe.schedule();
    Schedule other = new Schedule(own.rates(), own.penalties(), own.forgetting(), images);
    return with(parent, recipe.toBuilder().schedule(other).build());
  }

  /**
   * Returns what all workers of a training must have in common, in words by name: all but the
   * images themselves and what the first worker alone does.
   */
  public Map<String, String> shared() {
    return OptionDifferences.shared(this);
  }

  /** Returns them as JSON, without what tells where the images lie. */
  public String shareable() {
    return RunJson.write(shareableTree());
  }

  /** Returns the same in its parts. */
  public JsonNode shareableTree() {
    ObjectNode tree = (ObjectNode) RunJson.tree(this);
    ((ObjectNode) tree.get("images")).remove(List.of("source", "path"));
    return tree;
  }

  /**
   * Reads the options of a model's training back, as {@link #shareable} wrote them; where the
   * images lay is not known.
   *
   * @throws FaceGanException if they are damaged or from another version
   */
  public static TrainingOptions ofModel(String json) {
    return RunJson.read(
        json,
        TrainingOptions.class,
        options -> {
          if (options.get("images") instanceof ObjectNode images) {
            images.put("source", "not known").putNull("path");
          }
          EarlierOptions.upgrade(options);
        });
  }
}
