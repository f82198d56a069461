package io.facegan.network;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.facegan.error.FaceGanException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What each layer refuses, and how it says so. */
class LayerRefusalTest {
  private static final ImageShape IMAGE = ImageShape.rgb(10, 10);
  private static final VectorShape VECTOR = new VectorShape(100);
  private static final Extent ONE = Extent.square(1);
  private static final Extent NONE = Extent.square(0);

  @Test
  void dense_image_asksForFlatten() {
    String message =
        "dense 1 needs a vector, but its input is an image of 10x10x3: put a Flatten before it";
    refuses(() -> new Dense(1).outputShape(IMAGE), message);
    refuses(() -> new Dense(1).parameters(IMAGE), message);
    refuses(() -> new Dense(1).formula(IMAGE), message);
  }

  @Test
  void imageLayers_vector_askForReshape() {
    String rest = " needs an image, but its input is a vector of 100: put a Reshape before it";
    for (LayerSpec layer :
        new LayerSpec[] {
          Convolution.of(256, 8, 2), TransposedConvolution.of(3, 8, 2, 1), Upsampling.by(2)
        }) {
      refuses(() -> layer.outputShape(VECTOR), layer.describe() + rest);
      refuses(() -> layer.parameters(VECTOR), layer.describe() + rest);
      refuses(() -> layer.formula(VECTOR), layer.describe() + rest);
    }
  }

  @Test
  void flatten_vector_isSuperfluous() {
    refuses(
        () -> new Flatten().outputShape(VECTOR),
        "flatten needs an image, but its input is a vector of 100: leave the flatten out");
  }

  @Test
  void reshape_otherSize_namesBothSizes() {
    refuses(
        () -> new Reshape(ImageShape.rgb(11, 11)).outputShape(VECTOR),
        "reshape 11x11x3 takes 363 values, but its input of 100 has 100: make both sizes equal");
  }

  @Test
  void convolution_kernelLargerThanImage_isRefused() {
    refuses(
        () -> Convolution.of(3, 8, 2).outputShape(ImageShape.rgb(10, 7)),
        "convolution 8x8 / 2, 3 cannot take an image of 10x7x3: the kernel is larger than the"
            + " padded image; use a larger image, a smaller kernel or fewer layers");
  }

  @Test
  void transposedConvolution_nothingLeft_isRefused() {
    refuses(
        () -> TransposedConvolution.of(3, 2, 1, 1).outputShape(ImageShape.rgb(1, 1)),
        "transposed convolution 2x2 / 1, 3, padding 1 turns 1x1x3 into 0x0: both sides must be at"
            + " least 1; use a larger input or kernel, or less padding");
  }

  @Test
  void outputs_beyondInt_areRefused() {
    int most = Integer.MAX_VALUE;
    refuses(
        () -> Upsampling.by(most).outputShape(IMAGE),
        "upsampling 2147483647x2147483647 turns 10x10x3 into 21474836470x21474836470: more than"
            + " 2^31 - 1 pixels on a side; use a smaller stride or factor");
    refuses(
        () -> Upsampling.by(20_000).outputShape(IMAGE),
        "image shape 200000x200000x3 holds more than 2^31 - 1 values: choose a smaller size");
    Convolution huge = new Convolution(most, Extent.square(most), ONE, Extent.square(0));
    refuses(
        () -> huge.parameters(IMAGE),
        "convolution 2147483647x2147483647 / 1, 2147483647 on 3 channels has more than 2^63 - 1"
            + " parameters: use a smaller kernel or fewer filters");
  }

  @Test
  void convolution_badSettings_areRefused() {
    refuses(
        () -> new Convolution(0, ONE, ONE, NONE),
        "convolution filters is 0: it must be at least 1");
    refuses(
        () -> new Convolution(1, new Extent(0, 8), ONE, NONE),
        "convolution kernel is 0x8: both sides must be at least 1");
    refuses(
        () -> new Convolution(1, ONE, new Extent(2, 0), NONE),
        "convolution stride is 2x0: both sides must be at least 1");
    refuses(
        () -> Convolution.of(1, 8, 2, 8),
        "convolution padding is 8x8: each side must be smaller than the kernel 8x8");
    refuses(
        () -> Convolution.of(1, 8, 2, -1),
        "extent -1x-1 has a negative side: both must be at least 0");
  }

  @Test
  void transposedConvolution_badSettings_areRefused() {
    refuses(
        () -> TransposedConvolution.of(-3, 8, 2),
        "transposed convolution filters is -3: it must be at least 1");
    refuses(
        () -> TransposedConvolution.of(3, 0, 2),
        "transposed convolution kernel is 0x0: both sides must be at least 1");
    refuses(
        () -> TransposedConvolution.of(3, 8, 0),
        "transposed convolution stride is 0x0: both sides must be at least 1");
    refuses(
        () -> new TransposedConvolution(3, new Extent(8, 4), ONE, new Extent(4, 4)),
        "transposed convolution padding is 4x4: each side must be smaller than the kernel 8x4");
  }

  @Test
  void otherLayers_badSettings_areRefused() {
    refuses(() -> new Dense(0), "dense units is 0: it must be at least 1");
    refuses(() -> Upsampling.by(0), "upsampling factor is 0x0: both sides must be at least 1");
    refuses(
        () -> new BatchNorm(0, 0.1),
        "batch norm epsilon is 0.0: it must be a finite number above 0");
    refuses(
        () -> new BatchNorm(1e-5, Double.NaN),
        "batch norm momentum is NaN: it must be above 0 and at most 1");
    refuses(
        () -> new BatchNorm(1e-5, 1.5),
        "batch norm momentum is 1.5: it must be above 0 and at most 1");
    refuses(
        () -> new LayerNorm(Double.POSITIVE_INFINITY),
        "layer norm epsilon is Infinity: it must be a finite number above 0");
    assertThatNullPointerException()
        .isThrownBy(() -> new ActivationLayer(null))
        .withMessage("activation");
    assertThatNullPointerException().isThrownBy(() -> new Reshape(null)).withMessage("shape");
  }

  @Test
  void shapes_badSides_areRefused() {
    refuses(() -> new VectorShape(0), "vector size is 0: it must be at least 1");
    refuses(() -> ImageShape.rgb(0, 1), "image height is 0: it must be at least 1");
    refuses(() -> ImageShape.rgb(1, -5), "image width is -5: it must be at least 1");
    refuses(() -> new ImageShape(1, 1, 0), "image channels is 0: it must be at least 1");
  }

  @Test
  void adam_badSettings_areRefused() {
    refuses(
        () -> new Adam(0, 0.9, 0.999, 1e-8),
        "Adam learning rate is 0.0: it must be a finite number above 0");
    refuses(
        () -> new Adam(Double.NaN, 0.9, 0.999, 1e-8),
        "Adam learning rate is NaN: it must be a finite number above 0");
    refuses(
        () -> new Adam(1e-4, -0.1, 0.999, 1e-8),
        "Adam beta1 is -0.1: it must be at least 0 and below 1");
    refuses(
        () -> new Adam(1e-4, 0.9, 1, 1e-8), "Adam beta2 is 1.0: it must be at least 0 and below 1");
    refuses(
        () -> new Adam(1e-4, 0.9, 0.999, -1),
        "Adam epsilon is -1.0: it must be a finite number above 0");
  }

  private static void refuses(ThrowingCallable call, String message) {
    assertThatExceptionOfType(FaceGanException.class).isThrownBy(call).withMessage("%s", message);
  }
}
