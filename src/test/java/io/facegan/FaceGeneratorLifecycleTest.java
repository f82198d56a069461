package io.facegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.network.ImageShape;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Closing a generator while others use it. */
class FaceGeneratorLifecycleTest {
  private static final int THREADS = 8;
  private static final String CLOSED = "this FaceGenerator is closed: load the model again";

  @TempDir private static Path folder;
  private static Path model;

  @BeforeAll
  static void train() {
    model = folder.resolve("model");
    try (FaceGan gan = TinyGan.builder(folder.resolve("run")).build()) {
      gan.train();
      gan.export(model);
    }
  }

  @RepeatedTest(5)
  void closeWhileOthersDraw_letsThemFinishOrTellsThem() throws Exception {
    int[] expected;
    try (FaceGenerator alone = FaceGenerator.load(model)) {
      expected = TinyGan.levels(alone.generate(7));
    }
    FaceGenerator faces = FaceGenerator.load(model);
    CountDownLatch drawing = new CountDownLatch(THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Integer>> drawn = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        drawn.add(threads.submit(() -> drawUntilClosed(faces, expected, drawing)));
      }
      assertThat(drawing.await(60, TimeUnit.SECONDS)).isTrue();
      faces.close();
      for (Future<Integer> count : drawn) {
        assertThat(count.get(60, TimeUnit.SECONDS)).isPositive();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Returns how many faces were drawn before the generator said that it was closed. */
  private static int drawUntilClosed(FaceGenerator faces, int[] expected, CountDownLatch drawing) {
    for (int count = 0; ; count++) {
      BufferedImage face;
      try {
        face = faces.generate(7);
      } catch (IllegalStateException closed) {
        assertThat(closed).hasMessage(CLOSED);
        return count;
      }
      assertThat(TinyGan.levels(face)).isEqualTo(expected);
      drawing.countDown();
    }
  }

  @Test
  void manyThreads_mayClose() throws Exception {
    FaceGenerator faces = FaceGenerator.load(model);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> closings = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        closings.add(threads.submit(faces::close));
      }
      for (Future<?> closing : closings) {
        closing.get(60, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThatThrownBy(() -> faces.generate(1)).hasMessage(CLOSED);
  }

  @Test
  void closed_stillSaysWhatItWas() {
    FaceGenerator faces = FaceGenerator.load(model);
    faces.close();

    assertThat(faces.latentSize()).isEqualTo(6);
    assertThat(faces.imageShape()).isEqualTo(ImageShape.rgb(8, 8));
    assertThat(faces.describe()).startsWith("latents [n, 6] -> images [n, 8, 8, 3] in [0, 1]");
    assertThatThrownBy(() -> faces.generate(new float[6])).hasMessage(CLOSED);
    assertThatThrownBy(() -> faces.generate(0, 2)).hasMessage(CLOSED);
    assertThatThrownBy(() -> faces.generate(List.of())).hasMessage(CLOSED);
  }

  @Test
  void interruptedThread_drawsAllTheSame() {
    try (FaceGenerator faces = FaceGenerator.load(model)) {
      int[] expected = TinyGan.levels(faces.generate(7));
      Thread.currentThread().interrupt();
      assertThat(TinyGan.levels(faces.generate(7))).isEqualTo(expected);
      assertThat(Thread.interrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void severalOfOneModel_areClosedOneByOne() {
    try (FaceGenerator second = FaceGenerator.load(model)) {
      FaceGenerator first = FaceGenerator.load(model);
      int[] expected = TinyGan.levels(first.generate(7));
      first.close();
      assertThat(TinyGan.levels(second.generate(7))).isEqualTo(expected);
    }
  }
}
