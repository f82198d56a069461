package io.facegan.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.facegan.error.FaceGanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"leaky-relu", "leaky_relu", "LEAKY_RELU", " Leaky-ReLU ", "leaky-relu-0.2"})
  void parse_anySpelling_isLeakyRelu(String text) {
    assertThat(Activation.parse(text)).isEqualTo(Activation.LEAKY_RELU);
  }

  @Test
  void parse_name_givesTheSameBack() {
    for (Activation.Kind kind : Activation.Kind.values()) {
      Activation activation =
          kind == Activation.Kind.LEAKY_RELU ? Activation.leakyRelu(1e-5) : new Activation(kind, 0);
      assertThat(Activation.parse(activation.name())).isEqualTo(activation);
    }
    assertThat(Activation.parse(Activation.LEAKY_RELU.name())).isEqualTo(Activation.LEAKY_RELU);
  }

  @Test
  void name_andDescribe_areTheFieldsTerms() {
    assertThat(Activation.LEAKY_RELU.name()).isEqualTo("leaky-relu");
    assertThat(Activation.leakyRelu(0.01).name()).isEqualTo("leaky-relu-0.01");
    assertThat(Activation.GELU.name()).isEqualTo("gelu");
    assertThat(Activation.LEAKY_RELU.describe()).isEqualTo("leaky relu 0.2");
    assertThat(Activation.SIGMOID.describe()).isEqualTo("sigmoid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"swish", "", "leaky-relu-", "leaky-relu-steep"})
  void parse_unknown_listsTheNames(String text) {
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> Activation.parse(text))
        .withMessage(
            "activation \"%s\" is unknown: use one of leaky-relu, relu, gelu, sigmoid, tanh", text);
  }

  @Test
  void slope_outOfRange_isRefused() {
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> Activation.leakyRelu(1))
        .withMessage("leaky-relu slope is 1.0: it must be at least 0 and below 1");
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> Activation.parse("leaky-relu-NaN"))
        .withMessage(
            "activation \"leaky-relu-NaN\" is unknown: use one of leaky-relu, relu, gelu, sigmoid,"
                + " tanh");
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> new Activation(Activation.Kind.GELU, 0.2))
        .withMessage("gelu slope is 0.2: only leaky-relu has a slope, give 0");
  }
}
