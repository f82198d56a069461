package io.facegan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.error.FaceGanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {
  @ParameterizedTest
  @CsvSource({"auto, AUTO, 0", " CPU , CPU, 0", "gpu, GPU, 0", "GPU:0, GPU, 0", "gpu:12, GPU, 12"})
  void names_areRead(String text, Device.Kind kind, int index) {
    assertThat(Device.parse(text)).isEqualTo(new Device(kind, index));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cuda", "gpu:", "gpu:-1", "gpu:1:2", "cpu:1", "gpu:99999"})
  void otherNames_areRefused(String text) {
    assertThatThrownBy(() -> Device.parse(text))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll("\"" + text + "\"", "auto, cpu, gpu, gpu:1");
  }

  @Test
  void name_isReadBack() {
    assertThat(Device.parse(Device.gpu(3).toString())).isEqualTo(Device.gpu(3));
    assertThat(Device.AUTO).hasToString("auto");
  }

  @Test
  void indexesThatAreNone_areRefused() {
    assertThatThrownBy(() -> Device.gpu(-1)).hasMessageContaining("index -1: expected 0 or more");
    assertThatThrownBy(() -> new Device(Device.Kind.CPU, 1)).hasMessageContaining("cpu");
  }
}
