package io.facegan.internal.graph;

import io.facegan.network.Extent;
import io.facegan.network.ImageShape;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Strided convolutions without padding, and their transposes, by minimal filtering on tiles (Lavin
 * and Gray, "Fast Algorithms for Convolutional Neural Networks", 2016).
 *
 * <p>A stride-s convolution is a stride-1 convolution of the image's s x s blocks taken as
 * channels; an 8x8 kernel of stride 2 becomes one of 4x4, and that needs 36 multiplications for a
 * tile of 3x3 outputs instead of 144. The products are matrix products, which processors do best,
 * and the gradients, made from the same operations, save as much.
 */
public final class FastConvolutions {
  /** Below this many channels on either side the transforms cost more than they save. */
  private static final int FEWEST_CHANNELS = 64;

  private final Ops tf;
  private final boolean apart;

  FastConvolutions(Ops tf) {
    this(tf, false);
  }

  /**
   * @param apart whether to write the matrix products of a convolution one by one: with constant
   *     kernels and few images that takes TensorFlow half the time, but it has more operations
   */
  public FastConvolutions(Ops tf, boolean apart) {
    this.tf = tf;
    this.apart = apart;
  }

  /** Whether a kernel of this size between so many channels is served, and gains. */
  public static boolean serves(Extent kernel, Extent stride, int channels, int filters) {
    int taps = Tiling.taps(kernel.height(), stride.height());
    return taps == Tiling.taps(kernel.width(), stride.width())
        && stride.height() == stride.width()
        && taps >= 3
        && taps <= CookToom.MOST_TAPS
        && Math.min(channels * stride.height() * stride.width(), filters) >= FEWEST_CHANNELS;
  }

  /**
   * A convolution.
   *
   * @param x batch x height x width x channel
   * @param kernel height x width x channels x filters
   * @return batch x output height x output width x filters
   */
  Operand<TFloat32> convolution(
      Operand<TFloat32> x,
      Operand<TFloat32> kernel,
      Extent size,
      int stride,
      ImageShape input,
      ImageShape output) {
    Tiling t = new Tiling(size, stride, input, output);
    Operand<TFloat32> fitted = fit(x, input, t.paddedHeight(), t.paddedWidth());
    Operand<TFloat32> blocks =
        tf.linalg.transpose(
            tf.reshape(
                fitted,
                ints(
                    -1,
                    t.down() + 1,
                    t.outputs(),
                    stride,
                    t.across() + 1,
                    t.outputs(),
                    stride,
                    t.channels())),
            ints(2, 5, 0, 1, 4, 3, 6, 7));
    Operand<TFloat32> rows = overlapped(blocks, 0, 3, t.down());
    Operand<TFloat32> tiles = overlapped(rows, 1, 4, t.across());
    Operand<TFloat32> spectrum = transform(t.transforms().tile(), false, tiles, t.tileArea());
    Operand<TFloat32> product =
        products(
            tf.reshape(spectrum, ints(t.tileArea(), -1, t.blockChannels())),
            filters(kernel, size, stride, t),
            false);
    Operand<TFloat32> outputs = transform(t.transforms().output(), false, product, t.tileArea());
    Operand<TFloat32> image =
        tf.linalg.transpose(
            tf.reshape(
                outputs, ints(t.outputs(), t.outputs(), -1, t.down(), t.across(), t.filters())),
            ints(2, 3, 0, 4, 1, 5));
    return fit(
        tf.reshape(image, ints(-1, t.down() * t.outputs(), t.across() * t.outputs(), t.filters())),
        new ImageShape(t.down() * t.outputs(), t.across() * t.outputs(), t.filters()),
        output.height(),
        output.width());
  }

  /**
   * The transpose of {@link #convolution}: every operation above turned round, in reverse order.
   *
   * @param x batch x height x width x filters, the convolution's output shape
   * @param kernel as for the convolution
   * @param input the convolution's input shape, which is what this gives
   * @param output the convolution's output shape, which is what this takes
   */
  public Operand<TFloat32> transposed(
      Operand<TFloat32> x,
      Operand<TFloat32> kernel,
      Extent size,
      int stride,
      ImageShape input,
      ImageShape output) {
    Tiling t = new Tiling(size, stride, input, output);
    Operand<TFloat32> fitted = fit(x, output, t.down() * t.outputs(), t.across() * t.outputs());
    Operand<TFloat32> blocks =
        tf.linalg.transpose(
            tf.reshape(
                fitted, ints(-1, t.down(), t.outputs(), t.across(), t.outputs(), t.filters())),
            ints(2, 4, 0, 1, 3, 5));
    Operand<TFloat32> spectrum =
        transform(t.transforms().output(), true, blocks, t.outputs() * t.outputs());
    Operand<TFloat32> product =
        products(
            tf.reshape(spectrum, ints(t.tileArea(), -1, t.filters())),
            filters(kernel, size, stride, t),
            true);
    Operand<TFloat32> tiles =
        tf.reshape(
            transform(t.transforms().tile(), true, product, t.tileArea()),
            ints(
                t.tileSide(),
                t.tileSide(),
                -1,
                t.down(),
                t.across(),
                stride,
                stride,
                t.channels()));
    Operand<TFloat32> rows = summed(tiles, 1, 4, t.outputs());
    Operand<TFloat32> all = summed(rows, 0, 3, t.outputs());
    Operand<TFloat32> image = tf.linalg.transpose(all, ints(2, 3, 0, 5, 4, 1, 6, 7));
    return fit(
        tf.reshape(image, ints(-1, t.paddedHeight(), t.paddedWidth(), t.channels())),
        new ImageShape(t.paddedHeight(), t.paddedWidth(), t.channels()),
        input.height(),
        input.width());
  }

