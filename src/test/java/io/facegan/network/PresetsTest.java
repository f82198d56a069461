package io.facegan.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.facegan.error.FaceGanException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresetsTest {
  private static final Networks TUTORIAL = Networks.tutorial(Activation.LEAKY_RELU);

  @Test
  void tutorial_networks_haveThePublishedCounts() {
    assertThat(TUTORIAL.discriminator().parameters()).isEqualTo(4_294_448);
    assertThat(TUTORIAL.generator().parameters()).isEqualTo(4_330_816);
    assertThat(TUTORIAL.parameters()).isEqualTo(8_625_264);
  }

  @Test
  void tutorial_settings_areThePublishedOnes() {
    assertThat(TUTORIAL.latentSize()).isEqualTo(100);
    assertThat(TUTORIAL.imageShape()).isEqualTo(ImageShape.rgb(128, 128));
    Recipe recipe = Recipe.tutorial(Activation.LEAKY_RELU);
    assertThat(recipe.networks()).isEqualTo(Networks.tutorial(Activation.LEAKY_RELU));
    assertThat(recipe.batchSize()).isEqualTo(1);
    assertThat(recipe.objective()).isEqualTo(Objective.tutorial());
    assertThat(recipe.generatorAdam()).isEqualTo(new Adam(1e-4, 0.9, 0.999, 1e-8));
    assertThat(recipe.discriminatorAdam()).isEqualTo(recipe.generatorAdam());
    assertThat(TUTORIAL.initialization()).isEqualTo(Initialization.UNIFORM_FAN_IN);
  }

  @Test
  void tutorial_describe_isThePublishedTable() {
    assertThat(TUTORIAL.describe())
        .isEqualTo(
            """
            tutorial: images of 128x128x3 from latents of 100
            Initial weights uniform in +-1/sqrt(fan_in)

            generator                 settings               output     formula                   parameters
            ------------------------------------------------------------------------------------------------
            input                                            100
            dense_1                   363                    363                                      36,663
            activation_1              leaky relu 0.2         363                                           0
            reshape_1                 11x11x3                11x11x3    11 * 11 * 3                        0
            transposed_convolution_1  8x8 / 2, 256           28x28x256  (11 - 1) * 2 + 8              49,408
            batch_norm_1                                     28x28x256                                   512
            activation_2              leaky relu 0.2         28x28x256                                     0
            transposed_convolution_2  8x8 / 2, 256           62x62x256  (28 - 1) * 2 + 8           4,194,560
            batch_norm_2                                     62x62x256                                   512
            activation_3              leaky relu 0.2         62x62x256                                     0
            transposed_convolution_3  8x8 / 2, 3, padding 1  128x128x3  (62 - 1) * 2 + 8 - 2 * 1      49,155
            batch_norm_3                                     128x128x3                                     6
            activation_4              sigmoid                128x128x3                                     0
            ------------------------------------------------------------------------------------------------
            total                                                                                  4,330,816

            discriminator  settings        output     formula                         parameters
            ------------------------------------------------------------------------------------
            input                          128x128x3
            convolution_1  8x8 / 2, 256    61x61x256  (128 - 8) / 2 + 1                   49,408
            batch_norm_1                   61x61x256                                         512
            activation_1   leaky relu 0.2  61x61x256                                           0
            convolution_2  8x8 / 2, 256    27x27x256  (61 - 8) / 2 + 1, rounded down   4,194,560
            batch_norm_2                   27x27x256                                         512
            activation_2   leaky relu 0.2  27x27x256                                           0
            convolution_3  8x8 / 2, 3      10x10x3    (27 - 8) / 2 + 1, rounded down      49,155
            activation_3   leaky relu 0.2  10x10x3                                             0
            flatten_1                      300        10 * 10 * 3                              0
            dense_1        1               1                                                 301
            ------------------------------------------------------------------------------------
            total                                                                      4,294,448

            The discriminator gives a logit: the higher, the more real an image looks.
            Both networks: 8,625,264 parameters.
            """);
  }

  @Test
  void tutorial_gelu_replacesEveryLeakyRelu() {
    Networks gelu = Networks.tutorial(Activation.GELU);
    assertThat(activations(gelu.generator()))
        .containsExactly(Activation.GELU, Activation.GELU, Activation.GELU, Activation.SIGMOID);
    assertThat(activations(gelu.discriminator())).hasSize(3).containsOnly(Activation.GELU);
    assertThat(gelu.parameters()).isEqualTo(TUTORIAL.parameters());
  }

  @ParameterizedTest
  @CsvSource({"64, 64, 3", "96, 96, 3", "256, 256, 3", "218, 178, 3", "128, 128, 1", "50, 300, 1"})
  void tutorial_otherShape_givesThatShape(int height, int width, int channels) {
    ImageShape image = new ImageShape(height, width, channels);
    Networks networks = Networks.tutorial(Activation.LEAKY_RELU, image);
    assertThat(networks.imageShape()).isEqualTo(image);
    Reshape start = (Reshape) networks.generator().layers().get(2);
    assertThat(start.shape().channels()).isEqualTo(channels);
    Convolution last = (Convolution) networks.discriminator().layers().get(6);
    assertThat(last.filters()).isEqualTo(channels);
    assertFits100Columns(networks);
  }

  @Test
  void tutorial_impossibleShape_isRefused() {
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> Networks.tutorial(Activation.GELU, ImageShape.rgb(101, 101)))
        .withMessage(
            "image size 101x101: three 8x8 stride-2 layers reach 8n + 42 - 2p, never 101; nearest"
                + " sizes are 100 and 102");
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> Networks.tutorial(Activation.GELU, new ImageShape(128, 128, 4)))
        .withMessage(
            "image shape 128x128x4: the tutorial networks take 1 channel (grey) or 3 (RGB)");
  }

  @Test
  void small_default_is64By64() {
    Networks small = Networks.small();
    assertThat(small.imageShape()).isEqualTo(ImageShape.rgb(64, 64));
    assertThat(Recipe.small().networks()).isEqualTo(small);
    assertThat(Recipe.small().batchSize()).isEqualTo(32);
    assertThat(Recipe.small().generatorAdam()).isEqualTo(new Adam(2e-4, 0.5, 0.999, 1e-8));
    assertThat(Recipe.small().discriminatorAdam()).isEqualTo(Recipe.small().generatorAdam());
    assertThat(small.initialization()).isEqualTo(Initialization.NORMAL_002);
    assertThat(small.generator().parameters()).isEqualTo(812_131);
    assertThat(small.discriminator().parameters()).isEqualTo(175_537);
    assertThat(activations(small.generator())).contains(Activation.RELU, Activation.SIGMOID);
    assertThat(activations(small.discriminator())).containsOnly(Activation.LEAKY_RELU);
    assertFits100Columns(small);
  }

  @ParameterizedTest
  @CsvSource({"16, 16, 3", "32, 32, 3", "128, 96, 1", "256, 256, 3"})
  void small_otherShape_givesThatShape(int height, int width, int channels) {
    ImageShape image = new ImageShape(height, width, channels);
    Networks networks = Networks.small(Activation.GELU, image);
    assertThat(networks.imageShape()).isEqualTo(image);
    assertThat(activations(networks.discriminator())).containsOnly(Activation.GELU);
    assertFits100Columns(networks);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          100 | 64  | 3 | take a height that is a multiple of 16, not 100; nearest are 96 and 112
          64  | 8   | 3 | take a width that is a multiple of 16, not 8; the smallest is 16
          64  | 64  | 2 | take 1 channel (grey) or 3 (RGB)
          """)
  void small_impossibleShape_isRefused(int height, int width, int channels, String reason) {
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> Networks.small(new ImageShape(height, width, channels)))
        .withMessage(
            "image shape %dx%dx%d: the small networks %s", height, width, channels, reason);
  }

  @Test
  void fullyConnected_default_isTheEarlierTutorial() {
    Networks networks = Networks.fullyConnected();
    assertThat(networks.imageShape()).isEqualTo(ImageShape.rgb(218, 178));
    assertThat(networks.discriminator().layers())
        .containsExactly(
            new Flatten(),
            new Dense(100),
            new ActivationLayer(Activation.leakyRelu(0.01)),
            LayerNorm.standard(),
            new Dense(1));
    assertThat(networks.generator().parameters()).isEqualTo(35_070_912);
    assertThat(networks.discriminator().parameters()).isEqualTo(11_641_601);
    assertFits100Columns(networks);
  }

  @Test
  void fullyConnected_anyShape_isPossible() {
    ImageShape odd = new ImageShape(7, 13, 2);
    assertThat(Networks.fullyConnected(odd).imageShape()).isEqualTo(odd);
  }

  private static List<Activation> activations(NetworkSpec network) {
    return network.layers().stream()
        .filter(ActivationLayer.class::isInstance)
        .map(layer -> ((ActivationLayer) layer).activation())
        .toList();
  }

  private static void assertFits100Columns(Networks networks) {
    assertThat(networks.describe().lines()).allMatch(line -> line.length() <= 100);
  }
}
