package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DevicesCommandTest {
  @Test
  void everythingIsLookedAt() {
    Cli devices = Cli.run("devices");

    assertThat(devices.code()).isZero();
    assertThat(devices.err()).isEmpty();
    assertThat(devices.out().lines())
        .anyMatch(line -> line.matches("TensorFlow +ok +2\\.18\\.0"))
        .anyMatch(line -> line.matches("CPU +ok +.+, \\d+ threads?, .+"))
        .anyMatch(line -> line.matches("platform +(ok|problem) +.+"))
        .last()
        .asString()
        .startsWith("\"train --device auto\" computes on ");
  }
}
