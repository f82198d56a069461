package io.facegan.internal.metric;

import io.facegan.data.ImageBatch;
import io.facegan.internal.util.SplitMix;
import io.facegan.network.ImageShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Small squares cut out of one level of the pyramids of some pictures, at random places: about as
 * many from each picture, {@value #COUNT} in all, however many pictures there are. The places are
 * those of any other pictures of the same shape, so two sets differ in what is seen there only.
 *
 * @param channels how many channels the pictures have
 * @param values for each number of a patch (channel x row x column) its value in each patch: the
 *     patches lie side by side, so that a sum over them runs along memory
 */
record Patches(int channels, double[][] values) {
  /** How many patches are cut out of each level. */
  static final int COUNT = 2_048;

  private static final int SIDE = 7;
  private static final long SEED = 20_180_226;

  /** Cuts patches out of each level, the finest first. */
  static List<Patches> of(ImageBatch batch) {
    List<Patches> levels = new ArrayList<>();
    for (int picture = 0; picture < batch.count(); picture++) {
      for (int channel = 0; channel < batch.shape().channels(); channel++) {
        List<Plane> pyramid = Pyramid.of(Plane.of(batch, picture, channel));
        for (int level = 0; level < pyramid.size(); level++) {
          if (level == levels.size()) {
            levels.add(empty(batch.shape(), pyramid.get(level)));
          }
          levels.get(level).cut(pyramid.get(level), channel, level, picture, batch.count());
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

  private void cut(Plane plane, int channel, int level, int picture, int pictures) {
    int end = first(picture + 1, pictures);
    for (int patch = first(picture, pictures); patch < end; patch++) {
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

  private static int first(int picture, int pictures) {
    return (int) ((long) picture * COUNT / pictures);
  }

  /** Returns how many numbers of a patch belong to each channel; they lie next to each other. */
  int numbersPerChannel() {
    return values.length / channels;
  }
}
