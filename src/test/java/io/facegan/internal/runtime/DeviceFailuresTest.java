package io.facegan.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.error.FaceGanException;
import io.facegan.internal.util.WriteFailure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.exceptions.TFFailedPreconditionException;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.exceptions.TensorFlowException;

class DeviceFailuresTest {
  private static final Gpu GPU = new Gpu(1, "NVIDIA H200", 140L << 30, 9, 0);
  private static final Placement ON_GPU =
      new Placement(Optional.of(GPU), OptionalLong.empty(), "a GPU");
  private static final String START = GPU + ": it failed (";

  /** Whatever the class, and however deep the failure lies. */
  @ParameterizedTest
  @EnumSource
  void wordsOfGpus_areExplainedInOneLine(GpuFailure kind) {
    for (String words : GpuWords.ALL.get(kind)) {
      TensorFlowExceptions.all(words + "\n\t [[{{node conv}}]]")
          .forEach(
              failure -> {
                RuntimeException explained = explained(failure);
                boolean anyOfMemory = failure instanceof TFResourceExhaustedException;
                GpuFailure expected = anyOfMemory ? GpuFailure.OUT_OF_MEMORY : kind;
                assertThat(explained)
                    .isInstanceOf(FaceGanException.class)
                    .hasMessage(
                        START
                            + words.replaceFirst("\\.$", "")
                            + " in conv): "
                            + expected.remedy()
                            + "; runs/x keeps step 4")
                    .hasCause(failure);
                IOException io = new IOException("it failed", failure);
                assertThat(explained(WriteFailure.of("a checkpoint", io)))
                    .isInstanceOf(FaceGanException.class)
                    .hasMessageStartingWith(START + words.replaceFirst("\\.$", ""));
              });
    }
  }

  @Test
  void memory_keepsWhatThereWasNotEnoughFor() {
    RuntimeException failure =
        TensorFlowFailures.ifOutOfMemory(
            new TFResourceExhaustedException("OOM when allocating tensor"),
            "to train on batches of 64 images",
            "use a smaller batch or size");
    assertThat(explained(failure))
        .hasMessageContainingAll(
            GPU.toString(),
            "batches of 64 images",
            "OOM when allocating tensor",
            "smaller batch",
            "nvidia-smi",
            "runs/x keeps step 4");
  }

  @Test
  void whatTensorFlowDidNotForesee_isOfTheGpu() {
    assertThat(explained(new TensorFlowException("launch failed")))
        .hasMessage(
            START + "launch failed): " + GpuFailure.BROKEN.remedy() + "; runs/x keeps step 4");
  }

  @Test
  void others_stayAsTheyAre() {
    IOException full =
        new IOException("full", new TFResourceExhaustedException("x; No space left on device"));
    for (RuntimeException failure :
        List.of(
            new IllegalStateException("CUDA_ERROR_LAUNCH_FAILED"),
            new FaceGanException("ours"),
            new TFInvalidArgumentException("Incompatible shapes: [2] vs. [3]"),
            new TFFailedPreconditionException("Could not find variable x"),
            new FaceGanException("not restored", new TensorFlowException("Not found: x")),
            WriteFailure.of("a checkpoint", full))) {
      assertThat(explained(failure)).isSameAs(failure);
    }
  }

  @Test
  void failuresOnTheCpu_areNoneOfAGpu() {
    RuntimeException failure = new TensorFlowException("CUDA_ERROR_LAUNCH_FAILED");
    assertThat(DeviceFailures.explained(failure, Placement.CPU, () -> "x")).isSameAs(failure);
  }

  /** A second process that took the memory, for example, before the training began. */
  @ParameterizedTest
  @EnumSource
  void trial_saysWhatToDo(GpuFailure kind) {
    for (String words : GpuWords.ALL.get(kind)) {
      TensorFlowExceptions.all(words)
          .forEach(
              failure ->
                  assertThat(
                          GpuTrial.judged(
                              "a convolution",
                              () -> {
                                throw failure;
                              }))
                      .contains(
                          "TensorFlow cannot compute on it, a convolution fails (%s): %s"
                              .formatted(
                                  words.replaceFirst("\\.$", ""),
                                  kind == GpuFailure.BROKEN
                                      ? "see its own messages on standard error with"
                                          + " TF_CPP_MIN_LOG_LEVEL=0"
                                      : kind.remedy())));
    }
  }

  private static RuntimeException explained(RuntimeException failure) {
    return DeviceFailures.explained(failure, ON_GPU, () -> "runs/x keeps step 4");
  }
}
