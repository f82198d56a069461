package io.facegan.internal.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.op.nn.FusedBatchNormGrad;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TFloating;

/**
 * Small computations with known results, one for each kind of kernel of a training: of cuDNN, of
 * cuBLAS, generated ones, and compiled ones. Two images are fed, of ones and of minus ones: what
 * follows from constants TensorFlow would compute on the processor, beforehand.
 */
record TrialComputations(Operand<TFloat32> images, List<Computation> list) {
  private static final int SIDE = 4;

  /** Fills the matrix units. */
  private static final int CHANNELS = 8;

  private static final int ROW = SIDE * CHANNELS;
  private static final int IMAGE = SIDE * ROW;
  private static final Shape SHAPE = Shape.of(2, SIDE, SIDE, CHANNELS);
  private static final int KERNEL = 3;
  private static final float SLOPE = 0.2f;
  private static final float SCALE = 2;
  private static final float OFFSET = 1;

  /** As large as none of the libraries refuses it. */
  private static final float EPSILON = 0.001f;

  /**
   * One of them.
   *
   * @param what it is, in words
   */
  record Computation(String what, Operand<TFloat32> result, float[] expected) {}

  static TrialComputations in(Graph graph, DeviceSpec.DeviceType type, boolean bfloat16) {
    Ops tf =
        Ops.create(graph)
            .withDevice(DeviceSpec.newBuilder().deviceType(type).deviceIndex(0).build());
    Operand<TFloat32> images = tf.placeholder(TFloat32.class, Placeholder.shape(SHAPE));
    List<Computation> list = new ArrayList<>(List.of(product(tf, images)));
    list.addAll(of(tf, images, "float32", TFloat32.class));
    if (bfloat16) {
      list.addAll(of(tf, images, "bfloat16", TBfloat16.class));
    }
    return new TrialComputations(images, list);
  }

  private static Computation product(Ops tf, Operand<TFloat32> images) {
    Operand<TFloat32> rows = tf.reshape(images, tf.constant(new int[] {2, IMAGE}));
    return new Computation(
        "a matrix product",
        tf.linalg.matMul(rows, rows, MatMul.transposeB(true)),
        new float[] {IMAGE, -IMAGE, -IMAGE, IMAGE});
  }

  private static <T extends TFloating> List<Computation> of(
      Ops tf, Operand<TFloat32> images, String precision, Class<T> type) {
    Operand<T> x = tf.dtypes.cast(images, type);
    Operand<T> three = tf.dtypes.cast(tf.constant(3f), type);
    Operand<T> kernel =
        tf.dtypes.cast(
            tf.fill(tf.constant(new int[] {KERNEL, KERNEL, CHANNELS, CHANNELS}), tf.constant(1f)),
            type);
    Operand<TFloat32> scale = tf.fill(tf.constant(new int[] {CHANNELS}), tf.constant(SCALE));
    Operand<TFloat32> offset = tf.fill(tf.constant(new int[] {CHANNELS}), tf.constant(OFFSET));
    FusedBatchNorm<T, TFloat32> norm =
        tf.nn.fusedBatchNorm(
            x,
            scale,
            offset,
            tf.constant(new float[0]),
            tf.constant(new float[0]),
            FusedBatchNorm.epsilon(EPSILON),
            FusedBatchNorm.isTraining(true));
    FusedBatchNormGrad<T, TFloat32> gradient =
        tf.nn.fusedBatchNormGrad(
            tf.dtypes.cast(slopes(tf), type),
            x,
            scale,
            norm.reserveSpace1(),
            norm.reserveSpace2(),
            norm.reserveSpace3(),
            FusedBatchNormGrad.epsilon(EPSILON),
            FusedBatchNormGrad.isTraining(true));
    float products = KERNEL * KERNEL * CHANNELS;
    int convolved = 2 * (SIDE - KERNEL + 1) * (SIDE - KERNEL + 1) * CHANNELS;
    float factor = (float) (SCALE / Math.sqrt(1 + EPSILON));
    return List.of(
        computation(
            tf,
            "an element-wise operation in " + precision,
            tf.math.sub(tf.math.mul(tf.math.add(x, three), three), x),
            values(2 * IMAGE, i -> i < IMAGE, 11, 7)),
        computation(
            tf,
            "a leaky ReLU in " + precision,
            tf.nn.leakyRelu(x, LeakyRelu.alpha(SLOPE)),
            values(2 * IMAGE, i -> i < IMAGE, 1, -SLOPE)),
        computation(
            tf,
            "a convolution in " + precision,
            tf.nn.conv2d(x, kernel, List.of(1L, 1L, 1L, 1L), "VALID"),
            values(convolved, i -> i < convolved / 2, products, -products)),
        computation(
            tf,
            "batch norm in " + precision,
            norm.y(),
            values(2 * IMAGE, i -> i < IMAGE, OFFSET + factor, OFFSET - factor)),
        computation(
            tf,
            "the gradient of batch norm in " + precision,
            gradient.xBackprop(),
            values(2 * IMAGE, TrialComputations::isUpper, factor, -factor)));
  }

  /** Neither their sum nor that of their products with the images is other than 0. */
  private static Operand<TFloat32> slopes(Ops tf) {
    float[] slopes = values(2 * IMAGE, TrialComputations::isUpper, 1, -1);
    return tf.constant(SHAPE, DataBuffers.of(slopes));
  }

  private static boolean isUpper(int index) {
    return index % IMAGE < IMAGE / 2;
  }

  private static Computation computation(
      Ops tf, String what, Operand<? extends TFloating> result, float[] expected) {
    return new Computation(what, tf.dtypes.cast(result, TFloat32.class), expected);
  }

  private static float[] values(int count, IntPredicate first, float one, float other) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = first.test(i) ? one : other;
    }
    return values;
  }

  /** Computes one of them. */
  float[] of(Computation computation, Session session) {
    float[] fed = values(2 * IMAGE, i -> i < IMAGE, 1, -1);
    float[] found = new float[computation.expected().length];
    try (TFloat32 input = TFloat32.tensorOf(SHAPE, DataBuffers.of(fed));
        Result result = session.runner().feed(images, input).fetch(computation.result()).run()) {
      ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(found);
    }
    return found;
  }
}
