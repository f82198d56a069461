package faces;

import io.facegan.FaceGan;
import io.facegan.network.ImageShape;
import io.facegan.network.Recipe;
import java.nio.file.Path;

/** A user's program, in a module of its own. */
final class Faces {
  static final int SIDE = 32;

  /** Trains for two steps and exports. */
  static void train(Path images, Path run, Path model) {
    try (FaceGan gan =
        FaceGan.builder()
            .images(images)
            .recipe(Recipe.small(ImageShape.rgb(SIDE, SIDE)))
            .batchSize(2)
            .steps(2)
            .noCache()
            .runFolder(run)
            .build()) {
      gan.train();
      gan.export(model);
    }
  }

  private Faces() {}
}
