package io.facegan.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.FaceGan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Workers that train one run, and what becomes of it when they end before its end. */
@DisabledOnOs(OS.WINDOWS)
class WorkersOnceTest {
  private static final int STEPS = 120;

  @TempDir private Path temp;
  private Path images;

  @BeforeEach
  void writeImages() throws Exception {
    images = ImageZip.write(temp.resolve("faces.zip"), 12);
  }

  @Test
  void killedWorker_isNamedAndTheRunEndsWithTheBitsOfAnUnbrokenOne() throws Exception {
    Path unbroken = temp.resolve("unbroken");
    try (Workers workers = start(unbroken, "first")) {
      workers.succeed();
    }
    Path run = temp.resolve("run");
    try (Workers workers = start(run, "second")) {
      CheckpointFiles.await(run, 10, workers.get(0));
      assertThat(workers.get(1).kill()).isTrue();
      assertThat(workers.get(0).await()).isEqualTo(1);
      assertThat(workers.get(0).err())
          .contains("worker 1 (127.0.0.1:", "was lost", "--or-resume", "newest checkpoint (step ");
    }
    CheckpointFiles.assertSound(run);

    try (Workers workers = start(run, "third")) {
      workers.succeed();
    }

    RunContents.of(unbroken).assertSame(RunContents.of(run));
  }

  @Test
  void terminatedFollower_endsAllAfterAStepAndAnotherNumberOfWorkersGoesOn() throws Exception {
    Path run = temp.resolve("run");
    try (Workers workers = start(run, "first")) {
      CheckpointFiles.await(run, 10, workers.get(0));
      workers.get(1).terminate();
      workers.get(0).succeed();
      assertThat(workers.get(0).says()).contains("saved in " + run);
      assertThat(workers.get(1).await()).isEqualTo(143);
    }
    long stopped = CheckpointFiles.newest(run);
    assertThat(stopped).isBetween(10L, STEPS - 1L);
    CheckpointFiles.assertSound(run);

    Trainings.train(FaceGan.resume(run).progress(false));

    assertThat(CheckpointFiles.newest(run)).isEqualTo(STEPS);
  }

  @Test
  void workerWithOtherImages_isRefusedBeforeTheFirstStep() throws Exception {
    Path fewer = ImageZip.write(temp.resolve("fewer.zip"), 11);
    Path run = temp.resolve("run");
    try (Workers workers =
        Workers.start(2, temp.resolve("logs"), task -> options(run, task == 0 ? images : fewer))) {
      for (int task = 0; task < 2; task++) {
        assertThat(workers.get(task).await()).isEqualTo(1);
        assertThat(workers.get(task).err())
            .contains("worker 1 (127.0.0.1:", "11", "number of images", "12");
      }
    }
    assertThat(run).doesNotExist();
  }

  private Workers start(Path run, String logs) throws IOException {
    return Workers.start(2, temp.resolve(logs), task -> options(run, images));
  }

  private static List<String> options(Path run, Path images) {
    return List.of(
        "--images",
        images.toString(),
        "--no-cache",
        "--recipe",
        "fully-connected",
        "--size",
        "8",
        "--batch",
        "5",
        "--precision",
        "float32",
        "--steps",
        String.valueOf(STEPS),
        "--checkpoint-every",
        "10",
        "--sample-every",
        "100",
        "--run",
        run.toString(),
        "--or-resume");
  }
}
