package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.internal.train.RunFolder;
import io.facegan.network.ImageShape;
import io.facegan.network.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeCommandTest {
  @TempDir private static Path shared;
  private static Path images;
  private static Path trained;

  @TempDir private Path temp;
  private Path run;

  @BeforeAll
  static void train() throws IOException {
    images = Cli.images(shared.resolve("images"), 4);
    trained = shared.resolve("trained");
    Cli.trainSmallest("--images", images, "--run", trained, "--sample-every", 3);
  }

  @BeforeEach
  void copy() throws IOException {
    run = temp.resolve("run");
    PathUtils.copyDirectory(trained, run);
  }

  @Test
  void moreSteps_areMadeAndTheNextCommandExports() {
    Path cache = temp.resolve("cache");

    Cli resumed =
        Cli.run("resume", run, "--steps", 3, "--cache", cache, "--no-progress", "--verbose");

    assertThat(cache).isNotEmptyDirectory();
    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.code()).isZero();
    assertThat(resumed.out())
        .startsWith(
            Recipe.fullyConnected(ImageShape.rgb(8, 8)).toBuilder().batchSize(2).build().describe()
                + "Images: folder %s\n".formatted(images))
        .endsWith(
            "trained 3 of 3 steps, saved in %s\nnext: facegan export %s --to %s\n"
                .formatted(run, run, Path.of("savedmodels", "run")));
    assertThat(run.resolve("samples-000003.png")).isRegularFile();
    assertThat(run.resolve("checkpoints/step-000003")).isDirectory();
  }

  @Test
  void finishedRun_saysThatNothingIsLeftToDo() {
    Cli resumed = Cli.run("resume", run, "--no-progress");

    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.code()).isZero();
    assertThat(resumed.out())
        .endsWith(
            ("all 2 steps are done, in %s: give more --steps to continue\n"
                    + "next: facegan export %s --to %s\n")
                .formatted(run, run, Path.of("savedmodels", "run")));
  }

  @Test
  void finishedRun_isExportedIfThatIsAskedFor() {
    Path model = temp.resolve("model");

    Cli resumed = Cli.run("resume", run, "--no-progress", "--export", model);

    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.out())
        .endsWith(
            "exported to %s\nnext: facegan generate %s --out faces.png\n".formatted(model, model));
    assertThat(model.resolve("saved_model.pb")).isRegularFile();
  }

  @Test
  void everyOption_isPassedOn() {
    Cli resumed =
        Cli.run(
            "resume",
            run,
            "--epochs",
            1,
            "--sample-every",
            5,
            "--checkpoint-every",
            6,
            "--guard",
            "collapse=stop",
            "--guard",
            "discriminator-won=roll-back",
            "--guard-tries",
            0,
            "--no-cache",
            "--no-progress");

    assertThat(resumed.err()).isEmpty();
    assertThat(run.resolve("options.json"))
        .content()
        .contains("\"steps\" : 2,", "\"sampleEvery\" : 5,", "\"checkpointEvery\" : 6,")
        .contains("\"notFinite\" : \"ROLL_BACK\"", "\"discriminatorWon\" : \"ROLL_BACK\"")
        .contains("\"collapse\" : \"STOP\"", "\"tries\" : 0");
  }

  @Test
  void movedImages_areFoundWhereItIsSaid() throws IOException {
    Path moved = temp.resolve("moved");
    PathUtils.copyDirectory(images, moved);
    Path options = run.resolve("options.json");
    Path gone = temp.resolve("gone");
    Files.writeString(
        options, Files.readString(options).replace(images.toString(), gone.toString()));

    refused(
        "the images of the run in %s are not at %s any more: say where they are now"
            .formatted(run, gone));
    Cli resumed = Cli.run("resume", run, "--images", moved, "--steps", 3, "--no-progress");
    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.code()).isZero();
  }

  @Test
  void otherImages_areRefused() throws IOException {
    Path others = Cli.images(temp.resolve("others"), 5);

    Cli refused = Cli.run("resume", run, "--images", others, "--no-progress");

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .matches(
            ("facegan: \\Q%s\\E cannot be resumed with other options: images\\.content is"
                    + " \"[0-9a-f]+\" in the run, but \"[0-9a-f]+\" now; images\\.pictures is 4 in the"
                    + " run, but 5 now\\. Give the options that it started with, or train again\n")
                .formatted(run));
  }

  @Test
  void fewerSteps_areRefused() {
    refused(
        "steps is 1, but %s has already made 2: give the total number of steps".formatted(run),
        "--steps",
        1);
  }

  @Test
  void folderThatIsNoRun_isRefused() {
    Cli refused = Cli.run("resume", images);

    assertThat(refused)
        .isEqualTo(
            new Cli(
                1,
                "",
                ("facegan: %s is not a run folder: it holds no options.json. Name a folder that"
                        + " train wrote with --run\n")
                    .formatted(images)));
  }

  @Test
  void runInUse_isRefused() {
    try (RunFolder used = RunFolder.reopen(run)) {
      refused(
          "run folder %s is in use by another training: wait for it or stop it"
              .formatted(used.path()));
    }
  }

  @Test
  void exportFolderThatIsNotEmpty_isRefusedBeforeTraining() {
    refused(
        "export folder %s is not empty: choose another folder, or delete it".formatted(images),
        "--export",
        images);
  }

  @Test
  void guards_areChecked() {
    refused(
        "guard not-finite is warn, but a network of NaNs never recovers: choose stop or roll-back",
        "--guard",
        "not-finite=warn");
    refused("guard tries is -1: it must be at least 0", "--guard-tries", -1);
  }

  private void refused(String message, Object... options) {
    Object[] args = new Object[options.length + 3];
    args[0] = "resume";
    args[1] = run;
    args[2] = "--no-progress";
    System.arraycopy(options, 0, args, 3, options.length);

    Cli refused = Cli.run(args);

    assertThat(refused.err()).isEqualTo("facegan: " + message + "\n");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(RunFolder.open(run).options()).isNotNull();
    assertThat(run.resolve("checkpoints/step-000002/SHA256SUMS")).isRegularFile();
  }
}
