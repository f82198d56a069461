package io.facegan.internal.graph;

import io.facegan.network.Augmentation;
import io.facegan.network.Augmentation.Kind;
import io.facegan.network.ImageShape;
import java.util.List;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.PlaceholderWithDefault;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** The augmentation of a recipe as operations that have a gradient. */
final class AugmentationOps {
  /** Numbers that are drawn for each image: which kinds change it, and by how much. */
  private static final int DRAWS = 10;

  private static final float MID_GREY = 0.5f;
  private static final int TRANSLATION_PART = 8;
  private static final float CUTOUT_PART = 0.5f;

  private final Ops tf;
  private final Augmentation augmentation;
  private final ImageShape shape;

  /** Of each kind at an image; the recipe's last one if it is not fed. */
  final PlaceholderWithDefault<TFloat32> probability;

  /** The part of it that is in use. */
  private final UnaryOperator<Operand<TFloat32>> used;

  private final UnaryOperator<Operand<TFloat32>> share;

  AugmentationOps(Ops tf, Augmentation augmentation, ImageShape shape) {
    this(tf, augmentation, shape, UnaryOperator.identity(), UnaryOperator.identity());
  }

  /**
   * @param used returns a scalar to take in place of the probability
   * @param share returns the rows for the images at hand of those drawn for a whole batch
   */
  AugmentationOps(
      Ops tf,
      Augmentation augmentation,
      ImageShape shape,
      UnaryOperator<Operand<TFloat32>> used,
      UnaryOperator<Operand<TFloat32>> share) {
    this.tf = tf;
    this.augmentation = augmentation;
    this.shape = shape;
    this.used = used;
    this.share = share;
    probability =
        tf.withName("augmentation_probability")
            .placeholderWithDefault(
                tf.constant((float) augmentation.probability()), Shape.scalar());
  }

  /**
   * Adds the changes of images between 0 and 1; some values leave that range.
   *
   * @param count how many images the whole batch has, a scalar
   * @param seed two numbers that the changes are drawn from, together with {@code stream}
   * @param stream another number for other changes from the same seed
   */
  Operand<TFloat32> of(
      Operand<TFloat32> images, Operand<TInt32> count, Operand<TInt64> seed, long stream) {
    if (augmentation.isNone()) {
      return images;
    }
    Draws draws = new Draws(count, tf.math.add(seed, tf.constant(new long[] {stream << 40, 0})));
    // Around zero, what is moved in or cut out is mid-grey.
    Operand<TFloat32> changed = tf.math.sub(images, tf.constant(MID_GREY));
    for (Kind kind : augmentation.kinds()) {
      changed =
          switch (kind) {
            case COLOUR -> coloured(changed, draws);
            case TRANSLATION -> translated(changed, draws);
            case CUTOUT -> cut(changed, draws);
          };
    }
    return tf.math.add(changed, tf.constant(MID_GREY));
  }

  private Operand<TFloat32> coloured(Operand<TFloat32> images, Draws draws) {
    Operand<TFloat32> brightness = draws.gated(Kind.COLOUR, draws.between(3, -0.25f, 0.25f));
    Operand<TFloat32> brighter = tf.math.add(images, brightness);
    Operand<TFloat32> saturated =
        spread(brighter, draws.gated(Kind.COLOUR, draws.between(4, -1, 1)), 3);
    return spread(saturated, draws.gated(Kind.COLOUR, draws.between(5, -0.5f, 0.5f)), 1, 2, 3);
  }

  /** Moves values away from their mean over the axes, by a share of how far they are from it. */
  private Operand<TFloat32> spread(Operand<TFloat32> images, Operand<TFloat32> share, int... axes) {
    Operand<TFloat32> mean = tf.math.mean(images, tf.constant(axes), Mean.keepDims(true));
    return tf.math.add(images, tf.math.mul(tf.math.sub(images, mean), share));
  }

