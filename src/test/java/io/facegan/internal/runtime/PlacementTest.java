package io.facegan.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.error.FaceGanException;
import io.facegan.runtime.Precision;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PlacementTest {
  @Test
  void float32_isAlwaysPossible() {
    assertThat(Placement.CPU.resolve(Precision.FLOAT32)).isEqualTo(Precision.FLOAT32);
  }

  @Test
  void auto_isWhatTheProcessorIsFastAt() {
    assertThat(Placement.CPU.resolve(Precision.AUTO))
        .isEqualTo(Processor.hasBfloat16() ? Precision.BFLOAT16 : Precision.FLOAT32);
  }

  @Test
  void bfloat16_isRefusedByProcessorsWithoutIt() {
    if (Processor.hasBfloat16()) {
      assertThat(Placement.CPU.resolve(Precision.BFLOAT16)).isEqualTo(Precision.BFLOAT16);
    } else {
      assertThatThrownBy(() -> Placement.CPU.resolve(Precision.BFLOAT16))
          .isInstanceOf(FaceGanException.class)
          .hasMessageContainingAll("bfloat16", "amx_bf16", "float32 or auto");
    }
  }

  @Test
  void gpus_haveWhatTheirCapabilityGives() {
    Placement old = gpu(7, 5);
    Placement recent = gpu(8, 0);
    assertThat(recent.resolve(Precision.AUTO)).isEqualTo(Precision.BFLOAT16);
    assertThat(old.resolve(Precision.AUTO)).isEqualTo(Precision.FLOAT32);
    assertThat(recent.resolve(Precision.TF32)).isEqualTo(Precision.TF32);
    assertThat(old.resolve(Precision.FLOAT32)).isEqualTo(Precision.FLOAT32);
    for (Precision precision : new Precision[] {Precision.TF32, Precision.BFLOAT16}) {
      assertThatThrownBy(() -> old.resolve(precision))
          .isInstanceOf(FaceGanException.class)
          .hasMessageContainingAll(
              "precision " + precision,
              "8.0",
              "A GPU (gpu:0, 16.0 GiB, compute capability 7.5)",
              "float32 or auto");
    }
  }

  private static Placement gpu(int major, int minor) {
    Gpu gpu = new Gpu(0, "A GPU", 16L << 30, major, minor);
    return new Placement(Optional.of(gpu), OptionalLong.empty(), "a GPU");
  }
}
