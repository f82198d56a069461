package io.facegan.internal.inference;

import io.facegan.internal.graph.Tiling;
import io.facegan.network.Extent;
import io.facegan.network.ImageShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Convolutions whose results are blocks of pixels, as matrix products with constant kernels, which
 * are faster on CPUs than TensorFlow's convolutions. A transposed convolution of stride s gives a
 * block of s x s pixels for each window of the image. A convolution with few filters computes a
 * block of pixels at once, which makes the product larger.
 */
final class BlockConvolutions {
  /** The maximum ratio of kernel to stride: larger kernels would gather every value too often. */
  private static final int MOST_TAPS = 2;

  /** The most filters that need blocks; more filters fill vector registers without them. */
  private static final int MOST_FILTERS = 4;

  private final Ops tf;

  BlockConvolutions(Ops tf) {
    this.tf = tf;
  }

  /** Returns whether a transposed convolution can be computed in blocks and is faster so. */
  static boolean servesTransposed(Geometry g) {
    int stride = g.stride().height();
    return stride > 1
        && stride == g.stride().width()
        && (takesBlocks(g) || g.large().channels() <= MOST_FILTERS)
        && holds(ofTransposed("", g));
  }

  /** Returns whether a transposed convolution accepts blocks as input. */
  static boolean takesBlocks(Geometry g) {
    return Math.max(down(g), across(g)) <= MOST_TAPS;
  }

  /** Returns the layout of the result of {@link #transposed}. */
  static Blocks ofTransposed(String node, Geometry g) {
    return new Blocks(
        node,
        g.stride().height(),
        g.small().height() + down(g) - 1,
        g.small().width() + across(g) - 1,
        g.before(),
        g.large());
  }

  /** Returns whether the blocks cover the whole image. */
  private static boolean holds(Blocks blocks) {
    return blocks.before().height() + blocks.image().height() <= blocks.down() * blocks.side()
        && blocks.before().width() + blocks.image().width() <= blocks.across() * blocks.side();
  }

  private static int down(Geometry g) {
    return Tiling.taps(g.size().height(), g.stride().height());
  }

  private static int across(Geometry g) {
    return Tiling.taps(g.size().width(), g.stride().width());
  }

  /**
   * Computes a transposed convolution in blocks of its stride.
   *
   * @param x batch x height x width x input channels, or blocks of that
   * @param from the layout of x; empty if it is not in blocks
   * @param kernel height x width x filters x input channels
   */
  Operand<TFloat32> transposed(
      Operand<TFloat32> x, Optional<Blocks> from, Operand<TFloat32> kernel, Geometry g) {
    return takesBlocks(g) ? byWindows(x, from, kernel, g) : byShares(x, kernel, g);
  }

  /** Gathers the input of each block, then multiplies once. */
  private Operand<TFloat32> byWindows(
      Operand<TFloat32> x, Optional<Blocks> from, Operand<TFloat32> kernel, Geometry g) {
    int taps = down(g) * across(g) * g.small().channels();
    Operand<TFloat32> turned = turned(turned(framed(kernel, g), 0, down(g)), 2, across(g));
    Operand<TFloat32> matrix =
        tf.reshape(tf.linalg.transpose(turned, ints(0, 2, 5, 1, 3, 4)), ints(taps, block(g)));
    Blocks to = ofTransposed("", g);
    return tf.reshape(
        tf.linalg.matMul(tf.reshape(windows(x, from, g), ints(-1, taps)), matrix),
        ints(-1, to.down(), to.across(), to.depth()));
  }

  /** Multiplies each pixel once, then adds the contributions of the pixels to each block. */
  private Operand<TFloat32> byShares(Operand<TFloat32> x, Operand<TFloat32> kernel, Geometry g) {
    ImageShape image = g.small();
    int all = across(g) * down(g) * block(g);
    Operand<TFloat32> matrix =
        tf.reshape(
            tf.linalg.transpose(framed(kernel, g), ints(5, 2, 0, 1, 3, 4)),
            ints(image.channels(), all));
    Operand<TFloat32> shares =
        tf.reshape(
            tf.linalg.matMul(tf.reshape(x, ints(-1, image.channels())), matrix),
            ints(-1, image.height(), image.width(), all));
    return summed(summed(shares, 2, across(g), down(g) * block(g)), 1, down(g), block(g));
  }

