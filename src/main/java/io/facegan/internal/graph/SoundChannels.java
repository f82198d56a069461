package io.facegan.internal.graph;

import io.facegan.network.ImageShape;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;

/**
 * Numbers of channels with which TensorFlow's {@code Conv2DBackpropInput} can be trusted on a CPU.
 * Its oneDNN (3.5 in TensorFlow 2.18) computes the gradient of a convolution by its image wrongly,
 * without a word, where the image has more than 32 channels and 1 to 16 over a multiple of 32, on
 * processors with AVX-512, and for some of these numbers with AVX2: a part of the sums is missing
 * in the last ones. A transposed convolution is that gradient too. So channels above 32 are filled
 * up with zeros to a multiple of 32, and cut off again; that all other numbers are right was seen
 * for those up to 140.
 */
final class SoundChannels {
  private static final int MULTIPLE = 32;

  private final Ops tf;

  SoundChannels(Ops tf) {
    this.tf = tf;
  }

  /** Returns the least such number that is not below the one that is wanted. */
  static int atLeast(int channels) {
    return channels <= MULTIPLE ? channels : (channels + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
  }

  /** Fills up the channels of images: batch x height x width x channel. */
  <T extends TFloating> Operand<T> ofImages(Operand<T> images, int channels) {
    return filled(images, 3, channels);
  }

  /** Fills up the channels that a kernel has for images: height x width x channel x filter. */
  <T extends TFloating> Operand<T> ofKernel(Operand<T> kernel, int channels) {
    return filled(kernel, 2, channels);
  }

  private <T extends TFloating> Operand<T> filled(Operand<T> x, int axis, int channels) {
    int more = atLeast(channels) - channels;
    if (more == 0) {
      return x;
    }
    int[][] around = new int[4][2];
    around[axis][1] = more;
    return tf.pad(x, tf.constant(around), Casts.as(tf, tf.constant(0f), x.type()));
  }

  /** Cuts off the channels that an image has not. */
  <T extends TFloating> Operand<T> cut(Operand<T> images, ImageShape shape) {
    return atLeast(shape.channels()) == shape.channels()
        ? images
        : tf.slice(
            images,
            tf.constant(new int[] {0, 0, 0, 0}),
            tf.constant(new int[] {-1, shape.height(), shape.width(), shape.channels()}));
  }
}
