package io.facegan.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Size arithmetic and parameter counts of every layer that takes part in them. */
class LayerSizesTest {
  private static final ImageShape PHOTO = ImageShape.rgb(218, 178);

  @Test
  void convolution_tutorial_shrinks128To10() {
    FeatureShape first = Convolution.of(256, 8, 2).outputShape(ImageShape.rgb(128, 128));
    FeatureShape second = Convolution.of(256, 8, 2).outputShape(first);
    FeatureShape third = Convolution.of(3, 8, 2).outputShape(second);
    assertThat(Stream.of(first, second, third).map(Object::toString))
        .containsExactly("61x61x256", "27x27x256", "10x10x3");
  }

  @Test
  void transposedConvolution_tutorial_grows11To128() {
    FeatureShape first = TransposedConvolution.of(256, 8, 2).outputShape(ImageShape.rgb(11, 11));
    FeatureShape second = TransposedConvolution.of(256, 8, 2).outputShape(first);
    FeatureShape third = TransposedConvolution.of(3, 8, 2, 1).outputShape(second);
    assertThat(Stream.of(first, second, third).map(Object::toString))
        .containsExactly("28x28x256", "62x62x256", "128x128x3");
  }

  @Test
  void convolution_formula_fillsInTheNumbers() {
    Convolution plain = Convolution.of(4, 8, 2);
    assertThat(plain.formula(ImageShape.rgb(128, 128))).isEqualTo("(128 - 8) / 2 + 1 = 61");
    assertThat(plain.formula(ImageShape.rgb(61, 61)))
        .isEqualTo("(61 - 8) / 2 + 1 = 27, rounded down");
    assertThat(plain.formula(PHOTO)).isEqualTo("(218 - 8) / 2 + 1 = 106; (178 - 8) / 2 + 1 = 86");
    assertThat(Convolution.of(4, 4, 2, 1).formula(ImageShape.rgb(64, 64)))
        .isEqualTo("(64 + 2 * 1 - 4) / 2 + 1 = 32");
  }

  @Test
  void transposedConvolution_formula_fillsInTheNumbers() {
    assertThat(TransposedConvolution.of(3, 8, 2, 1).formula(ImageShape.rgb(62, 62)))
        .isEqualTo("(62 - 1) * 2 + 8 - 2 * 1 = 128");
    TransposedConvolution oblong =
        new TransposedConvolution(3, new Extent(8, 4), new Extent(2, 1), new Extent(0, 1));
    assertThat(oblong.formula(ImageShape.rgb(11, 11)))
        .isEqualTo("(11 - 1) * 2 + 8 = 28; (11 - 1) * 1 + 4 - 2 * 1 = 12");
    assertThat(oblong.outputShape(ImageShape.rgb(11, 11))).isEqualTo(ImageShape.rgb(28, 12));
  }

  @Test
  void convolution_sweep_countsTheWindowsThatFit() {
    forEachSetting(
        (size, kernel, stride, padding) -> {
          int windows = 0;
          for (int left = -padding; left + kernel <= size + padding; left += stride) {
            windows++;
          }
          if (windows > 0) {
            assertThat(Convolution.of(1, kernel, stride, padding).outputShape(square(size)))
                .isEqualTo(square(windows));
          }
        });
  }

  @Test
  void transposedConvolution_sweep_coversWhatItsWindowsTouch() {
    forEachSetting(
        (size, kernel, stride, padding) -> {
          int reach =
              IntStream.range(0, size).map(i -> i * stride + kernel).max().getAsInt() - 2 * padding;
          if (reach > 0) {
            FeatureShape grown =
                TransposedConvolution.of(1, kernel, stride, padding).outputShape(square(size));
            assertThat(grown).isEqualTo(square(reach));
            assertThat(Convolution.of(1, kernel, stride, padding).outputShape(grown))
                .as("the convolution with the same settings undoes it")
                .isEqualTo(square(size));
          }
        });
  }

  @Test
  void upsampling_factor_multipliesEachAxis() {
    Upsampling upsampling = new Upsampling(new Extent(2, 3));
    assertThat(upsampling.outputShape(new ImageShape(4, 5, 6))).isEqualTo(new ImageShape(8, 15, 6));
    assertThat(upsampling.formula(new ImageShape(4, 5, 6))).isEqualTo("4 * 2 = 8; 5 * 3 = 15");
    assertThat(Upsampling.by(2).formula(square(4))).isEqualTo("4 * 2 = 8");
  }

