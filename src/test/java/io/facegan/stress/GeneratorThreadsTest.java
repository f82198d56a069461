package io.facegan.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.FaceGan;
import io.facegan.FaceGenerator;
import io.facegan.stress.GeneratorThreads.Result;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One generator under many threads, and closed under them. */
class GeneratorThreadsTest {
  private static final int MANY = 32;

  @TempDir private static Path temp;
  private static Path model;
  private static GeneratorThreads threads;

  @BeforeAll
  static void makeModel() {
    model = temp.resolve("model");
    try (FaceGan gan = Trainings.tiny(temp.resolve("run"), 1).steps(20).build()) {
      gan.train();
      gan.export(model);
    }
    try (FaceGenerator faces = FaceGenerator.load(model)) {
      threads = new GeneratorThreads(faces);
    }
  }

  @Test
  void eightThreads_drawWhatOneDraws() throws Exception {
    assertThat(drawFor(1_000, 8).right()).isPositive();
  }

  @Test
  void closedUnderEightThreads_refusesOrDrawsRight() throws Exception {
    assertThat(closeUnder(8, 100).refused()).isEqualTo(8);
  }

  @Test
  @Tag("stress")
  void thirtyTwoThreads_drawForAMinuteWhatOneDraws() throws Exception {
    Result result = drawFor(60_000, MANY);

    assertThat(result.right()).isPositive();
    Figures.report(
        "GeneratorThreadsTest",
        "%d threads for 60 s: %,d images, all as one thread draws them",
        MANY,
        result.right());
  }

  @Test
  @Tag("stress")
  void closedUnderThirtyTwoThreads_refusesOrDrawsRight() throws Exception {
    int rounds = 50;
    Random random = new Random(1);
    long right = 0;
    for (int round = 0; round < rounds; round++) {
      Result result = closeUnder(MANY, random.nextInt(200));
      assertThat(result.refused()).isEqualTo(MANY);
      right += result.right();
    }
    Figures.report(
        "GeneratorThreadsTest",
        "closed under %d threads, %d times: %,d right images, then every thread was refused",
        MANY,
        rounds,
        right);
  }

  private static Result drawFor(long millis, int count) throws Exception {
    try (FaceGenerator faces = FaceGenerator.load(model)) {
      Result result = threads.draw(faces, count, millis, false);
      assertThat(result.refused()).isZero();
      return result;
    }
  }

  private static Result closeUnder(int count, long millis) throws Exception {
    return threads.draw(FaceGenerator.load(model), count, millis, true);
  }
}
