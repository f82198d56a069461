package io.facegan.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three workers of which a random one is killed again and again, and that start again each time.
 */
@Tag("stress")
@DisabledOnOs(OS.WINDOWS)
class WorkersKillTest {
  private static final int KILLS = Integer.getInteger("stress.workerKills", 30);
  private static final long SEED = Long.getLong("stress.seed", System.nanoTime());
  private static final int WORKERS = 3;
  private static final int STEPS = 1_500;

  /** Time enough to start, to join, and to make some steps. */
  private static final int LONGEST_LIFE_MILLIS = 12_000;

  @TempDir private Path temp;

  @Test
  void runWhoseWorkersAreKilledAndRestarted_endsAsAnUnbrokenOne() throws Exception {
    System.out.println("stress: -Dstress.seed=" + SEED + " draws these moments again");
    Path images = ImageZip.write(temp.resolve("faces.zip"), 24);
    Path unbroken = temp.resolve("unbroken");
    try (Child child = start(unbroken, images)) {
      child.succeed();
    }
    Random random = new Random(SEED);
    int[] kills = new int[WORKERS];
    int runs = 0;
    while (sum(kills) < KILLS) {
      Path run = temp.resolve("run " + runs++);
      try (Child child = start(run, images)) {
        while (sum(kills) < KILLS && child.isAlive()) {
          Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
          List<ProcessHandle> workers = child.children();
          if (workers.size() == WORKERS) {
            int which = random.nextInt(WORKERS);
            workers.get(which).destroyForcibly();
            kills[which]++;
          }
        }
        child.succeed();
      }
      CheckpointFiles.assertSound(run);
      RunContents.of(unbroken).assertSame(RunContents.of(run));
    }
    Figures.report(
        "WorkersKillTest",
        "%d kills of worker 0, %d of worker 1, %d of worker 2; runs: %d, all with the bits of an"
            + " unbroken one",
        kills[0],
        kills[1],
        kills[2],
        runs);
    assertThat(sum(kills)).isEqualTo(KILLS);
  }

  private static int sum(int[] kills) {
    return kills[0] + kills[1] + kills[2];
  }

  private Child start(Path run, Path images) throws Exception {
    return Child.commandLine(
        temp.resolve("logs of " + run.getFileName()),
        "train",
        "--local-workers",
        String.valueOf(WORKERS),
        "--restarts",
        String.valueOf(10 * KILLS),
        "--images",
        images.toString(),
        "--no-cache",
        "--recipe",
        "fully-connected",
        "--size",
        "8",
        "--batch",
        "7",
        "--precision",
        "float32",
        "--steps",
        String.valueOf(STEPS),
        "--checkpoint-every",
        "50",
        "--sample-every",
        "500",
        "--run",
        run.toString());
  }
}
