package io.facegan.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.device.Gpu;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrecisionTest {
  @ParameterizedTest
  @EnumSource
  void parse_readsWhatToStringWrites(Precision precision) {
    assertThat(Precision.parse(precision.toString())).isEqualTo(precision);
    assertThat(precision.toString())
        .isEqualTo(precision.toString().toLowerCase(java.util.Locale.ROOT));
  }

  @Test
  void parse_takesAnyCaseAndSpacesAround() {
    assertThat(Precision.parse(" BFloat16\n")).isEqualTo(Precision.BFLOAT16);
  }

  @Test
  void parse_refusesOthers() {
    assertThatThrownBy(() -> Precision.parse("float16"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("precision \"float16\" is unknown: use one of auto, float32, tf32, bfloat16");
  }

  @Test
  void float32_isAlwaysPossible() {
    assertThat(Precision.FLOAT32.resolve(Placement.CPU)).isEqualTo(Precision.FLOAT32);
  }

  @Test
  void auto_isWhatTheProcessorIsFastAt() {
    assertThat(Precision.AUTO.resolve(Placement.CPU))
        .isEqualTo(Processor.hasBfloat16() ? Precision.BFLOAT16 : Precision.FLOAT32);
  }

  @Test
  void bfloat16_isRefusedByProcessorsWithoutIt() {
    if (Processor.hasBfloat16()) {
      assertThat(Precision.BFLOAT16.resolve(Placement.CPU)).isEqualTo(Precision.BFLOAT16);
    } else {
      assertThatThrownBy(() -> Precision.BFLOAT16.resolve(Placement.CPU))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "precision bfloat16 needs a processor with the instructions amx_bf16, which this one"
                  + " does not list: use float32 or auto");
    }
  }

  @Test
  void gpus_haveWhatTheirCapabilityGives() {
    Placement old = gpu(7, 5);
    Placement recent = gpu(8, 0);
    assertThat(Precision.AUTO.resolve(recent)).isEqualTo(Precision.BFLOAT16);
    assertThat(Precision.AUTO.resolve(old)).isEqualTo(Precision.FLOAT32);
    assertThat(Precision.TF32.resolve(recent)).isEqualTo(Precision.TF32);
    assertThat(Precision.FLOAT32.resolve(old)).isEqualTo(Precision.FLOAT32);
    for (Precision precision : new Precision[] {Precision.TF32, Precision.BFLOAT16}) {
      assertThatThrownBy(() -> precision.resolve(old))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              ("precision %s needs a GPU of compute capability 8.0 or later, and this is A GPU"
                      + " (gpu:0, 16.0 GiB, compute capability 7.5): use float32 or auto")
                  .formatted(precision));
    }
  }

  private static Placement gpu(int major, int minor) {
    Gpu gpu = new Gpu(0, "A GPU", 16L << 30, major, minor);
    return new Placement(Optional.of(gpu), OptionalLong.empty(), "a GPU");
  }
}
