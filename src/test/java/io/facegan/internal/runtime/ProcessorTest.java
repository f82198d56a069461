package io.facegan.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorTest {
  @Test
  void amx_multipliesBfloat16() {
    assertThat(hasBfloat16("flags\t\t: fpu avx2 amx_bf16 amx_tile")).isTrue();
  }

  /** Its convolutions of 3 channels come out wrong. */
  @Test
  void avx512Bf16WithoutAmx_doesNotCount() {
    assertThat(hasBfloat16("flags\t\t: fpu avx512_bf16 avx2")).isFalse();
  }

  @Test
  void otherFlags_doNot() {
    assertThat(hasBfloat16("flags\t\t: fpu avx2 avx512f avx512_bf160 xamx_bf16")).isFalse();
  }

  @Test
  void flagsOfOtherLines_doNotCount() {
    assertThat(hasBfloat16("model name\t: the amx_bf16 of its day", "flags\t\t: fpu")).isFalse();
  }

  @Test
  void noFlagsAtAll_meansNo() {
    assertThat(hasBfloat16("Features\t: fp asimd bf16")).isFalse();
    assertThat(hasBfloat16()).isFalse();
  }

  @Test
  void words_nameIt() {
    List<String> cpuinfo = List.of("model name\t: A Processor", "flags\t\t: fpu amx_bf16");
    assertThat(Processor.describe(cpuinfo, 2)).isEqualTo("A Processor, 2 threads, bfloat16 by AMX");
    assertThat(Processor.describe(List.of(), 1)).endsWith(", 1 thread, no bfloat16 (AMX)");
  }

  private static boolean hasBfloat16(String... cpuinfo) {
    return Processor.hasBfloat16(List.of(cpuinfo));
  }
}
