package io.facegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.drawn.DrawnFaces;
import io.facegan.error.FaceGanException;
import io.facegan.internal.train.RunFolder;
import io.facegan.internal.util.Version;
import io.facegan.train.TrainingListener;
import io.facegan.train.TrainingResult;
import io.facegan.train.TrainingStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a resumed run does and says, apart from its options. */
class ResumeTest {
  @TempDir private static Path shared;
  private static Path finished;
  private static Path killed;

  @TempDir private Path folder;

  /** One run of five steps, and a copy of it from before its first checkpoint. */
  @BeforeAll
  static void train() {
    finished = shared.resolve("finished");
    killed = shared.resolve("killed");
    try (FaceGan gan =
        builder(finished)
            .listener(Breaks.after(3, step -> RunEnd.copy(finished, killed)))
            .build()) {
      gan.train();
    }
    assertThat(killed.resolve("checkpoints")).doesNotExist();
  }

  @Test
  void runKilledBeforeItsFirstCheckpoint_startsOverAndSaysSo() throws IOException {
    Path run = RunEnd.copy(killed, folder.resolve("run"));
    TrainingStart[] start = new TrainingStart[1];
    try (Console console = new Console();
        FaceGan gan = resume(run).progress(true).listener(keeping(start)).build()) {
      gan.train();
      assertThat(console.text())
          .contains("\n" + run + " ended before its first checkpoint: starting over\n")
          .containsPattern("\ntraining 5 steps, .*" + run + "\n");
    }

    assertThat(start[0].step()).isZero();
    assertThat(start[0].attempt()).isZero();
    assertThat(RunEnd.of(run, 0, 5)).isEqualTo(RunEnd.of(finished, 0, 5));
  }

  @Test
  void runKilledBeforeItsFirstStep_startsOver() throws IOException {
    Path run = Files.createDirectory(folder.resolve("run"));
    Files.copy(killed.resolve("options.json"), run.resolve("options.json"));
    try (FaceGan gan = resume(run).build()) {
      gan.train();
    }

    assertThat(RunEnd.of(run, 0, 5)).isEqualTo(RunEnd.of(finished, 0, 5));
  }

  @Test
  void finishedRun_hasNothingLeftToDoAndKeepsItsFiles() throws IOException {
    Path run = RunEnd.copy(finished, folder.resolve("run"));
    Map<String, List<Byte>> before = files(run);
    try (FaceGan gan = resume(run).build()) {
      TrainingResult result = gan.train();
      assertThat(result.last()).isNull();
      assertThat(result.steps()).isEqualTo(5);
      assertThat(result.stoppedEarly()).isFalse();
      assertThat(result.checkpoint()).isEqualTo(run.resolve("checkpoints/step-000005"));
      gan.export(folder.resolve("model"));
    }

    assertThat(files(run)).isEqualTo(before);
    assertThat(folder.resolve("model/saved_model.pb")).isRegularFile();
  }

  @Test
  void finishedRun_isMadeLonger() throws IOException {
    Path run = RunEnd.copy(finished, folder.resolve("run"));
    TrainingStart[] start = new TrainingStart[1];
    try (Console console = new Console();
        FaceGan gan = resume(run).steps(7).progress(true).listener(keeping(start)).build()) {
      TrainingResult result = gan.train();
      assertThat(result.steps()).isEqualTo(7);
      assertThat(console.text())
          .contains("\nresuming " + run + " after step 5\n")
          .containsPattern("\ntraining 7 steps \\(5 done\\), .*" + run + "\n");
    }
    Path longer = folder.resolve("longer");
    try (FaceGan gan = builder(longer).steps(7).build()) {
      gan.train();
    }

    assertThat(start[0].step()).isEqualTo(5);
    assertThat(RunEnd.of(run, 7)).isEqualTo(RunEnd.of(longer, 7));
  }