  /** The kernel in the transformed domain: tile area x block channels x filters. */
  private Operand<TFloat32> filters(Operand<TFloat32> kernel, Extent size, int stride, Tiling t) {
    int taps = t.outputs() + 1;
    int[][] fill = {
      {0, taps * stride - size.height()}, {0, taps * stride - size.width()}, {0, 0}, {0, 0}
    };
    boolean whole = fill[0][1] == 0 && fill[1][1] == 0;
    Operand<TFloat32> filled = whole ? kernel : tf.pad(kernel, tf.constant(fill), tf.constant(0f));
    Operand<TFloat32> blocks =
        tf.linalg.transpose(
            tf.reshape(filled, ints(taps, stride, taps, stride, t.channels() * t.filters())),
            ints(0, 2, 1, 3, 4));
    return tf.reshape(
        transform(t.transforms().filter(), false, blocks, taps * taps),
        ints(t.tileArea(), t.blockChannels(), t.filters()));
  }

  /** Multiplies the leading axes, {@code leading} values in all, by a transform on both axes. */
  private Operand<TFloat32> transform(
      double[][] oneAxis, boolean transposed, Operand<TFloat32> x, int leading) {
    return tf.linalg.matMul(
        tf.constant(StdArrays.ndCopyOf(CookToom.squared(oneAxis))),
        tf.reshape(x, ints(leading, -1)),
        MatMul.transposeA(transposed));
  }

  /**
   * A matrix product for each leading index. TensorFlow Java wraps version 3 of this operation
   * only, which has no fast kernel on the CPU.
   */
  private Operand<TFloat32> products(Operand<TFloat32> x, Operand<TFloat32> y, boolean transposeY) {
    if (apart) {
      long count = y.shape().get(0);
      List<Output<TFloat32>> left = tf.unstack(x, count).output();
      List<Output<TFloat32>> right = tf.unstack(y, count).output();
      List<Operand<TFloat32>> products = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        products.add(tf.linalg.matMul(left.get(i), right.get(i), MatMul.transposeB(transposeY)));
      }
      return tf.stack(products);
    }
    return tf.scope()
        .opBuilder("BatchMatMulV2", "BatchMatMul")
        .addInput(x.asOutput())
        .addInput(y.asOutput())
        .setAttr("adj_y", transposeY)
        .build()
        .output(0);
  }

  /** Makes tiles of two neighbouring blocks each, along one axis. */
  private Operand<TFloat32> overlapped(Operand<TFloat32> blocks, int inside, int along, int tiles) {
    return tf.concat(
        List.of(part(blocks, along, 0, tiles), part(blocks, along, 1, tiles)), tf.constant(inside));
  }

  /** The transpose of {@link #overlapped}: adds up what neighbouring tiles share. */
  private Operand<TFloat32> summed(Operand<TFloat32> tiles, int inside, int along, int half) {
    return tf.math.add(
        shifted(part(tiles, inside, 0, half), along, 0, 1),
        shifted(part(tiles, inside, half, half), along, 1, 0));
  }

  private Operand<TFloat32> part(Operand<TFloat32> x, int axis, int from, int count) {
    int[] begin = new int[8];
    int[] size = {-1, -1, -1, -1, -1, -1, -1, -1};
    begin[axis] = from;
    size[axis] = count;
    return tf.slice(x, tf.constant(begin), tf.constant(size));
  }

  private Operand<TFloat32> shifted(Operand<TFloat32> x, int axis, int before, int after) {
    int[][] zeros = new int[8][2];
    zeros[axis] = new int[] {before, after};
    return tf.pad(x, tf.constant(zeros), tf.constant(0f));
  }

  /** Cuts rows and columns off the far ends, or adds zeros there. */
  private Operand<TFloat32> fit(Operand<TFloat32> x, ImageShape is, int height, int width) {
    Operand<TFloat32> cut = x;
    if (is.height() > height || is.width() > width) {
      int[] size = {-1, Math.min(is.height(), height), Math.min(is.width(), width), -1};
      cut = tf.slice(x, ints(0, 0, 0, 0), tf.constant(size));
    }
    int down = Math.max(0, height - is.height());
    int across = Math.max(0, width - is.width());
    if (down == 0 && across == 0) {
      return cut;
    }
    int[][] zeros = {{0, 0}, {0, down}, {0, across}, {0, 0}};
    return tf.pad(cut, tf.constant(zeros), tf.constant(0f));
  }

  private Operand<TInt32> ints(int... values) {
    return tf.constant(values);
  }
}
