package io.facegan;

import io.facegan.data.ImageSource;
import io.facegan.data.Labelling;
import io.facegan.error.FaceGanException;
import io.facegan.internal.data.PackedImages;
import io.facegan.internal.data.SourceLabels;
import io.facegan.internal.train.LabelOptions;
import io.facegan.internal.util.FileSums;
import io.facegan.internal.util.GivenPath;
import io.facegan.network.Labels;
import io.facegan.network.Recipe;
import java.util.Optional;

/**
 * The labels of a run's images.
 *
 * @param labelling where they come from
 * @param found those of all images
 * @param balanced whether each comes equally often
 */
record RunLabels(Labelling labelling, SourceLabels found, boolean balanced) {
  /** What options say of labels from a file. */
  private static final String FILE = "file";

  /**
   * Finds the labels of images.
   *
   * @param labelling null for a training without labels
   * @throws FaceGanException if the images have none, or the recipe or the balance needs some
   */
  static Optional<RunLabels> find(
      ImageSource source, Labelling labelling, boolean balanced, Recipe recipe) {
    if (labelling != null) {
      return Optional.of(new RunLabels(labelling, SourceLabels.of(source, labelling), balanced));
    }
    if (balanced) {
      throw new FaceGanException(
          "labels are to be balanced, but there are none: say where they come from, or do without");
    }
    Labels known = recipe.networks().labels();
    if (!known.isNone()) {
      throw new FaceGanException(
          "the recipe's networks know %d labels: say where those of the images come from, with labels(...)"
              .formatted(known.count()));
    }
    return Optional.empty();
  }

  /** Returns where the labels of a run came from. */
  static Labelling labelling(LabelOptions options) {
    return options.path() == null
        ? Labelling.parse(options.source())
        : Labelling.file(GivenPath.parse(options.path()));
  }

  /** Returns the recipe with networks for these labels, those that it may have included. */
  Recipe label(Recipe recipe) {
    if (recipe.networks().labels().names().equals(found.names())) {
      return recipe;
    }
    Labels labels = Labels.of(found.names());
    return recipe.toBuilder().networks(recipe.networks().labelled(labels)).build();
  }

  /** Returns what a run keeps of them. */
  LabelOptions options(PackedImages images) {
    FileSums content = new FileSums();
    for (int label : images.labels()) {
      content.add(Integer.toString(label));
    }
    return new LabelOptions(
        labelling.file().isPresent() ? FILE : labelling.toString(),
        labelling.file().map(file -> file.toAbsolutePath().normalize().toString()).orElse(null),
        images.labelCounts(found.names().size()),
        content.hex().substring(0, 16),
        balanced);
  }
}
