package io.facegan.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.NativeLibrary;
import io.facegan.runtime.Precision;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** TensorFlow's own switches, which its natives for CPUs have too. */
class NumericsTest {
  private static final Placement GPU =
      new Placement(
          Optional.of(new Gpu(0, "NVIDIA H200", 140L << 30, 9, 0)), OptionalLong.empty(), "a GPU");

  @BeforeEach
  void load() {
    TensorFlowRuntime.load();
  }

  @AfterEach
  void restore() {
    Numerics.set(true, false);
  }

  @Test
  void switches_areThrown() {
    check(Precision.TF32, false, true);
    check(Precision.FLOAT32, false, false);
    check(Precision.BFLOAT16, true, false);
  }

  @Test
  void sessionsThatContradict_areRefused() {
    Numerics.enter(new Compute(GPU, Precision.TF32, false));
    try {
      assertThatThrownBy(() -> Numerics.enter(new Compute(GPU, Precision.TF32, true)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith(
              "this process trains on a GPU already, with TF32 and without deterministic"
                  + " operations: ");
      assertThatThrownBy(() -> Numerics.enter(new Compute(GPU, Precision.FLOAT32, false)))
          .isInstanceOf(IllegalStateException.class);
      Numerics.enter(new Compute(GPU, Precision.TF32, false));
      Numerics.leave();
    } finally {
      Numerics.leave();
    }
    check(Precision.FLOAT32, true, false);
  }

  private static void check(Precision precision, boolean deterministic, boolean tf32) {
    Numerics.enter(new Compute(GPU, precision, deterministic));
    assertThat(isOn("_ZN3tsl33tensor_float_32_execution_enabledEv")).isEqualTo(tf32);
    assertThat(isOn("_ZN3tsl21OpDeterminismRequiredEv")).isEqualTo(deterministic);
    Numerics.leave();
  }

  private static boolean isOn(String function) {
    NativeLibrary library = NativeLibrary.getInstance("libtensorflow_framework.so.2");
    return (library.getFunction(function).invokeInt(new Object[0]) & 1) == 1;
  }
}
