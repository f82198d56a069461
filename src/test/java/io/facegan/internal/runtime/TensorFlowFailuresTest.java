package io.facegan.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.error.FaceGanException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.exceptions.TFUnimplementedException;
import org.tensorflow.exceptions.TensorFlowException;

class TensorFlowFailuresTest {
  @Test
  void exceptions_areAllThatTensorFlowJavaHas() {
    assertThat(failures().map(Object::getClass).toList())
        .hasSize(8)
        .contains(
            TensorFlowException.class,
            TFInvalidArgumentException.class,
            TFUnimplementedException.class,
            TFResourceExhaustedException.class);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void tensorFlows_areExplained(RuntimeException failure) {
    assertThat(TensorFlowFailures.reason(failure)).contains("no cuDNN");
    assertThat(TensorFlowFailures.explained(failure, "the model x cannot be loaded"))
        .isInstanceOf(FaceGanException.class)
        .hasMessage("the model x cannot be loaded: no cuDNN")
        .hasCause(failure);
  }

  @Test
  void others_stayAsTheyAre() {
    for (RuntimeException failure :
        List.of(
            new IllegalArgumentException("ours"),
            new UnsupportedOperationException("ours"),
            new FaceGanException("ours"))) {
      assertThat(TensorFlowFailures.reason(failure)).isEmpty();
      assertThat(TensorFlowFailures.explained(failure, "x")).isSameAs(failure);
      assertThat(TensorFlowFailures.ifOutOfMemory(failure, "x", "y")).isSameAs(failure);
    }
  }

  @Test
  void reason_isOneLineAndSaysWhere() {
    assertThat(
            reason(
                "2 root error(s) found.\n  (0) INTERNAL: launch failed\n\t [[{{node conv}}]]\n"
                    + "  (1) INTERNAL: another"))
        .isEqualTo("(0) INTERNAL: launch failed in conv");
    assertThat(reason("no kernel for {{node conv}}\n\t [[{{node conv}}]]"))
        .isEqualTo("no kernel for {{node conv}}");
    assertThat(reason("")).isEqualTo("TensorFlowException");
    assertThat(reason(null)).isEqualTo("TensorFlowException");
  }

  @Test
  void outOfMemory_saysWhatToDo() {
    RuntimeException failure = new TFResourceExhaustedException("OOM when allocating tensor");
    assertThat(TensorFlowFailures.ifOutOfMemory(failure, "to train", "use a smaller batch"))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll("memory to train", "OOM when allocating tensor", "a smaller batch")
        .hasCause(failure);
    assertThat(
            TensorFlowFailures.isOutOfMemory(
                new TensorFlowException("Dst tensor is not initialized.")))
        .isTrue();
    for (RuntimeException other :
        List.of(
            new TensorFlowException("launch failed"),
            new TFResourceExhaustedException("/tmp/x; No space left on device"),
            new IllegalStateException("out of memory"))) {
      assertThat(TensorFlowFailures.ifOutOfMemory(other, "to train", "use")).isSameAs(other);
    }
  }

  private static String reason(String message) {
    return TensorFlowFailures.reason(new TensorFlowException(message)).orElseThrow();
  }

  private static Stream<RuntimeException> failures() {
    return TensorFlowExceptions.all("no cuDNN");
  }
}