  /** Adds the parts of the last axis, each shifted by one along another axis. */
  private Operand<TFloat32> summed(Operand<TFloat32> x, int axis, int parts, int size) {
    int[][] around = new int[4][2];
    around[axis] = new int[] {parts - 1, parts - 1};
    Operand<TFloat32> padded = tf.pad(x, tf.constant(around), tf.constant(0f));
    List<Operand<TFloat32>> sum = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      int[] start = new int[4];
      start[axis] = parts - 1 - part;
      start[3] = part * size;
      int[] sides = {-1, -1, -1, size};
      sides[axis] = (int) x.shape().get(axis) + parts - 1;
      sum.add(tf.slice(padded, tf.constant(start), tf.constant(sides)));
    }
    return tf.math.addN(sum);
  }

  /** Returns a kernel as vertical taps x rows x horizontal taps x columns x filters x channels. */
  private Operand<TFloat32> framed(Operand<TFloat32> kernel, Geometry g) {
    int stride = g.stride().height();
    int filters = g.large().channels();
    return tf.reshape(
        framed(kernel, g.size(), new Extent(0, 0), down(g) * stride, across(g) * stride),
        ints(down(g), stride, across(g), stride, filters, g.small().channels()));
  }

  /** Returns the number of values of a block of a transposed convolution. */
  private static int block(Geometry g) {
    return g.stride().height() * g.stride().height() * g.large().channels();
  }

  /** Returns the input pixels of each block: batch x (blocks x pixels) x channels. */
  private Operand<TFloat32> windows(Operand<TFloat32> x, Optional<Blocks> from, Geometry g) {
    ImageShape image = g.small();
    int pixels =
        from.map(blocks -> blocks.down() * blocks.across() * blocks.side() * blocks.side())
            .orElse(image.height() * image.width());
    Blocks to = ofTransposed("", g);
    int[] wanted = new int[to.down() * to.across() * down(g) * across(g)];
    for (int i = 0; i < wanted.length; i++) {
      int block = i / (down(g) * across(g));
      int row = block / to.across() + i / across(g) % down(g) - (down(g) - 1);
      int column = block % to.across() + i % across(g) - (across(g) - 1);
      boolean inside = row >= 0 && row < image.height() && column >= 0 && column < image.width();
      wanted[i] =
          !inside
              ? pixels
              : from.isPresent() ? from.get().index(row, column) : row * image.width() + column;
    }
    Operand<TFloat32> flat = tf.reshape(x, ints(-1, pixels, image.channels()));
    Operand<TFloat32> withZeros =
        tf.pad(flat, tf.constant(new int[][] {{0, 0}, {0, 1}, {0, 0}}), tf.constant(0f));
    return tf.gather(withZeros, tf.constant(wanted), tf.constant(1));
  }

  /** Returns whether a convolution of such blocks can return blocks and is faster so. */
  static boolean serves(Geometry g, Blocks from) {
    int side = from.side();
    ImageShape to = g.small();
    return g.stride().equals(Extent.square(1))
        && to.channels() <= MOST_FILTERS
        && to.height() % side == 0
        && to.width() % side == 0
        && from.before().height() >= g.before().height()
        && from.before().width() >= g.before().width()
        && to.height() / side + down(g, from) - 1 == from.down()
        && to.width() / side + across(g, from) - 1 == from.across();
  }

  /** Returns the layout of the result of {@link #convolution}. */
  static Blocks of(String node, Geometry g, Blocks from) {
    ImageShape to = g.small();
    return new Blocks(
        node,
        from.side(),
        to.height() / from.side(),
        to.width() / from.side(),
        new Extent(0, 0),
        to);
  }

  /** Returns the number of input blocks from top to bottom for a block of the result. */
  private static int down(Geometry g, Blocks from) {
    return Tiling.taps(
        from.before().height() - g.before().height() + from.side() + g.size().height() - 1,
        from.side());
  }

  private static int across(Geometry g, Blocks from) {
    return Tiling.taps(
        from.before().width() - g.before().width() + from.side() + g.size().width() - 1,
        from.side());
  }

  /**
   * Computes a convolution of stride 1 from blocks to blocks.
   *
   * @param x batch x down x across x block, with zeros around the images
   * @param kernel height x width x channels x filters
   */
  Operand<TFloat32> convolution(
      Operand<TFloat32> x, Operand<TFloat32> kernel, Geometry g, Blocks from) {
    int side = from.side();
    int down = down(g, from);
    int across = across(g, from);
    int filters = side * side * g.small().channels();
    List<Operand<TFloat32>> moved = new ArrayList<>();
    for (int i = 0; i < side; i++) {
      for (int j = 0; j < side; j++) {
        Extent start =
            new Extent(
                from.before().height() - g.before().height() + i,
                from.before().width() - g.before().width() + j);
        moved.add(framed(kernel, g.size(), start, down * side, across * side));
      }
    }
    Operand<TFloat32> blocks =
        tf.reshape(
            tf.concat(moved, tf.constant(3)),
            ints(down, side, across, side, g.large().channels(), filters));
    Operand<TFloat32> matrix =
        tf.reshape(
            tf.linalg.transpose(blocks, ints(1, 3, 4, 0, 2, 5)),
            ints(from.depth(), down * across * filters));
    Operand<TFloat32> shares =
        tf.reshape(
            tf.linalg.matMul(tf.reshape(x, ints(-1, from.depth())), matrix),
            ints(-1, from.down(), from.across(), down * across * filters));
    Blocks to = of("", g, from);
    List<Operand<TFloat32>> sum = new ArrayList<>();
    for (int i = 0; i < down * across; i++) {
      sum.add(
          tf.slice(
              shares,
              ints(0, i / across, i % across, i * filters),
              ints(-1, to.down(), to.across(), filters)));
    }
    return tf.math.addN(sum);
  }

  /** Sets the parts of blocks outside the images to zero. */
  Operand<TFloat32> cleared(Operand<TFloat32> x, Blocks blocks) {
    if (blocks.isWhole()) {
      return x;
    }
    int side = blocks.side();
    int channels = blocks.image().channels();
    float[] inside = new float[blocks.down() * blocks.across() * blocks.depth()];
    for (int pixel = 0; pixel < inside.length / channels; pixel++) {
      int block = pixel / (side * side);
      int row = block / blocks.across() * side + pixel / side % side;
      int column = block % blocks.across() * side + pixel % side;
      if (blocks.holds(row, column)) {
        Arrays.fill(inside, pixel * channels, (pixel + 1) * channels, 1);
      }
    }
    Shape shape = Shape.of(blocks.down(), blocks.across(), blocks.depth());
    return tf.math.mul(x, tf.constant(shape, DataBuffers.of(inside)));
  }

  /** Converts blocks to pixels. */
  Operand<TFloat32> laidOut(Operand<TFloat32> x, Blocks blocks) {
    return tf.nn.depthToSpace(x, (long) blocks.side());
  }

  /** Removes pixels outside the images. */
  Operand<TFloat32> cropped(Operand<TFloat32> x, Blocks blocks) {
    if (blocks.isWhole()) {
      return x;
    }
    return tf.slice(
        x,
        ints(0, blocks.before().height(), blocks.before().width(), 0),
        ints(-1, blocks.image().height(), blocks.image().width(), -1));
  }

  /** Pads a kernel with zeros to {@code height} x {@code width}. */
  private Operand<TFloat32> framed(
      Operand<TFloat32> kernel, Extent size, Extent start, int height, int width) {
    int[][] zeros = {
      {start.height(), height - start.height() - size.height()},
      {start.width(), width - start.width() - size.width()},
      {0, 0},
      {0, 0}
    };
    return tf.pad(kernel, tf.constant(zeros), tf.constant(0f));
  }

  private Operand<TFloat32> turned(Operand<TFloat32> x, int axis, int size) {
    int[] backwards = IntStream.iterate(size - 1, i -> i - 1).limit(size).toArray();
    return tf.gather(x, tf.constant(backwards), tf.constant(axis));
  }

  private Operand<TInt32> ints(int... values) {
    return tf.constant(values);
  }
}
