package io.facegan.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.FaceGan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Folders that go away while a run writes to them. */
@Tag("stress")
@DisabledOnOs(OS.WINDOWS)
class DeletedFolderTest {
  private static final int ROUNDS = 8;
  private static final int STEPS = 600;
  private static final long NEVER = 1_000_000;

  @TempDir private static Path temp;
  private static Path zip;
  private static RunContents unbroken;

  @BeforeAll
  static void trainUndisturbed() throws Exception {
    zip = ImageZip.write(temp.resolve("faces.zip"), 12);
    Path run = temp.resolve("unbroken");
    Trainings.train(Trainings.fullyConnected(zip).steps(STEPS).runFolder(run));
    unbroken = RunContents.of(run);
  }

  @Test
  void runFolder_gone_stopsTheRunAndIsNotMadeAgain() throws Exception {
    Random random = new Random(1);
    for (int round = 0; round < ROUNDS; round++) {
      Path run = temp.resolve("run-" + round);
      try (Child child = trainUntilItWrites(run, NEVER)) {
        Thread.sleep(random.nextInt(300));
        delete(run);
        assertThat(child.await()).as(child.says()).isEqualTo(1);
        assertClear(child.err());
      }
      assertThat(run).doesNotExist();
    }
    Figures.report(
        "DeletedFolderTest",
        "run folder deleted under %d runs: all stopped and said so, none made it again",
        ROUNDS);
  }

  @Test
  void checkpoints_gone_areMadeAgainOrTheRunStops() throws Exception {
    Random random = new Random(2);
    int stopped = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Path run = temp.resolve("checkpoints-" + round);
      try (Child child = trainUntilItWrites(run, STEPS)) {
        Thread.sleep(random.nextInt(300));
        delete(run.resolve("checkpoints"));
        int code = child.await();
        if (code != 0) {
          assertThat(code).as(child.says()).isEqualTo(1);
          assertClear(child.err());
          stopped++;
        }
      }
      Trainings.train(FaceGan.resume(run).progress(false));
      unbroken.assertContinued(RunContents.of(run));
    }
    Figures.report(
        "DeletedFolderTest",
        "checkpoints deleted under %d runs: %d went on, %d stopped and said so; resumed, all with"
            + " the bits of an undisturbed one",
        ROUNDS,
        ROUNDS - stopped,
        stopped);
  }

  private static Child trainUntilItWrites(Path run, long steps) throws Exception {
    Child child = Trainings.fullyConnectedChild(temp.resolve("logs"), run, zip, steps);
    CheckpointFiles.await(run, 10, child);
    return child;
  }

  private static void assertClear(String err) {
    assertThat(err.substring(err.indexOf("facegan: ")).strip())
        .startsWith("facegan: cannot write ")
        .doesNotContain("\n");
  }

  /** Deletes at once, as an rm that nothing comes between would. */
  private static void delete(Path folder) throws Exception {
    Path away = Files.createTempDirectory(temp, "away").resolve("folder");
    Files.move(folder, away);
  }
}
