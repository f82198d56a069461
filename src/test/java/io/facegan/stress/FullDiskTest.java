package io.facegan.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.FaceGan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full stops a run with a clear message, and with room it goes on. */
@DisabledOnOs(OS.WINDOWS)
class FullDiskTest {
  private static final int BEGUN = 50;
  private static final int STEPS = 100;

  @TempDir private static Path temp;
  private static Path zip;
  private static Path begun;
  private static RunContents unbroken;

  @BeforeAll
  static void trainWithRoom() throws Exception {
    zip = ImageZip.write(temp.resolve("faces.zip"), 12);
    begun = temp.resolve("begun");
    Trainings.train(Trainings.fullyConnected(zip).steps(BEGUN).runFolder(begun));
    Path run = temp.resolve("unbroken");
    Trainings.train(Trainings.fullyConnected(zip).steps(STEPS).runFolder(run));
    unbroken = RunContents.of(run);
  }

  @Test
  void checkpointTooLarge_stopsTheRunWhichGoesOnWithRoom() throws Exception {
    Path run = copy("short");

    String err = resumeUnder(600, run);

    Path failed = run.resolve("checkpoints/step-000055");
    assertThat(err)
        .contains("facegan: cannot write the checkpoint " + failed + " (")
        .contains("File too large")
        .endsWith("and that the disk is not full\n");
    goOn(run);
  }

  @Test
  @Tag("stress")
  void anyFileTooLarge_stopsTheRunWhichGoesOnWithRoom() throws Exception {
    List<String> failures = new ArrayList<>();
    for (int limit = 1; limit <= 1_024; limit *= 2) {
      Path run = copy("limit-" + limit);
      String err = resumeUnder(limit, run);
      failures.add(limit + " KiB: " + failure(err, run));
      goOn(run);
    }
    Figures.report("FullDiskTest files no longer than", "%s", String.join("; ", failures));
  }

  @Test
  @Tag("stress")
  @EnabledOnOs(OS.LINUX)
  void fullDisk_stopsTheRunWhichGoesOnWithRoom() throws Exception {
    List<String> failures = new ArrayList<>();
    for (int kib : new int[] {16, 64, 1_024, 2_048, 3_072, 4_096, 5_120, 6_144}) {
      try (SmallDisk disk = SmallDisk.mount(temp.resolve("disk-" + kib), kib)) {
        Path run = disk.path().resolve("run");
        failures.add(kib + " KiB: " + failure(trainOn(run), run));
        disk.enlarge();
        if (Files.exists(run.resolve("options.json"))) {
          goOn(run);
        }
      }
    }
    Figures.report("FullDiskTest disks of", "%s", String.join("; ", failures));
  }

  private static Path copy(String name) throws IOException {
    Path run = temp.resolve(name);
    PathUtils.copyDirectory(begun, run);
    return run;
  }

  private static String resumeUnder(int limit, Path run) throws Exception {
    try (Child child =
        Child.limited(
            temp.resolve("logs"),
            limit,
            "resume",
            run.toString(),
            "--steps",
            Integer.toString(STEPS),
            "--no-progress")) {
      assertThat(child.await()).as(child.says()).isEqualTo(1);
      assertThat(run.resolve("checkpoints/step-000050")).isDirectory();
      CheckpointFiles.assertSound(run);
      return child.err();
    }
  }

  private static String trainOn(Path run) throws Exception {
    try (Child child = Trainings.fullyConnectedChild(temp.resolve("logs"), run, zip, STEPS)) {
      assertThat(child.await()).as(child.says()).isEqualTo(1);
      CheckpointFiles.assertSound(run);
      return child.err();
    }
  }

  /** Checks that a message is a clear one, and returns what could not be written. */
  private static String failure(String err, Path run) {
    String message = err.substring(err.indexOf("facegan: ")).strip();
    assertThat(message)
        .matches("facegan: cannot write .*(File too large|No space left on device).*")
        .doesNotContain("\n");
    return message
        .replace(run.getParent() + "/", "")
        .replaceAll("facegan: cannot write (the |to )?|:? \\(.*", "");
  }

  private static void goOn(Path run) throws IOException {
    Trainings.train(FaceGan.resume(run).steps(STEPS).progress(false));
    unbroken.assertSame(RunContents.of(run));
  }
}
