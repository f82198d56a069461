package io.facegan;

import io.facegan.data.Framing;
import io.facegan.data.ImageSource;
import io.facegan.data.ImageSources;
import io.facegan.data.Labelling;
import io.facegan.drawn.DrawnFaces;
import io.facegan.error.FaceGanException;
import io.facegan.internal.data.CacheFolder;
import io.facegan.internal.data.Packing;
import io.facegan.internal.train.ImageOptions;
import io.facegan.internal.train.TrainingOptions;
import io.facegan.internal.util.GivenPath;
import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import io.facegan.network.Recipe;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a builder was told of the images, and how they are used. They come from a path, else a
 * source, else they are drawn faces of the seed.
 */
final class ImagesChoice {
  private final TrainingOptions resumed;
  private Path path;
  private ImageSource source;
  Framing framing = Framing.AUTO;
  Color background = Color.WHITE;
  boolean mirror;
  Labelling labelling;
  boolean balanced;
  boolean strict;
  CacheFolder cache = CacheFolder.systemDefault();

  /**
   * @param resumed the options of the run to resume, or null for a new run
   */
  ImagesChoice(TrainingOptions resumed) {
    this.resumed = resumed;
    if (resumed == null) {
      return;
    }
    ImageOptions before = resumed.images();
    path = before.path() == null ? null : GivenPath.parse(before.path());
    framing = Framing.parse(before.framing());
    background = Color.decode(before.background());
    mirror = before.mirror();
    if (before.labels() != null) {
      labelling = RunLabels.labelling(before.labels());
      balanced = before.labels().balance();
    }
  }

  void from(Path chosen) {
    path = chosen;
    source = null;
  }

  void from(ImageSource chosen) {
    source = chosen;
    path = null;
  }

  /** Returns where they lie, or null if they are not of files. */
  Path path() {
    return path;
  }

  /**
   * Opens them.
   *
   * @param runFolder of a run to resume
   */
  ImageSource open(long seed, Networks networks, Path runFolder) {
    if (path != null) {
      checkStillThere(runFolder);
      return ImageSources.open(path);
    }
    if (source != null) {
      return source;
    }
    return resumed == null ? drawnFaces(seed, networks) : drawnAgain(runFolder);
  }

  private void checkStillThere(Path runFolder) {
    if (resumed != null
        && path.toString().equals(resumed.images().path())
        && Files.notExists(path)) {
      throw new FaceGanException(
          "the images of the run in %s are not at %s any more: say where they are now"
              .formatted(runFolder, path));
    }
  }

  /** Returns the images of a run that was given none. */
  private ImageSource drawnAgain(Path runFolder) {
    ImageSource drawn = drawnFaces(resumed.seed(), resumed.networks());
    if (!resumed.images().source().equals(drawn.describe())) {
      throw new FaceGanException(
          "the run in %s is on %s, which is no file: give the same images again"
              .formatted(runFolder, resumed.images().source()));
    }
    return drawn;
  }

  private static ImageSource drawnFaces(long seed, Networks networks) {
    ImageShape shape = networks.imageShape();
    return new DrawnFaces(seed, DrawnFaces.DEFAULT_COUNT, Math.max(shape.height(), shape.width()));
  }

  /** Finds the labels of the opened images. */
  Optional<RunLabels> labels(ImageSource opened, Recipe trained) {
    return RunLabels.find(opened, labelling, balanced, trained);
  }

  Packing packing(Networks networks) {
    return new Packing(networks.imageShape(), framing, background, strict);
  }
}
