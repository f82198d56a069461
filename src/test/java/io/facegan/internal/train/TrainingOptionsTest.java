package io.facegan.internal.train;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.error.FaceGanException;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.runtime.Precision;
import org.junit.jupiter.api.Test;

class TrainingOptionsTest {
  @Test
  void everyNumber_isAtLeast1() {
    checkRefused("batch size", 0, 1, 1, 1, 1);
    checkRefused("steps", 1, 0, 1, 1, 1);
    checkRefused("samples", 1, 1, 0, 1, 1);
    checkRefused("sample interval", 1, 1, 1, 0, 1);
    checkRefused("checkpoint interval", 1, 1, 1, 1, 0);
  }

  @Test
  void recipe_mustBeThere() {
    assertThatThrownBy(
            () ->
                new TrainingOptions(
                    "1",
                    TestOptions.IMAGES,
                    null,
                    null,
                    1,
                    1,
                    Precision.AUTO,
                    false,
                    1,
                    1,
                    1,
                    GuardOptions.DEFAULT,
                    false))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("recipe");
  }

  private static void checkRefused(
      String name, int batch, long steps, int samples, long sampleEvery, long checkpointEvery) {
    assertThatThrownBy(
            () ->
                new TrainingOptions(
                    "1",
                    TestOptions.IMAGES,
                    null,
                    TinyNetworks.recipe(TinyNetworks.rgb(), batch),
                    steps,
                    1,
                    Precision.AUTO,
                    false,
                    samples,
                    sampleEvery,
                    checkpointEvery,
                    GuardOptions.DEFAULT,
                    false))
        .isInstanceOf(FaceGanException.class)
        .hasMessage(name + " is 0: it must be at least 1");
  }
}
