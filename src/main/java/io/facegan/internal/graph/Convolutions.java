package io.facegan.internal.graph;

import io.facegan.network.Convolution;
import io.facegan.network.Extent;
import io.facegan.network.ImageShape;
import io.facegan.network.TransposedConvolution;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/**
 * Convolutions and transposed convolutions with symmetric padding, bias left out.
 *
 * <p>TensorFlow's {@code EXPLICIT} padding is never used: on a CPU it leaves the fast kernels and
 * its gradient is missing. Where {@code SAME} means the same padding it stands in; elsewhere the
 * image is padded before, or cropped after, a {@code VALID} operation. Channels are those of {@link
 * SoundChannels}.
 */
final class Convolutions {
  private static final int[] SWAP_CHANNELS = {0, 1, 3, 2};

  private final Ops tf;
  private final ConvolutionForm form;
  private final FastConvolutions fastConvolutions;
  private final SoundChannels soundChannels;

  Convolutions(Ops tf, ConvolutionForm form) {
    this.tf = tf;
    this.form = form;
    this.fastConvolutions = new FastConvolutions(tf);
    this.soundChannels = new SoundChannels(tf);
  }

  /**
   * @param x batch x height x width x channel
   * @param kernel height x width x channels in x filters
   * @return bfloat16 if the form is that, else float32
   */
  Operand<? extends TFloating> convolution(
      Operand<? extends TFloating> x,
      Operand<TFloat32> kernel,
      Convolution spec,
      ImageShape input,
      ImageShape output) {
    return form == ConvolutionForm.BFLOAT16
        ? convolved(rounded(x), rounded(kernel), spec, input, output)
        : convolved(Casts.wide(tf, x), kernel, spec, input, output);
  }

  private Operand<TBfloat16> rounded(Operand<? extends TFloating> x) {
    return Casts.as(tf, x, TBfloat16.class);
  }

  private <T extends TFloating> Operand<T> convolved(
      Operand<T> x, Operand<T> kernel, Convolution spec, ImageShape input, ImageShape output) {
    Extent padding = spec.padding();
    if (padding.height() == 0 && padding.width() == 0) {
      return unpadded(x, kernel, spec.kernel(), spec.stride(), input, output);
    }
    if (isSame(spec.kernel(), spec.stride(), padding, input, output)) {
      return plain(x, kernel, input.channels(), spec.stride(), "SAME");
    }
    int[][] around = {
      {0, 0}, {padding.height(), padding.height()}, {padding.width(), padding.width()}, {0, 0}
    };
    ImageShape wide =
        new ImageShape(
            input.height() + 2 * padding.height(),
            input.width() + 2 * padding.width(),
            input.channels());
    Operand<T> zero = Casts.as(tf, tf.constant(0f), x.type());
    return unpadded(
        tf.pad(x, tf.constant(around), zero), kernel, spec.kernel(), spec.stride(), wide, output);
  }

  private <T extends TFloating> Operand<T> unpadded(
      Operand<T> x,
      Operand<T> kernel,
      Extent size,
      Extent stride,
      ImageShape input,
      ImageShape output) {
    if (!isFast(size, stride, input, output)) {
      return plain(x, kernel, input.channels(), stride, "VALID");
    }
    return Casts.as(
        tf,
        fastConvolutions.convolution(
            Casts.wide(tf, x), Casts.wide(tf, kernel), size, stride.height(), input, output),
        x.type());
  }

  private <T extends TFloating> Operand<T> plain(
      Operand<T> x, Operand<T> kernel, int channels, Extent stride, String padding) {
    return tf.nn.conv2d(
        soundChannels.ofImages(x, channels),
        soundChannels.ofKernel(kernel, channels),
        strides(stride),
        padding);
  }

  private boolean isFast(Extent size, Extent stride, ImageShape large, ImageShape small) {
    return form == ConvolutionForm.MINIMAL_FILTERING
        && FastConvolutions.serves(size, stride, large.channels(), small.channels());
  }

  /**
   * @param x batch x height x width x channel
   * @param kernel height x width x filters x channels in, the order of the convolution that this
   *     one is the transpose of
   * @return bfloat16 if the form is that, else float32
   */
  Operand<? extends TFloating> transposed(
      Operand<? extends TFloating> x,
      Operand<TFloat32> kernel,
      TransposedConvolution spec,
      ImageShape input,
      ImageShape output) {
    return form == ConvolutionForm.BFLOAT16
        ? transposedOf(rounded(x), rounded(kernel), spec, input, output)
        : transposedOf(Casts.wide(tf, x), kernel, spec, input, output);
  }

