package io.facegan.internal.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.data.ImageBatch;
import io.facegan.drawn.DrawnFaces;
import io.facegan.error.FaceGanException;
import io.facegan.internal.data.PackedImages;
import io.facegan.internal.util.SplitMix;
import io.facegan.network.ImageShape;
import java.util.stream.IntStream;

/** Images made for the tests of this package. */
final class Made {
  private Made() {}

  /** The grey level, 0 to 255, of a place of an image. */
  interface Pixels {
    long at(int image, int y, int x, int channel);
  }

  /** The grey level, 0 to 255, of a place of the only image. */
  interface Grey {
    long at(int y, int x);
  }

  static ImageBatch images(ImageShape shape, int count, Pixels pixels) {
    byte[] bytes = new byte[count * shape.size()];
    for (int i = 0; i < bytes.length; i++) {
      int place = i % shape.size() / shape.channels();
      long level =
          pixels.at(
              i / shape.size(), place / shape.width(), place % shape.width(), i % shape.channels());
      if (level < 0 || level > 255) {
        throw new FaceGanException("a test's image has a grey level of " + level);
      }
      bytes[i] = (byte) level;
    }
    return new ImageBatch(shape, count, bytes);
  }

  static ImageBatch grey(int height, int width, Grey grey) {
    return images(new ImageShape(height, width, 1), 1, (image, y, x, c) -> grey.at(y, x));
  }

  /** Returns images of one pixel each. */
  static ImageBatch single(int... levels) {
    return images(new ImageShape(1, 1, 1), levels.length, (image, y, x, c) -> levels[image]);
  }

  /** Returns images whose pixels have nothing to do with each other. */
  static ImageBatch random(ImageShape shape, int count, long seed) {
    SplitMix random = new SplitMix(seed, 0);
    return images(shape, count, (image, y, x, channel) -> random.nextInt(256));
  }

  /** Returns drawn faces, each seed's others. */
  static ImageBatch faces(long seed, int count, int side) {
    try (PackedImages faces =
        PackedImages.pack(new DrawnFaces(seed, count, side), ImageShape.rgb(side, side))) {
      return faces.batch(IntStream.range(0, count).toArray());
    }
  }

  /** Returns some images of a batch, in this order; repeats are allowed. */
  static ImageBatch chosen(ImageBatch batch, int... indices) {
    int size = batch.shape().size();
    byte[] bytes = new byte[indices.length * size];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(batch.pixels(), indices[i] * size, bytes, i * size, size);
    }
    return new ImageBatch(batch.shape(), indices.length, bytes);
  }

  /** Adds the same to every pixel, and cuts off what leaves 0 to 255. */
  static ImageBatch brighter(ImageBatch batch, int levels) {
    byte[] bytes = batch.pixels().clone();
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = level((bytes[i] & 255) + levels);
    }
    return new ImageBatch(batch.shape(), batch.count(), bytes);
  }

  /** Returns how far two arrays of one length are apart at most. */
  static double largestDifference(double[] one, double[] other) {
    assertThat(one).hasSameSizeAs(other);
    double largest = 0;
    for (int i = 0; i < one.length; i++) {
      largest = Math.max(largest, Math.abs(one[i] - other[i]));
    }
    return largest;
  }

  /** Rounds to a grey level. */
  static byte level(double value) {
    return (byte) Math.round(Math.max(0, Math.min(255, value)));
  }
}
