package io.facegan;

import io.facegan.error.FaceGanException;
import io.facegan.internal.graph.Inheritance;
import io.facegan.internal.graph.StoredWeights;
import io.facegan.internal.inference.ModelFormat;
import io.facegan.internal.train.Parent;
import io.facegan.internal.util.Text;
import io.facegan.network.PlacedLayer;
import io.facegan.network.Recipe;
import io.facegan.network.Schedule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a new run begins with: the weights of another run or of a model.
 *
 * @param origin where they lie
 * @param inheritance which of them fit
 */
record Start(ExportOrigin origin, Inheritance inheritance) {
  /** The first values of the variables that are taken, and where they are from. */
  record Weights(Map<String, float[]> values, Parent parent) {}

  /**
   * Opens a run or a model to begin with.
   *
   * @param best whether the best checkpoint of a run is taken, not the newest
   */
  static ExportOrigin open(Path folder, boolean best) {
    if (!Files.isRegularFile(folder.resolve(ModelFormat.GRAPH))
        && !Files.isRegularFile(folder.resolve("options.json"))) {
      throw new FaceGanException(
          "%s is neither a run nor a model: it holds no options.json and no %s. To begin with its"
                  .formatted(folder, ModelFormat.GRAPH)
              + " weights, name a folder that train wrote with --run, or one that export wrote");
    }
    ExportOrigin newest = ExportOrigin.open(folder);
    return best ? newest.best() : newest;
  }

  /** Returns how the parent was trained, for a run of its own length that trains all layers. */
  static Recipe recipe(ExportOrigin origin) {
    Recipe recipe = origin.options().recipe();
    Schedule whole = recipe.schedule();
    return recipe.toBuilder()
        .frozenLayers(0)
        .schedule(new Schedule(whole.rates(), whole.penalties(), whole.forgetting(), 0))
        .build();
  }

  /**
   * Compares the parent's networks with those to train.
   *
   * @throws FaceGanException if none of the generator's layers fits, or one that is to be frozen
   *     does not
   */
  static Start of(ExportOrigin origin, Recipe recipe) {
    Inheritance inheritance =
        Inheritance.of(origin.options().networks(), recipe.networks(), origin.stored().judging());
    String generator = recipe.networks().generator().name();
    if (!inheritance.takesSomeOf(generator)) {
      throw new FaceGanException(
          "nothing of the generator of %s (%s networks) fits the %s networks: %s. Train the networks of"
                  .formatted(
                      origin.folder(),
                      origin.options().networks().name(),
                      recipe.networks().name(),
                      inheritance.left().stream()
                          .filter(line -> line.startsWith(generator + "/"))
                          .collect(Collectors.joining("; ")))
              + " the one that you begin with, or begin with another");
    }
    String discriminator = recipe.networks().discriminator().name() + "/";
    for (PlacedLayer frozen : recipe.frozen()) {
      if (!inheritance.taken().contains(discriminator + frozen.name())) {
        throw new FaceGanException(
            "%s%s is to be frozen, but %s has no weights that fit it, and random ones have to be"
                    .formatted(discriminator, frozen.name(), origin.folder())
                + " trained: freeze fewer layers");
      }
    }
    return new Start(origin, inheritance);
  }

  /** Returns in words what is taken and what is not, a line each. */
  String describe() {
    return Text.format(
            "Begins with the weights of %s (%s networks, %,d steps): %s; the optimizer's state is new",
            origin.folder(),
            origin.options().networks().name(),
            origin.steps(),
            Text.count(inheritance.taken().size(), "layer"))
        + left(inheritance.left());
  }

  /** Returns in words with what a run began. */
  static String describe(Parent parent) {
    return "Began with the weights of " + parent.words() + left(parent.left());
  }

  private static String left(List<String> lines) {
    StringBuilder text = new StringBuilder("\n");
    lines.forEach(line -> text.append("Not taken: ").append(line).append('\n'));
    return text.toString();
  }

  /**
   * Reads the weights.
   *
   * @param averaging whether the run averages those of the generator
   * @throws FaceGanException if they are damaged or not finite
   */
  Weights read(boolean averaging) {
    Map<String, float[]> stored;
    try {
      stored = origin.stored().read();
    } catch (FaceGanException damaged) {
      throw new FaceGanException(
          "cannot begin with the weights of %s: %s. Name an undamaged copy"
              .formatted(origin.folder(), damaged.getMessage()),
          damaged);
    }
    StoredWeights.notFinite(stored)
        .ifPresent(
            name -> {
              throw new FaceGanException(
                  "cannot begin with the weights of %s: %s holds numbers that are not finite. Begin with"
                          .formatted(origin.folder(), name)
                      + " another, or with the best checkpoint of its run");
            });
    Parent parent =
        new Parent(
            origin.folder().toAbsolutePath().normalize().getFileName().toString(),
            origin.options().networks().name(),
            origin.steps(),
            StoredWeights.fingerprint(StoredWeights.shown(stored)),
            inheritance.left(),
            Parent.lineage(origin.options().parent()));
    return new Weights(inheritance.values(stored, averaging), parent);
  }
}
