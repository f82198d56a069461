package io.facegan.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingProgressTest {
  @Test
  void accept_reportsOnceInEachInterval() {
    List<String> lines = new ArrayList<>();
    long[] seconds = {100};
    ReadingProgress progress =
        new ReadingProgress(
            "checked", 2_000, Duration.ofSeconds(3), lines::add, () -> seconds[0] * 1_000_000_000);

    progress.accept(1);
    seconds[0] += 2;
    progress.accept(500);
    assertThat(lines).isEmpty();

    seconds[0] += 2;
    progress.accept(1_000);
    progress.accept(1_001);
    assertThat(lines)
        .singleElement()
        .asString()
        .contains("checked 1,000 of 2,000 images (50%)", "250 per second", "4 s left");
  }
}
