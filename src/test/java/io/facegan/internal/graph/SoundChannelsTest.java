package io.facegan.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.network.Convolution;
import io.facegan.network.Extent;
import io.facegan.network.ImageShape;
import io.facegan.network.TransposedConvolution;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Every channel of a transposed convolution, and of the gradient by an image, is a sum of its own:
 * so all at once must be what parts of at most 32 are, one after the other.
 */
class SoundChannelsTest {
  private static final int BATCH = 2;
  private static final int FILTERS = 8;
  private static final int SIDE = 8;
  private static final Extent KERNEL = Extent.square(4);
  private static final Extent STRIDE = Extent.square(2);
  private static final Extent PADDING = Extent.square(1);
  private static final ImageShape SMALL = new ImageShape(SIDE / 2, SIDE / 2, FILTERS);

  static IntStream numbers() {
    return IntStream.of(31, 33, 40, 48, 56, 65, 73, 80, 104, 112, 130, 176);
  }

  @Tag("numeric")
  @ParameterizedTest
  @MethodSource("numbers")
  void transposedConvolution_isThatOfItsParts(int channels) {
    try (Fixture fixture = new Fixture(channels)) {
      fixture.check(fixture::transposed);
    }
  }

  @Tag("numeric")
  @ParameterizedTest
  @MethodSource("numbers")
  void gradientByAnImage_isThatOfItsParts(int channels) {
    try (Fixture fixture = new Fixture(channels)) {
      fixture.check(fixture::gradient);
    }
  }

  @Test
  void usualNumbers_stayAsTheyAre() {
    for (int channels : new int[] {1, 3, 24, 32, 64, 96, 128, 256, 512}) {
      assertThat(SoundChannels.atLeast(channels)).isEqualTo(channels);
    }
    assertThat(SoundChannels.atLeast(33)).isEqualTo(64);
    assertThat(SoundChannels.atLeast(48)).isEqualTo(64);
    assertThat(SoundChannels.atLeast(120)).isEqualTo(128);
  }

  /** Channels of a kernel: what they give is theirs alone. */
  private interface Part {
    Operand<TFloat32> of(Operand<TFloat32> kernel, int channels);
  }

  private static final class Fixture implements AutoCloseable {
    private final SmallGraph small = new SmallGraph();
    private final Ops tf = small.tf;
    private final Convolutions convolutions = new Convolutions(tf, ConvolutionForm.PLAIN);
    private final int channels;
    private final Operand<TFloat32> kernel;
    private final Operand<TFloat32> images;

    Fixture(int channels) {
      this.channels = channels;
      int taps = KERNEL.height() * KERNEL.width();
      Shape shape = Shape.of(KERNEL.height(), KERNEL.width(), channels, FILTERS);
      // A variable: of constants TensorFlow would work all out beforehand, with other kernels.
      kernel =
          small
              .variables
              .create(
                  "kernel",
                  shape,
                  small.constant(shape, SmallGraph.values(1, taps * channels * FILTERS)))
              .value();
      images = small.batch(BATCH, SMALL, SmallGraph.values(2, BATCH * SMALL.size()));
    }

    void check(Part part) {
      Operand<TFloat32> whole = part.of(kernel, channels);
      List<Operand<TFloat32>> parts = new ArrayList<>();
      for (int from = 0; from < channels; from += 32) {
        int count = Math.min(32, channels - from);
        parts.add(
            part.of(
                tf.slice(
                    kernel,
                    tf.constant(new int[] {0, 0, from, 0}),
                    tf.constant(new int[] {-1, -1, count, -1})),
                count));
      }
      Operand<TFloat32> joined =
          parts.size() == 1 ? parts.get(0) : tf.concat(parts, tf.constant(3));
      small.initialize();
      float[] expected = small.run(joined);
      assertThat(expected).hasSize(BATCH * SIDE * SIDE * channels);
      Close.check(small.run(whole), expected, 1e-4, channels);
    }

    @SuppressWarnings("unchecked") // float32 in, float32 out
    Operand<TFloat32> transposed(Operand<TFloat32> ofKernel, int count) {
      return (Operand<TFloat32>)
          convolutions.transposed(
              images,
              ofKernel,
              new TransposedConvolution(count, KERNEL, STRIDE, PADDING),
              SMALL,
              new ImageShape(SIDE, SIDE, count));
    }

    /** Of the sum of the results, each times a number of its own. */
    @SuppressWarnings("unchecked") // float32 in, float32 out
    Operand<TFloat32> gradient(Operand<TFloat32> ofKernel, int count) {
      ImageShape shape = new ImageShape(SIDE, SIDE, count);
      Operand<TFloat32> x = small.batch(BATCH, shape, SmallGraph.values(3, BATCH * shape.size()));
      Operand<?> y =
          convolutions.convolution(
              x, ofKernel, new Convolution(FILTERS, KERNEL, STRIDE, PADDING), shape, SMALL);
      Operand<TFloat32> loss =
          tf.sum(tf.math.mul((Operand<TFloat32>) y, images), tf.constant(new int[] {0, 1, 2, 3}));
      Output<?>[] slopes =
          small.graph.addGradients(loss.asOutput(), new Output<?>[] {x.asOutput()});
      return (Operand<TFloat32>) (Operand<?>) slopes[0];
    }

    @Override
    public void close() {
      small.close();
    }
  }
}
