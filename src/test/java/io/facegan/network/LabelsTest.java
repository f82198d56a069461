package io.facegan.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.error.FaceGanException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {
  private static final Labels HAIR = Labels.of(List.of("dark", "fair", "grey"));

  @ParameterizedTest
  @ValueSource(strings = {"tutorial", "small", "portrait", "fully-connected"})
  void networks_ofAllRecipes_takeLabels(String recipe) {
    Networks plain =
        switch (recipe) {
          case "tutorial" -> Networks.tutorial(Activation.GELU);
          case "small" -> Networks.small();
          case "portrait" -> Networks.portrait(ImageShape.rgb(64, 64));
          default -> Networks.fullyConnected(ImageShape.rgb(16, 16));
        };
    Networks labelled = plain.labelled(HAIR);

    assertThat(labelled.latentSize()).isEqualTo(plain.latentSize());
    assertThat(labelled.generator().input()).isEqualTo(new VectorShape(132));
    int firstLayer = plain.generator().placed().get(0).output().size();
    assertThat(labelled.parameters() - plain.parameters())
        .isEqualTo(32L * firstLayer + 3L * (32 + plain.judgedFeatures()));
    assertThat(labelled.labelled(Labels.NONE)).isEqualTo(plain);
    assertThat(labelled.labelled(Labels.of(List.of("a", "b"))).latentSize()).isEqualTo(100);
    assertThat(labelled.describe())
        .contains(
            "3 labels: their embedding of 32 values is joined to the latent; dark, fair, grey");
    assertThat(plain.describe()).doesNotContain("label");
  }

  @Test
  void number_isThePlace() {
    assertThat(HAIR.number("grey")).isEqualTo(2);
    assertThatThrownBy(() -> HAIR.number("red"))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll("\"red\"", "dark, fair, grey");
  }

  @Test
  void choice_ofMany_isShort() {
    Labels many = Labels.of(IntStream.range(0, 10_000).mapToObj(Integer::toString).toList());
    assertThat(many.choice()).startsWith("choose one of 0, 1, 2").endsWith("19 and 9980 more");
  }

  @Test
  void names_thatAreNone_areRefused() {
    refused(List.of("a"), 8, "the only label is \"a\"");
    refused(List.of("a", "b", "a"), 8, "label \"a\" is there twice");
    refused(List.of("a", " "), 8, "label \" \" is blank");
    refused(List.of("a", "b"), 0, "the embedding of 2 labels has 0 values");
    refused(List.of(), 1, "the embedding of 0 labels has 1 values");
  }

  @Test
  void networks_withoutDenseEnds_areRefused() {
    ImageShape image = ImageShape.rgb(4, 4);
    Networks reshaped =
        new Networks(
            "reshaped",
            NetworkSpec.of(
                "generator",
                new VectorShape(48),
                new Reshape(image),
                new ActivationLayer(Activation.SIGMOID)),
            NetworkSpec.of("discriminator", image, new Flatten(), new Dense(1)),
            Initialization.HE);
    assertThatThrownBy(() -> reshaped.labelled(HAIR)).isInstanceOf(FaceGanException.class);
    Networks convolved =
        new Networks(
            "convolved",
            NetworkSpec.of(
                "generator",
                new VectorShape(5),
                new Dense(48),
                new ActivationLayer(Activation.SIGMOID),
                new Reshape(image)),
            NetworkSpec.of("discriminator", image, Convolution.of(1, 4, 1, 0), new Flatten()),
            Initialization.HE);
    assertThatThrownBy(() -> convolved.labelled(HAIR))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContaining("to learn labels it must end with a dense layer");
  }

  private static void refused(List<String> names, int embedding, String message) {
    assertThatThrownBy(() -> new Labels(names, embedding))
        .isInstanceOf(FaceGanException.class)
        .hasMessageStartingWith(message);
  }
}
