package io.facegan.internal.metric;

import io.facegan.data.ImageBatch;
import io.facegan.internal.util.SplitMix;
import io.facegan.network.ImageShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Small squares from one level of the images' pyramids at random positions: {@value #COUNT} in all,
 * about equally many from each image. The positions depend only on the shape and the number of the
 * images.
 *
 * @param channels the number of channels of the images
 * @param values one row for each element of a patch (channel x row x column), one column for each
 *     patch, so that a sum over the patches is contiguous in memory
 */
record Patches(int channels, double[][] values) {
  /** The number of patches of each level. */
  static final int COUNT = 2_048;

  private static final int SIDE = 7;
  private static final long SEED = 20_180_226;

  /** Samples patches from each level, the finest first. */
  static List<Patches> of(ImageBatch batch) {
    List<Patches> levels = new ArrayList<>();
    for (int image = 0; image < batch.count(); image++) {
      for (int channel = 0; channel < batch.shape().channels(); channel++) {
        List<Plane> pyramid = Pyramid.of(Plane.of(batch, image, channel));
        for (int level = 0; level < pyramid.size(); level++) {
          if (level == levels.size()) {
            levels.add(empty(batch.shape(), pyramid.get(level)));
          }
          levels.get(level).cut(pyramid.get(level), channel, level, image, batch.count());
        }
      }
    }
    return levels;
  }

  private static Patches empty(ImageShape shape, Plane level) {
    int numbers = shape.channels() * rows(level) * columns(level);
    return new Patches(shape.channels(), new double[numbers][COUNT]);
  }

  private static int rows(Plane level) {
    return Math.min(SIDE, level.height());
  }

  private static int columns(Plane level) {
    return Math.min(SIDE, level.width());
  }

  private void cut(Plane plane, int channel, int level, int image, int images) {
    int end = first(image + 1, images);
    for (int patch = first(image, images); patch < end; patch++) {
      SplitMix random = new SplitMix(SEED + level, patch);
      int top = random.nextInt(plane.height() - rows(plane) + 1);
      int left = random.nextInt(plane.width() - columns(plane) + 1);
      int number = channel * rows(plane) * columns(plane);
      for (int y = top; y < top + rows(plane); y++) {
        for (int x = left; x < left + columns(plane); x++) {
          values[number++][patch] = plane.values()[y * plane.width() + x];
        }
      }
    }
  }

  private static int first(int image, int images) {
    return (int) ((long) image * COUNT / images);
  }

  /** Returns the number of elements of a patch in each channel; they are adjacent. */
  int elementsPerChannel() {
    return values.length / channels;
  }
}
