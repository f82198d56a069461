package io.facegan;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.drawn.DrawnFaces;
import io.facegan.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that was broken off and resumed ends with the bits of one that was not. */
class ResumedBitsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void brokenRun_endsWithTheBitsOfTheUnbrokenOne(int batchSize) throws IOException {
    Path unbroken = folder.resolve("unbroken");
    Path broken = folder.resolve("broken");
    try (FaceGan gan = builder(unbroken, batchSize).build()) {
      gan.train();
    }

    Breaks.stopped(builder(broken, batchSize), 5);
    Path killed = folder.resolve("killed");
    Breaks.killed(resume(broken), broken, 19, 16, killed);
    try (FaceGan gan = resume(killed).build()) {
      TrainingResult result = gan.train();
      assertThat(result.steps()).isEqualTo(26);
      assertThat(result.stoppedEarly()).isFalse();
    }

    assertThat(RunEnd.of(killed, 0, 7, 14, 21, 26))
        .isEqualTo(RunEnd.of(unbroken, 0, 7, 14, 21, 26));
  }

  private static FaceGanBuilder builder(Path run, int batchSize) {
    return TinyGan.builder(run)
        .batchSize(batchSize)
        .mirror(true)
        .steps(26)
        .sampleEvery(7)
        .checkpointEvery(4);
  }

  private static FaceGanBuilder resume(Path run) {
    return FaceGan.resume(run).images(new DrawnFaces(1, 5, 8)).progress(false);
  }
}
