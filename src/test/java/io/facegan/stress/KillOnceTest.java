package io.facegan.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.FaceGan;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class KillOnceTest {
  private static final long NEVER = 1_000_000;

  @TempDir private Path temp;

  @Test
  void run_killedAndResumed_endsAsAnUnbrokenOne() throws Exception {
    Path zip = ImageZip.write(temp.resolve("faces.zip"), 12);
    Path run = temp.resolve("run");
    try (Child child = Trainings.fullyConnectedChild(temp.resolve("logs"), run, zip, NEVER)) {
      CheckpointFiles.await(run, 100, child);
      assertThat(child.kill()).isTrue();
    }
    CheckpointFiles.assertSound(run);
    long steps = CheckpointFiles.newest(run) / 10 * 10 + 30;

    Trainings.train(FaceGan.resume(run).steps(steps).progress(false));

    Path unbroken = temp.resolve("unbroken");
    Trainings.train(Trainings.fullyConnected(zip).steps(steps).runFolder(unbroken));
    RunContents.of(unbroken).assertSame(RunContents.of(run));
  }
}
