package io.facegan.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.NativeLibrary;
import io.facegan.error.FaceGanException;
import io.facegan.runtime.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class NumericsTest {
  private static final Gpu H200 = new Gpu(0, "NVIDIA H200", 140L << 30, 9, 0);
  private static final Gpu V100 = new Gpu(0, "Tesla V100", 16L << 30, 7, 0);

  private final List<String> calls = new ArrayList<>();
  private final Numerics numerics = new Numerics((symbol, value) -> calls.add(symbol + value));

  /** TensorFlow's own switches, which its natives for CPUs have too, one of them twice. */
  @Test
  void switches_areThrownInEveryLibraryThatHasThem() {
    TensorFlowRuntime.load();
    check(Precision.TF32, false, true);
    check(Precision.FLOAT32, true, false);
    check(Precision.FLOAT32, false, false);
    check(Precision.BFLOAT16, true, true);
  }

  @Test
  void defaultSettings_callNothing() {
    for (Compute compute :
        List.of(
            compute(H200, Precision.AUTO, false),
            compute(H200, Precision.BFLOAT16, false),
            compute(H200, Precision.TF32, false),
            compute(V100, Precision.AUTO, false),
            compute(V100, Precision.FLOAT32, false))) {
      new Numerics((symbol, value) -> calls.add(symbol + value)).begin(compute);
    }
    assertThat(calls).isEmpty();
  }

  @Test
  void settingsThatWereAskedFor_areSetOnce() {
    numerics.begin(compute(H200, Precision.FLOAT32, true));
    assertThat(calls).hasSize(2).allMatch(call -> call.matches(".*(tensor_float|Determinism).*"));
    numerics.begin(compute(H200, Precision.FLOAT32, true));
    assertThat(calls).hasSize(2);
  }

  @Test
  void missingFunction_isAnErrorOnlyWhereItIsNeeded() {
    Numerics lacking =
        new Numerics(
            (symbol, value) -> {
              throw new UnsatisfiedLinkError("undefined symbol: " + symbol);
            });
    assertThatThrownBy(() -> lacking.begin(compute(H200, Precision.FLOAT32, false)))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll(
            "float32", "tensor_float_32", "tf32 or bfloat16", "tensorflow-core-native:1.1.0");
    assertThatThrownBy(() -> lacking.begin(compute(H200, Precision.BFLOAT16, true)))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll("deterministic", "EnableOpDeterminism");
    // Neither has decided.
    lacking.begin(compute(H200, Precision.TF32, false));
  }

  /** TensorFlow keeps the algorithms that it found, so that it matters not who is closed. */
  @Test
  void sessionThatContradictsTheFirst_isRefused() {
    numerics.begin(compute(H200, Precision.TF32, false));
    assertThatThrownBy(() -> numerics.begin(compute(H200, Precision.TF32, true)))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll(
            "with TF32 and without deterministic operations",
            "another process",
            "with TF32 and with deterministic operations");
    assertThatThrownBy(() -> numerics.begin(compute(H200, Precision.FLOAT32, false)))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContaining("train without TF32 and without deterministic operations");
    numerics.begin(compute(H200, Precision.BFLOAT16, false));
  }

  @Test
  void sessionThatTakesAny_leavesThemAsTheyAre() {
    numerics.keep();
    assertThat(calls).isEmpty();
    assertThatThrownBy(() -> numerics.begin(compute(H200, Precision.FLOAT32, false)))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContaining("this process computes on a GPU with TF32");
    numerics.begin(compute(H200, Precision.BFLOAT16, false));
    Numerics exact = new Numerics((symbol, value) -> calls.add(symbol + value));
    exact.begin(compute(H200, Precision.FLOAT32, false));
    exact.keep();
    exact.begin(compute(H200, Precision.FLOAT32, false));
    assertThat(calls).hasSize(1);
  }

  private static void check(Precision precision, boolean deterministic, boolean tf32) {
    new Numerics(Numerics::call).begin(compute(H200, precision, deterministic));
    try {
      for (String library : List.of("libtensorflow_cc.so.2", "libtensorflow_framework.so.2")) {
        assertThat(isOn(library, "_ZN3tsl33tensor_float_32_execution_enabledEv"))
            .as(library)
            .isEqualTo(tf32);
        assertThat(isOn(library, "_ZN3tsl21OpDeterminismRequiredEv"))
            .as(library)
            .isEqualTo(deterministic);
      }
    } finally {
      Numerics.call(Numerics.TF32, true);
      Numerics.call(Numerics.DETERMINISM, false);
    }
  }

  private static Compute compute(Gpu gpu, Precision precision, boolean deterministic) {
    Placement placement = new Placement(Optional.of(gpu), OptionalLong.empty(), "a GPU");
    return new Compute(placement, precision, deterministic);
  }

  private static boolean isOn(String library, String function) {
    return (NativeLibrary.getInstance(library).getFunction(function).invokeInt(new Object[0]) & 1)
        == 1;
  }
}
