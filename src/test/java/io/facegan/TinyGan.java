package io.facegan;

import io.facegan.data.ImageBatch;
import io.facegan.drawn.DrawnFaces;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.network.ImageShape;
import io.facegan.runtime.Precision;
import io.facegan.train.TrainingListener;
import java.awt.image.BufferedImage;
import java.nio.file.Path;

/** Trainings that take a second. */
final class TinyGan {
  /** Keeps the images of the last sample grid. */
  static final class LastSamples implements TrainingListener {
    ImageBatch samples;

    @Override
    public void sampled(long step, ImageBatch newSamples) {
      samples = newSamples;
    }
  }

  /** A builder for a tiny GAN on five drawn faces: two steps, batch size 2. */
  static FaceGanBuilder builder(Path run) {
    return builder(run, ImageShape.rgb(8, 8));
  }

  static FaceGanBuilder builder(Path run, ImageShape shape) {
    return FaceGan.builder()
        .images(new DrawnFaces(1, 5, Math.max(shape.height(), shape.width())))
        .recipe(TinyNetworks.recipe(shape))
        .steps(2)
        .precision(Precision.FLOAT32)
        .progress(false)
        .runFolder(run);
  }

  /** Returns an image's values, height x width x channel, 0 to 255. */
  static int[] levels(BufferedImage image) {
    return image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
  }

  private TinyGan() {}
}
