package io.facegan.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.facegan.error.FaceGanException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkSpecTest {
  private static final VectorShape LATENT = new VectorShape(100);

  @Test
  void placed_layers_areNumberedByKind() {
    NetworkSpec network =
        NetworkSpec.of(
            "generator",
            LATENT,
            new Dense(48),
            new Reshape(ImageShape.rgb(4, 4)),
            TransposedConvolution.of(8, 4, 2),
            BatchNorm.standard(),
            TransposedConvolution.of(3, 4, 2));
    assertThat(network.placed())
        .extracting(PlacedLayer::name)
        .containsExactly(
            "dense_1",
            "reshape_1",
            "transposed_convolution_1",
            "batch_norm_1",
            "transposed_convolution_2");
    assertThat(network.placed().get(2))
        .isEqualTo(
            new PlacedLayer(
                "transposed_convolution_1",
                TransposedConvolution.of(8, 4, 2),
                ImageShape.rgb(4, 4),
                new ImageShape(10, 10, 8)));
    assertThat(network.placed().get(2).formula()).isEqualTo("(4 - 1) * 2 + 4 = 10");
    assertThat(network.output()).isEqualTo(ImageShape.rgb(22, 22));
    assertThat(network.parameters()).isEqualTo(4848 + (16 * 3 * 8 + 8) + 16 + (16 * 8 * 3 + 3));
  }

  @Test
  void constructor_brokenChain_namesTheLayer() {
    refuses(
        "discriminator",
        ImageShape.rgb(40, 40),
        List.of(Convolution.of(4, 8, 2), Convolution.of(4, 8, 2), Convolution.of(4, 8, 2)),
        "discriminator/convolution_3: convolution 8x8 / 2, 4 cannot take an image of 5x5x4: the"
            + " kernel is larger than the padded image; use a larger image, a smaller kernel or"
            + " fewer layers");
    refuses(
        "discriminator",
        ImageShape.rgb(40, 40),
        List.of(new Dense(1)),
        "discriminator/dense_1: dense 1 needs a vector, but its input is an image of 40x40x3: put"
            + " a Flatten before it");
  }

  @Test
  void constructor_tooManyParameters_isRefused() {
    Dense widest = new Dense(Integer.MAX_VALUE);
    refuses(
        "generator",
        LATENT,
        List.of(widest, widest, widest, widest),
        "network generator has more than 2^63 - 1 parameters: use smaller layers");
    int most = Integer.MAX_VALUE;
    refuses(
        "generator",
        new ImageShape(1, 1, 100),
        List.of(
            new Convolution(
                most, Extent.square(65_536), Extent.square(65_536), Extent.square(65_535))),
        "generator/convolution_1: convolution 65536x65536 / 65536, 2147483647, padding 65535 on 100"
            + " channels has more than 2^63 - 1 parameters: use a smaller kernel or fewer filters");
  }

  @Test
  void constructor_badNameOrNoLayers_isRefused() {
    refuses(
        "Generator 1",
        LATENT,
        List.of(new Dense(1)),
        "network name \"Generator 1\": use lower-case letters, digits and underscores, a letter"
            + " first");
    refuses(
        "generator", LATENT, List.of(), "network generator has no layers: it must have at least 1");
  }

  @Test
  void layers_givenList_isCopied() {
    List<LayerSpec> layers = new ArrayList<>(List.of(new Dense(1)));
    NetworkSpec network = new NetworkSpec("generator", LATENT, layers);
    layers.clear();
    assertThat(network.layers()).containsExactly(new Dense(1));
    assertThat(network).isEqualTo(NetworkSpec.of("generator", LATENT, new Dense(1)));
  }

  @Test
  void describe_oblongImage_givesBothAxes() {
    NetworkSpec network =
        NetworkSpec.of(
            "discriminator",
            ImageShape.rgb(218, 178),
            Convolution.of(3, 8, 2),
            new ActivationLayer(Activation.GELU),
            new Flatten(),
            new Dense(1));
    assertThat(network.describe())
        .isEqualTo(
            """
            discriminator  settings    output     formula            parameters
            -------------------------------------------------------------------
            input                      218x178x3
            convolution_1  8x8 / 2, 3  106x86x3   (218 - 8) / 2 + 1         579
                                                  (178 - 8) / 2 + 1
            activation_1   gelu        106x86x3                               0
            flatten_1                  27348      106 * 86 * 3                0
            dense_1        1           1                                 27,349
            -------------------------------------------------------------------
            total                                                        27,928
            """);
  }

  private static void refuses(
      String name, FeatureShape input, List<LayerSpec> layers, String message) {
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> new NetworkSpec(name, input, layers))
        .withMessage("%s", message);
  }
}
