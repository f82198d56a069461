package io.facegan.internal.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.train.GuardEvent;
import io.facegan.train.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs that are killed on their way back from step 6 to 4, and had been stopped at 5 before:
 * between any two things that change on the disk. One had a checkpoint before that of step 4,
 * another not.
 */
class KilledRollBackTest {
  private static final int STEPS = 9;
  private static final String UNFINISHED = ".step-000004.unfinished-4/content";

  @TempDir private static Path prepared;

  @TempDir private Path folder;

  /** What a killed run leaves. */
  enum Killed {
    BEFORE_ANYTHING {
      @Override
      void leave(Path checkpoints) {}
    },
    WHILE_LATER_ONES_ARE_DISCARDED {
      @Override
      void leave(Path checkpoints) throws IOException {
        Files.move(
            checkpoints.resolve("step-000005"), checkpoints.resolve(".step-000005.unfinished-5"));
      }
    },
    AFTER_LATER_ONES_WERE_DISCARDED {
      @Override
      void leave(Path checkpoints) throws IOException {
        PathUtils.deleteDirectory(checkpoints.resolve("step-000005"));
      }
    },
    WHILE_THE_NEW_ONE_IS_WRITTEN {
      @Override
      void leave(Path checkpoints) throws IOException {
        AFTER_LATER_ONES_WERE_DISCARDED.leave(checkpoints);
        Path half = Files.createDirectories(checkpoints.resolve(UNFINISHED));
        Files.writeString(half.resolve("variables.index"), "half");
      }
    },
    BEFORE_THE_NEW_ONE_HAS_ITS_NAME {
      @Override
      void leave(Path checkpoints) throws IOException {
        AFTER_LATER_ONES_WERE_DISCARDED.leave(checkpoints);
        Files.createDirectories(checkpoints.resolve(UNFINISHED).getParent());
        PathUtils.copyDirectory(
            checkpoints.resolve("step-000004"), checkpoints.resolve(UNFINISHED));
        Files.move(
            checkpoints.resolve("step-000004"), checkpoints.resolve(".step-000004.unfinished-5"));
      }
    };

    abstract void leave(Path checkpoints) throws IOException;
  }

  @BeforeAll
  static void prepare() {
    for (long interval : new long[] {2, 4}) {
      train(unbroken(interval), interval);
      TinyRun.stopAfter(path("broken", interval), options(interval), 5);
      train(path("broken", interval), interval, copyAtRollBack(path("broken", interval), interval));
      assertThat(TinyRun.bits(path("broken", interval), STEPS))
          .isEqualTo(TinyRun.bits(unbroken(interval), STEPS));
      assertThat(TinyRun.checkpoints(path("copy", interval)))
          .endsWith("step-000004", "step-000005");
    }
  }

  @ParameterizedTest
  @EnumSource
  void run_goesBackAgain(Killed killed) throws IOException {
    for (long interval : new long[] {2, 4}) {
      Path run = folder.resolve("interval" + interval);
      PathUtils.copyDirectory(path("copy", interval), run);
      killed.leave(run.resolve("checkpoints"));
      train(run, interval);
      assertThat(TinyRun.bits(run, STEPS)).isEqualTo(TinyRun.bits(unbroken(interval), STEPS));
    }
  }

  private static void train(Path path, long interval, TrainingListener... listeners) {
    try (TinyRun run = new TinyRun(path, options(interval), listeners)) {
      run.spoilAfter(0, 6).loop.run();
    }
  }

  private static TrainingOptions options(long interval) {
    return TinyRun.options(STEPS, 3, interval, GuardOptions.DEFAULT);
  }

  private static Path unbroken(long interval) {
    return path("unbroken", interval);
  }

  private static Path path(String name, long interval) {
    return prepared.resolve(name + interval);
  }

  private static TrainingListener copyAtRollBack(Path run, long interval) {
    return new TrainingListener() {
      @Override
      public void guarded(GuardEvent event) {
        try {
          PathUtils.copyDirectory(run, path("copy", interval));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
