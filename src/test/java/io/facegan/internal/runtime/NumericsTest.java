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

  /** TensorFlow's own switches, which its natives for CPUs have too. */
  @Test
  void switches_areThrownAndThrownBack() {
    TensorFlowRuntime.load();
    check(Precision.TF32, false, true);
    check(Precision.FLOAT32, false, false);
    check(Precision.BFLOAT16, true, true);
    assertThat(isTf32()).isTrue();
    assertThat(isDeterministic()).isFalse();
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
      numerics.begin(compute);
      numerics.end();
    }
    assertThat(calls).isEmpty();
  }

  @Test
  void settingsThatWereAskedFor_holdUntilTheLastSessionCloses() {
    numerics.begin(compute(H200, Precision.FLOAT32, true));
    numerics.begin(compute(H200, Precision.FLOAT32, true));
    assertThat(calls).hasSize(2).allMatch(call -> call.matches(".*(tensor_float|Determinism).*"));
    numerics.end();
    assertThat(calls).hasSize(2);
    numerics.end();
    assertThat(calls).hasSize(4);
    numerics.begin(compute(H200, Precision.TF32, false));
    assertThat(calls).hasSize(4);
  }

  @Test
  void missingFunction_isAnErrorOnlyWhereItIsNeeded() {
    Numerics lacking =
        new Numerics(
            (symbol, value) -> {
              throw new UnsatisfiedLinkError("undefined symbol: " + symbol);
            });
    lacking.begin(compute(H200, Precision.AUTO, false));
    lacking.end();
    assertThatThrownBy(() -> lacking.begin(compute(H200, Precision.FLOAT32, false)))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll(
            "float32", "tensor_float_32", "tf32 or bfloat16", "tensorflow-core-native:1.1.0");
    assertThatThrownBy(() -> lacking.begin(compute(H200, Precision.BFLOAT16, true)))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll("deterministic", "EnableOpDeterminism");
    // Neither counts as open.
    lacking.begin(compute(H200, Precision.TF32, false));
  }

  @Test
  void sessionsThatContradict_areRefused() {
    numerics.begin(compute(H200, Precision.TF32, false));
    assertThatThrownBy(() -> numerics.begin(compute(H200, Precision.TF32, true)))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContaining("with TF32 and without deterministic operations")
        .hasMessageContaining("start another process");
    assertThatThrownBy(() -> numerics.begin(compute(H200, Precision.FLOAT32, false)))
        .isInstanceOf(FaceGanException.class);
    numerics.begin(compute(H200, Precision.BFLOAT16, false));
    numerics.end();
    numerics.end();
    numerics.begin(compute(H200, Precision.FLOAT32, true));
  }

  private static void check(Precision precision, boolean deterministic, boolean tf32) {
    Numerics.enter(compute(H200, precision, deterministic));
    try {
      assertThat(isTf32()).isEqualTo(tf32);
      assertThat(isDeterministic()).isEqualTo(deterministic);
    } finally {
      Numerics.leave();
    }
  }

  private static Compute compute(Gpu gpu, Precision precision, boolean deterministic) {
    Placement placement = new Placement(Optional.of(gpu), OptionalLong.empty(), "a GPU");
    return new Compute(placement, precision, deterministic);
  }

  private static boolean isTf32() {
    return isOn("_ZN3tsl33tensor_float_32_execution_enabledEv");
  }

  private static boolean isDeterministic() {
    return isOn("_ZN3tsl21OpDeterminismRequiredEv");
  }

  private static boolean isOn(String function) {
    NativeLibrary library = NativeLibrary.getInstance("libtensorflow_framework.so.2");
    return (library.getFunction(function).invokeInt(new Object[0]) & 1) == 1;
  }
}
