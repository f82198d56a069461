package io.facegan;

import io.facegan.data.ImageSource;
import io.facegan.data.ImageSources;
import io.facegan.drawn.DrawnFaces;
import io.facegan.error.FaceGanException;
import io.facegan.internal.train.TrainingOptions;
import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a run has its images from: a path, else a source, else drawn faces of the seed. A resumed
 * run has its folder and options; they are null for a new one.
 */
record RunImages(
    Path path,
    ImageSource source,
    long seed,
    Networks networks,
    Path runFolder,
    TrainingOptions resumed) {
  ImageSource open() {
    if (path != null) {
      checkStillThere();
      return ImageSources.open(path);
    }
    if (source != null) {
      return source;
    }
    return resumed == null ? drawnFaces(seed, networks) : drawnAgain();
  }

  private void checkStillThere() {
    if (resumed != null
        && path.toString().equals(resumed.images().path())
        && Files.notExists(path)) {
      throw new FaceGanException(
          "the images of the run in %s are not at %s any more: say where they are now"
              .formatted(runFolder, path));
    }
  }

  /** Returns the images of a run that was given none. */
  private ImageSource drawnAgain() {
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
}