  /** A product with a matrix of ones beside its diagonal moves rows, and has a plain gradient. */
  private Operand<TFloat32> translated(Operand<TFloat32> images, Draws draws) {
    int h = shape.height();
    int w = shape.width();
    int c = shape.channels();
    Operand<TFloat32> down =
        tf.train.batchMatMul(shift(h, 6, draws), shaped(images, h, w * c), TFloat32.class);
    Operand<TFloat32> turned =
        tf.linalg.transpose(shaped(down, h, w, c), tf.constant(new int[] {0, 2, 1, 3}));
    Operand<TFloat32> across =
        tf.train.batchMatMul(shift(w, 7, draws), shaped(turned, w, h * c), TFloat32.class);
    return tf.linalg.transpose(shaped(across, w, h, c), tf.constant(new int[] {0, 2, 1, 3}));
  }

  /** Any number of images in another shape. */
  private Operand<TFloat32> shaped(Operand<TFloat32> images, int... sides) {
    int[] all = new int[sides.length + 1];
    all[0] = -1;
    System.arraycopy(sides, 0, all, 1, sides.length);
    return tf.reshape(images, tf.constant(all));
  }

  private Operand<TFloat32> shift(int side, int draw, Draws draws) {
    float most = Math.round(side / (float) TRANSLATION_PART);
    Operand<TFloat32> by =
        shaped(
            draws.gated(Kind.TRANSLATION, tf.math.floor(draws.between(draw, -most, most + 1))),
            1,
            1);
    Operand<TFloat32> from = tf.math.add(places(side, 1, side, 1), by);
    return tf.dtypes.cast(tf.math.equal(from, places(side, 1, 1, side)), TFloat32.class);
  }

  private Operand<TFloat32> cut(Operand<TFloat32> images, Draws draws) {
    int h = shape.height();
    int w = shape.width();
    Operand<TFloat32> hole =
        tf.math.mul(
            band(h, places(h, 1, h, 1, 1), 8, draws), band(w, places(w, 1, 1, w, 1), 9, draws));
    Operand<TFloat32> gated = draws.gated(Kind.CUTOUT, hole);
    return tf.math.mul(images, tf.math.sub(tf.constant(1f), gated));
  }

  /** One on the half of a side around a random place, else zero. */
  private Operand<TFloat32> band(int side, Operand<TFloat32> places, int draw, Draws draws) {
    Operand<TFloat32> centre = tf.math.floor(draws.between(draw, 0, side));
    Operand<TFloat32> away = tf.math.sub(tf.math.add(places, tf.constant(0.5f)), centre);
    return tf.dtypes.cast(
        tf.math.less(tf.math.abs(away), tf.constant(side * CUTOUT_PART / 2)), TFloat32.class);
  }

  /** Numbers from 0 to {@code side - 1} in a shape. */
  private Operand<TFloat32> places(int side, int... shape) {
    return tf.reshape(
        tf.range(tf.constant(0f), tf.constant((float) side), tf.constant(1f)), tf.constant(shape));
  }

  /** The random numbers of a batch, each a tensor of n x 1 x 1 x 1. */
  private final class Draws {
    private final Operand<TFloat32> uniform;
    private final Operand<TFloat32> probable = used.apply(probability);

    Draws(Operand<TInt32> count, Operand<TInt64> seed) {
      uniform =
          share.apply(
              tf.random.statelessRandomUniform(
                  tf.stack(List.of(count, tf.constant(DRAWS))), seed, TFloat32.class));
    }

    Operand<TFloat32> between(int draw, float from, float to) {
      return tf.math.add(tf.math.mul(column(draw), tf.constant(to - from)), tf.constant(from));
    }

    /** The same where this kind changes the image, else zero. */
    Operand<TFloat32> gated(Kind kind, Operand<TFloat32> value) {
      Operand<TFloat32> gate =
          tf.dtypes.cast(tf.math.less(column(kind.ordinal()), probable), TFloat32.class);
      return tf.math.mul(value, gate);
    }

    private Operand<TFloat32> column(int draw) {
      Operand<TFloat32> one =
          tf.slice(uniform, tf.constant(new int[] {0, draw}), tf.constant(new int[] {-1, 1}));
      return shaped(one, 1, 1, 1);
    }
  }
}