  @Test
  void runThatIsInUse_isRefused() {
    Path run = folder.resolve("run");
    TrainingListener second =
        Breaks.after(
            2,
            step -> {
              try (FaceGan other = resume(run).build()) {
                assertThatThrownBy(other::train)
                    .isInstanceOf(FaceGanException.class)
                    .hasMessageContainingAll(run.toString(), "in use by another training");
              }
            });
    try (FaceGan gan = builder(run).listener(second).build()) {
      assertThat(gan.train().steps()).isEqualTo(5);
    }
    try (FaceGan gan = resume(run).build()) {
      assertThat(gan.train().steps()).isEqualTo(5);
    }
  }

  @Test
  void runOfAnotherVersion_goesOnWithAWord() throws IOException {
    Path run = RunEnd.copy(killed, folder.resolve("run"));
    Path options = run.resolve("options.json");
    Files.writeString(options, Files.readString(options).replace(Version.current(), "0.0.9"));
    try (Console console = new Console();
        FaceGan gan = resume(run).steps(1).progress(true).build()) {
      gan.train();
      assertThat(console.text())
          .contains(
              "\nit started with FaceGan 0.0.9 and continues with %s: the last digits may differ\n"
                  .formatted(Version.current()));
    }
    assertThat(RunFolder.open(run).options().version()).isEqualTo(Version.current());
  }

  @Test
  void damagedNewestCheckpoint_isPassedOver() throws IOException {
    Path run = folder.resolve("run");
    Breaks.stopped(builder(run).checkpointEvery(2), 4);
    Path damaged = run.resolve("checkpoints/step-000004/variables.data-00000-of-00001");
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length / 2] ^= 1;
    Files.write(damaged, bytes);
    TrainingStart[] start = new TrainingStart[1];
    try (FaceGan gan = resume(run).listener(keeping(start)).build()) {
      gan.train();
    }

    assertThat(start[0].step()).isEqualTo(2);
  }

  /** 10,000 is 10.000 in Germany, which no file's name or format may depend on. */
  @Test
  void country_makesNoDifference() throws IOException {
    Locale before = Locale.getDefault();
    Path run = folder.resolve("run");
    try {
      Locale.setDefault(Locale.GERMANY);
      Breaks.stopped(builder(run), 2);
      Locale.setDefault(Locale.US);
      try (FaceGan gan = resume(run).build()) {
        assertThat(gan.train().steps()).isEqualTo(5);
      }
    } finally {
      Locale.setDefault(before);
    }
    assertThat(RunEnd.of(run, 5)).isEqualTo(RunEnd.of(finished, 5));
  }

  /** TensorFlow Java names its operations with them, and TensorFlow wants others. */
  @Test
  void countryWithDigitsOfItsOwn_isRefusedAndLeavesNothing() {
    Locale before = Locale.getDefault();
    Path run = folder.resolve("run");
    try (FaceGan gan = builder(run).build()) {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThatThrownBy(gan::train)
          .isInstanceOf(FaceGanException.class)
          .hasMessageContainingAll(
              "ar_EG",
              "Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT)",
              "-Duser.language.format=en");
    } finally {
      Locale.setDefault(before);
    }
    assertThat(run).doesNotExist();
  }

  private static FaceGanBuilder builder(Path run) {
    return TinyGan.builder(run).steps(5);
  }

  private static FaceGanBuilder resume(Path run) {
    return FaceGan.resume(run).images(new DrawnFaces(1, 5, 8)).progress(false);
  }

  private static TrainingListener keeping(TrainingStart[] start) {
    return new TrainingListener() {
      @Override
      public void started(TrainingStart newStart) {
        start[0] = newStart;
      }
    };
  }

  /** Returns what a run keeps: its page is written anew, under the name that the folder has. */
  private static Map<String, List<Byte>> files(Path run) throws IOException {
    Map<String, List<Byte>> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(run)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        List<Byte> bytes = new java.util.ArrayList<>();
        for (byte b : Files.readAllBytes(file)) {
          bytes.add(b);
        }
        files.put(run.relativize(file).toString(), bytes);
      }
    }
    files.remove("report.html");
    return files;
  }
}