  @Test
  void layout_layers_keepEveryValue() {
    assertThat(new Flatten().outputShape(ImageShape.rgb(10, 10))).isEqualTo(new VectorShape(300));
    assertThat(new Flatten().formula(ImageShape.rgb(10, 10))).isEqualTo("10 * 10 * 3 = 300");
    Reshape reshape = new Reshape(ImageShape.rgb(11, 11));
    assertThat(reshape.outputShape(new VectorShape(363))).isEqualTo(ImageShape.rgb(11, 11));
    assertThat(reshape.formula(new VectorShape(363))).isEqualTo("11 * 11 * 3 = 363");
  }

  @Test
  void parameters_perLayer_countWeightsAndBiases() {
    assertThat(new Dense(363).parameters(new VectorShape(100))).isEqualTo(100 * 363 + 363);
    assertThat(Convolution.of(256, 8, 2).parameters(ImageShape.rgb(128, 128))).isEqualTo(49_408);
    assertThat(TransposedConvolution.of(256, 8, 2).parameters(new ImageShape(28, 28, 256)))
        .isEqualTo(4_194_560);
    assertThat(BatchNorm.standard().parameters(new ImageShape(61, 61, 256))).isEqualTo(512);
    assertThat(BatchNorm.standard().parameters(new VectorShape(30))).isEqualTo(60);
    assertThat(LayerNorm.standard().parameters(new VectorShape(300))).isEqualTo(600);
    assertThat(LayerNorm.standard().parameters(PHOTO)).isEqualTo(2 * 218 * 178 * 3);
    assertThat(Upsampling.by(2).parameters(PHOTO)).isZero();
    assertThat(new ActivationLayer(Activation.GELU).parameters(PHOTO)).isZero();
    assertThat(new Flatten().parameters(PHOTO)).isZero();
    assertThat(new Reshape(PHOTO).parameters(new VectorShape(PHOTO.size()))).isZero();
  }

  @Test
  void norms_andActivations_keepTheShape() {
    for (LayerSpec layer :
        new LayerSpec[] {
          BatchNorm.standard(), LayerNorm.standard(), new ActivationLayer(Activation.TANH)
        }) {
      assertThat(layer.outputShape(PHOTO)).isEqualTo(PHOTO);
      assertThat(layer.outputShape(new VectorShape(7))).isEqualTo(new VectorShape(7));
      assertThat(layer.formula(PHOTO)).isEmpty();
    }
  }

  @Test
  void describe_layer_namesItsSettings() {
    assertThat(
            Stream.of(
                    new Dense(363),
                    Convolution.of(256, 8, 2),
                    new Convolution(8, new Extent(3, 5), new Extent(1, 2), new Extent(1, 2)),
                    TransposedConvolution.of(3, 8, 2, 1),
                    Upsampling.by(2),
                    BatchNorm.standard(),
                    new BatchNorm(1e-3, 0.01),
                    LayerNorm.standard(),
                    new LayerNorm(1e-6),
                    new ActivationLayer(Activation.LEAKY_RELU),
                    new Flatten(),
                    new Reshape(ImageShape.rgb(11, 11)))
                .map(LayerSpec::describe))
        .containsExactly(
            "dense 363",
            "convolution 8x8 / 2, 256",
            "convolution 3x5 / 1x2, 8, padding 1x2",
            "transposed convolution 8x8 / 2, 3, padding 1",
            "upsampling 2x2",
            "batch norm",
            "batch norm epsilon 0.001, momentum 0.01",
            "layer norm",
            "layer norm epsilon 1e-6",
            "activation leaky relu 0.2",
            "flatten",
            "reshape 11x11x3");
  }

  @FunctionalInterface
  private interface Setting {
    void check(int size, int kernel, int stride, int padding);
  }

  private static void forEachSetting(Setting setting) {
    for (int size = 1; size <= 12; size++) {
      for (int kernel = 1; kernel <= 8; kernel++) {
        for (int stride = 1; stride <= 4; stride++) {
          for (int padding = 0; padding < kernel; padding++) {
            setting.check(size, kernel, stride, padding);
          }
        }
      }
    }
  }

  private static ImageShape square(int side) {
    return new ImageShape(side, side, 1);
  }
}