  private <T extends TFloating> Operand<T> transposedOf(
      Operand<T> x,
      Operand<T> kernel,
      TransposedConvolution spec,
      ImageShape input,
      ImageShape output) {
    Extent padding = spec.padding();
    if (isSame(spec.kernel(), spec.stride(), padding, output, input)) {
      return backpropInput(x, kernel, output, spec.stride(), "SAME");
    }
    ImageShape full =
        new ImageShape(
            output.height() + 2 * padding.height(),
            output.width() + 2 * padding.width(),
            output.channels());
    Operand<T> y =
        isFast(spec.kernel(), spec.stride(), full, input)
            ? Casts.as(
                tf,
                fastConvolutions.transposed(
                    Casts.wide(tf, x),
                    Casts.wide(tf, kernel),
                    spec.kernel(),
                    spec.stride().height(),
                    full,
                    input),
                x.type())
            : backpropInput(x, kernel, full, spec.stride(), "VALID");
    if (full.equals(output)) {
      return y;
    }
    return tf.slice(
        y,
        tf.constant(new int[] {0, padding.height(), padding.width(), 0}),
        tf.constant(new int[] {-1, output.height(), output.width(), -1}));
  }

  /**
   * Nearest-neighbour upsampling with a stride-1 convolution after it, as one transposed
   * convolution: its kernel is the convolution's, turned round and spread over the copies of each
   * pixel. The result is the same up to rounding; a 3x3 convolution after doubling costs 4
   * multiply-adds a pixel and channel pair instead of 9.
   *
   * @param kernel height x width x channels in x filters, of the stride-1 convolution
   */
  Operand<? extends TFloating> upsampled(
      Operand<? extends TFloating> x,
      Operand<TFloat32> kernel,
      Extent factor,
      Convolution spec,
      ImageShape input,
      ImageShape output) {
    int height = spec.kernel().height();
    int width = spec.kernel().width();
    Operand<TFloat32> turned =
        reversed(
            reversed(tf.linalg.transpose(kernel, tf.constant(SWAP_CHANNELS)), 0, height), 1, width);
    List<Operand<TFloat32>> copies = new ArrayList<>();
    for (int dy = 0; dy < factor.height(); dy++) {
      for (int dx = 0; dx < factor.width(); dx++) {
        int[][] shift = {
          {dy, factor.height() - 1 - dy}, {dx, factor.width() - 1 - dx}, {0, 0}, {0, 0}
        };
        copies.add(tf.pad(turned, tf.constant(shift), tf.constant(0f)));
      }
    }
    return transposed(
        x,
        tf.math.addN(copies),
        new TransposedConvolution(
            spec.filters(),
            new Extent(height + factor.height() - 1, width + factor.width() - 1),
            factor,
            new Extent(height - 1 - spec.padding().height(), width - 1 - spec.padding().width())),
        input,
        output);
  }

  private Operand<TFloat32> reversed(Operand<TFloat32> x, int axis, int size) {
    int[] backwards = IntStream.iterate(size - 1, i -> i - 1).limit(size).toArray();
    return tf.gather(x, tf.constant(backwards), tf.constant(axis));
  }

  private <T extends TFloating> Operand<T> backpropInput(
      Operand<T> x, Operand<T> kernel, ImageShape output, Extent stride, String padding) {
    int channels = output.channels();
    int[] sides = {output.height(), output.width(), SoundChannels.atLeast(channels)};
    long batch = x.shape().get(0);
    Operand<TInt32> size =
        batch >= 0
            ? tf.constant(new int[] {(int) batch, sides[0], sides[1], sides[2]})
            : tf.concat(
                List.of(
                    tf.slice(tf.shape(x), tf.constant(new int[] {0}), tf.constant(new int[] {1})),
                    tf.constant(sides)),
                tf.constant(0));
    return soundChannels.cut(
        tf.nn.conv2dBackpropInput(
            size, soundChannels.ofKernel(kernel, channels), x, strides(stride), padding),
        output);
  }

  /** Whether TensorFlow's SAME, for a convolution from {@code large} to {@code small}, pads so. */
  private static boolean isSame(
      Extent kernel, Extent stride, Extent padding, ImageShape large, ImageShape small) {
    return isSame(
            kernel.height(), stride.height(), padding.height(), large.height(), small.height())
        && isSame(kernel.width(), stride.width(), padding.width(), large.width(), small.width());
  }

  private static boolean isSame(int kernel, int stride, int padding, int large, int small) {
    boolean ceiled = small == (large + stride - 1) / stride;
    return ceiled && Math.max((small - 1) * stride + kernel - large, 0) == 2 * padding;
  }

  private static List<Long> strides(Extent stride) {
    return List.of(1L, (long) stride.height(), (long) stride.width(), 1L);
  }
}
