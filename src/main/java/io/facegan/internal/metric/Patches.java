package io.facegan.internal.metric;

import io.facegan.data.ImageBatch;
import io.facegan.internal.util.SplitMix;
import io.facegan.network.ImageShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Squares of 7x7 pixels from one level of the images' pyramids at random positions, {@value
 * #OF_EACH} from each image; of images below 16 pixels, which nobody publishes figures of, as many
 * as there are positions. The positions depend only on the shape and the number of the image.
 *
 * @param channels the number of channels of the images
 * @param values one row for each element of a patch (channel x row x column), one column for each
 *     patch, so that a sum over the patches is contiguous in memory
 */
record Patches(int channels, float[][] values) {
  /** The number of patches of each image and level. */
  static final int OF_EACH = 128;

  private static final int SMALLEST_PUBLISHED = 16;

  private static final int SIDE = 7;
  private static final long SEED = 20_180_226;

  /** Details fainter than a grey level come from rounding and are not amplified. */
  private static final double LEAST = 1;

  /**
   * Samples patches from each level of the first images, the finest first. If there are too few,
   * they are taken from the same ones again.
   */
  static List<Patches> of(ImageBatch batch, int images) {
    List<Patches> levels = new ArrayList<>();
    for (int image = 0; image < images; image++) {
      for (int channel = 0; channel < batch.shape().channels(); channel++) {
        List<Plane> pyramid = Pyramid.of(Plane.of(batch, image % batch.count(), channel));
        for (int level = 0; level < pyramid.size(); level++) {
          if (level == levels.size()) {
            levels.add(empty(batch.shape(), pyramid.get(level), images));
          }
          levels.get(level).cut(pyramid.get(level), channel, level, image);
        }
      }
    }
    return levels;
  }

  private static Patches empty(ImageShape shape, Plane level, int images) {
    int numbers = shape.channels() * rows(level) * columns(level);
    return new Patches(shape.channels(), new float[numbers][images * ofEach(level)]);
  }

  private static int ofEach(Plane level) {
    int positions = (level.height() - rows(level) + 1) * (level.width() - columns(level) + 1);
    return Math.min(level.height(), level.width()) < SMALLEST_PUBLISHED
        ? Math.min(OF_EACH, positions)
        : OF_EACH;
  }

  private static int rows(Plane level) {
    return Math.min(SIDE, level.height());
  }

  private static int columns(Plane level) {
    return Math.min(SIDE, level.width());
  }

  private void cut(Plane plane, int channel, int level, int image) {
    int ofEach = ofEach(plane);
    for (int patch = image * ofEach; patch < (image + 1) * ofEach; patch++) {
      SplitMix random = new SplitMix(SEED + level, patch);
      int top = random.nextInt(plane.height() - rows(plane) + 1);
      int left = random.nextInt(plane.width() - columns(plane) + 1);
      int number = channel * rows(plane) * columns(plane);
      for (int y = top; y < top + rows(plane); y++) {
        for (int x = left; x < left + columns(plane); x++) {
          values[number++][patch] = (float) plane.values()[y * plane.width() + x];
        }
      }
    }
  }

  /** Brings each channel of all patches to mean 0 and deviation 1, in place. */
  void normalize() {
    int numbers = values.length / channels;
    for (int channel = 0; channel < channels; channel++) {
      float[][] rows = Arrays.copyOfRange(values, channel * numbers, (channel + 1) * numbers);
      double sum = 0;
      double squares = 0;
      for (float[] row : rows) {
        for (float value : row) {
          sum += value;
          squares += (double) value * value;
        }
      }
      double mean = sum / count() / numbers;
      double deviation = Math.sqrt(Math.max(0, squares / count() / numbers - mean * mean));
      double scale = 1 / Math.max(LEAST, deviation);
      for (float[] row : rows) {
        for (int i = 0; i < row.length; i++) {
          row[i] = (float) ((row[i] - mean) * scale);
        }
      }
    }
  }

  /** Returns the number of patches. */
  int count() {
    return values[0].length;
  }
}
