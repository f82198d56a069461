package io.facegan.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.facegan.error.FaceGanException;
import org.junit.jupiter.api.Test;

/** Networks of one's own, and what is refused about them. */
class NetworksTest {
  private static final VectorShape LATENT = new VectorShape(5);
  private static final ImageShape IMAGE = ImageShape.rgb(2, 2);
  private static final ActivationLayer SIGMOID = new ActivationLayer(Activation.SIGMOID);
  private static final NetworkSpec GENERATOR =
      NetworkSpec.of("generator", LATENT, new Dense(12), SIGMOID, new Reshape(IMAGE));
  private static final NetworkSpec DISCRIMINATOR =
      NetworkSpec.of("discriminator", IMAGE, new Flatten(), new Dense(1));

  @Test
  void constructor_fittingNetworks_areAccepted() {
    Networks networks = networks(GENERATOR, DISCRIMINATOR);
    assertThat(networks.latentSize()).isEqualTo(5);
    assertThat(networks.imageShape()).isEqualTo(IMAGE);
    assertThat(networks.parameters()).isEqualTo(72 + 13);
  }

  @Test
  void generator_imageInput_isRefused() {
    refuses(
        NetworkSpec.of("generator", IMAGE, SIGMOID),
        DISCRIMINATOR,
        "generator input is an image of 2x2x3: it must be a vector, the latent");
  }

  @Test
  void generator_vectorOutput_isRefused() {
    refuses(
        NetworkSpec.of("generator", LATENT, new Dense(12), SIGMOID),
        DISCRIMINATOR,
        "generator output is a vector of 12: it must be an image; end with a Reshape");
  }

  @Test
  void generator_withoutSigmoid_isRefused() {
    refuses(
        NetworkSpec.of(
            "generator",
            LATENT,
            new Dense(12),
            new ActivationLayer(Activation.TANH),
            new Reshape(IMAGE)),
        DISCRIMINATOR,
        "generator ends with activation tanh: images have values in [0, 1], so end with a sigmoid"
            + " activation");
    refuses(
        NetworkSpec.of("generator", LATENT, new Reshape(new ImageShape(1, 1, 5))),
        DISCRIMINATOR,
        "generator ends with reshape 1x1x5: images have values in [0, 1], so end with a sigmoid"
            + " activation");
  }

  @Test
  void discriminator_otherInput_isRefused() {
    refuses(
        GENERATOR,
        NetworkSpec.of("discriminator", ImageShape.rgb(3, 3), new Flatten(), new Dense(1)),
        "discriminator input is 3x3x3: it must be the generator's output, 2x2x3");
  }

  @Test
  void discriminator_notOneLogit_isRefused() {
    refuses(
        GENERATOR,
        NetworkSpec.of("discriminator", IMAGE, new Flatten(), new Dense(2)),
        "discriminator output is 2: it must be one logit; end with a dense layer of 1 unit");
    refuses(
        GENERATOR,
        NetworkSpec.of("discriminator", IMAGE, new Flatten(), new Dense(1), SIGMOID),
        "discriminator ends with activation sigmoid: leave it out, the loss works on the logit"
            + " before it");
  }

  @Test
  void names_other_areRefused() {
    refuses(
        NetworkSpec.of("painter", LATENT, new Dense(12), SIGMOID, new Reshape(IMAGE)),
        DISCRIMINATOR,
        "generator is named \"painter\": name it \"generator\", saved variables are found by that"
            + " name");
    refuses(
        GENERATOR,
        GENERATOR,
        "discriminator is named \"generator\": name it \"discriminator\", saved variables are found"
            + " by that name");
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(
            () -> new Networks(" ", GENERATOR, DISCRIMINATOR, Initialization.UNIFORM_FAN_IN))
        .withMessage("networks name is blank: give it a name");
  }

  private static Networks networks(NetworkSpec generator, NetworkSpec discriminator) {
    return new Networks("mine", generator, discriminator, Initialization.UNIFORM_FAN_IN);
  }

  private static void refuses(NetworkSpec generator, NetworkSpec discriminator, String message) {
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> networks(generator, discriminator))
        .withMessage("%s", message);
  }
}
