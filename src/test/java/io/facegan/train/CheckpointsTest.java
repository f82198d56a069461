package io.facegan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
  @TempDir private Path folder;

  @Test
  void newest_isTheOneOfTheHighestStep() throws IOException {
    for (String name :
        new String[] {"step-999999", "step-1000000", "step-000003", "unfinished", "step-12"}) {
      Files.createDirectory(folder.resolve(name));
    }
    assertThat(new Checkpoints(folder).newest())
        .isEqualTo(folder.resolve("step-1000000").resolve("variables"));
  }

  @Test
  void newest_ofAnEmptyFolderIsRefused() {
    assertThatThrownBy(() -> new Checkpoints(folder).newest())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            folder + " holds no checkpoint: the run ended before its first one. Train it again");
  }

  @Test
  void newest_ofNoFolderIsRefused() {
    Path none = folder.resolve("none");
    assertThatThrownBy(() -> new Checkpoints(none).newest())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            none + " holds no checkpoint: the run ended before its first one. Train it again");
  }

  @Test
  void save_replacesWhatAnInterruptedOneLeft() throws IOException {
    Path run = folder.resolve("run");
    try (TinyRun tiny = new TinyRun(run, 1, 10, 10)) {
      Path left = run.resolve("checkpoints/unfinished");
      Files.createDirectories(left);
      Files.writeString(left.resolve("variables.index"), "half");
      Path saved = tiny.folder.checkpoints().save(tiny.session, new Checkpoints.State(7, 14, 2.8));
      assertThat(tiny.checkpoints()).containsExactly("step-000007");
      assertThat(saved).isEqualTo(run.resolve("checkpoints/step-000007"));
      assertThat(saved.resolve("variables.index")).isNotEmptyFile();
      assertThat(saved.resolve("variables.data-00000-of-00001")).isNotEmptyFile();
      assertThat(saved.resolve("state.json")).isNotEmptyFile();
    }
  }

  @Test
  void save_overwritesTheSameStep() {
    try (TinyRun tiny = new TinyRun(folder.resolve("run"), 1, 10, 10)) {
      Checkpoints checkpoints = tiny.folder.checkpoints();
      Checkpoints.State state = new Checkpoints.State(7, 14, 2.8);
      checkpoints.save(tiny.session, state);
      checkpoints.save(tiny.session, state);
      assertThat(tiny.checkpoints()).containsExactly("step-000007");
    }
  }
}
