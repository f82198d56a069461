package io.facegan.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.FaceGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings beside each other in one process do not know of each other. */
class TwoTrainingsTest {
  @TempDir private Path temp;

  @Test
  void twoAtOnce_endAsEachAlone() throws Exception {
    twoAtOnce(60);
  }

  @Test
  @Tag("stress")
  void twoLongOnesAtOnce_endAsEachAlone() throws Exception {
    int steps = 3_000;
    int models = twoAtOnce(steps);
    Figures.report(
        "TwoTrainingsTest",
        "two trainings of %,d steps at once, each with the bits of its own alone; meanwhile %d"
            + " models exported and drawn with",
        steps,
        models);
  }

  /** Returns how often a model was exported meanwhile. */
  private int twoAtOnce(int steps) throws Exception {
    Path alone = temp.resolve("alone");
    Path together = temp.resolve("together");
    train(alone, 1, steps);
    train(alone, 2, steps);
    int models = 0;
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> both =
          List.of(
              threads.submit(() -> train(together, 1, steps)),
              threads.submit(() -> train(together, 2, steps)));
      Export export = new Export(alone.resolve("1"));
      while (!both.stream().allMatch(Future::isDone)) {
        export.repeat(temp.resolve("model-" + models));
        models++;
      }
      for (Future<?> one : both) {
        one.get();
      }
    } catch (ExecutionException failed) {
      throw new AssertionError("a training failed", failed.getCause());
    } finally {
      threads.shutdownNow();
    }
    for (String run : List.of("1", "2")) {
      RunContents.of(alone.resolve(run)).assertSame(RunContents.of(together.resolve(run)));
    }
    return models;
  }

  private static void train(Path folder, long seed, int steps) {
    Trainings.train(
        Trainings.tiny(folder.resolve(Long.toString(seed)), seed)
            .steps(steps)
            .checkpointEvery(10)
            .sampleEvery(30));
  }

  /** Exports a finished run again and again, which always has to give the same model. */
  private final class Export {
    private final Path run;
    private final String expected;

    Export(Path run) throws IOException {
      this.run = run;
      expected = drawn(temp.resolve("model"));
    }

    void repeat(Path model) throws IOException {
      assertThat(drawn(model)).isEqualTo(expected);
    }

    private String drawn(Path model) throws IOException {
      io.facegan.Export.of(run).savedModel(model);
      assertThat(model.resolve("saved_model.pb")).isNotEmptyFile();
      try (FaceGenerator faces = FaceGenerator.load(model)) {
        return faces.generate(0L, 9).stream().map(GeneratorThreads::text).toList()
            + CheckpointFiles.sum(model.resolve("variables/variables.data-00000-of-00001"))
            + Files.size(model.resolve("saved_model.pb"));
      }
    }
  }
}
