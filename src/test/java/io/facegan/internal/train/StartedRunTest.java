package io.facegan.internal.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.error.FaceGanException;
import io.facegan.internal.graph.GanSession;
import io.facegan.internal.graph.VariableSnapshot;
import io.facegan.internal.runtime.Compute;
import io.facegan.network.Normalization;
import io.facegan.runtime.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that began with the weights of another goes back to them, not to random ones. */
class StartedRunTest {
  private static final TrainingOptions OPTIONS =
      TinyRun.options(4, 10, 10, GuardOptions.DEFAULT)
          .from(new Parent("parent", "tiny", 9, "0123456789abcdef", List.of(), List.of()));

  @TempDir private Path temporary;
  private Path folder;

  /** Makes the folder of a run that is to begin with the weights of another seed. */
  @BeforeEach
  void create() {
    folder = temporary.resolve("run");
    try (GanSession other =
            new GanSession(
                OPTIONS.recipe(),
                77,
                Compute.onCpu(Precision.FLOAT32),
                Normalization.RUNNING_AVERAGES);
        VariableSnapshot start = other.snapshot()) {
      RunFolder.create(folder, OPTIONS, Optional.of(start)).close();
    }
  }

  @Test
  void rollBackWithoutACheckpoint_goesBackToTheStart() throws IOException {
    boolean[] tried = new boolean[1];
    try (TinyRun run = new TinyRun(folder, OPTIONS)) {
      run.spoilAfter(0, 2);
      run.after(1, 1, () -> tried[0] = true);
      run.loop.run();
    }
    assertThat(tried).containsExactly(true);
    assertThat(variables(TinyRun.checkpoint(folder, 0)))
        .isEqualTo(variables(folder.resolve("start")));
    assertThat(RunFolder.open(folder).options().parent()).isEqualTo(OPTIONS.parent());
  }

  @Test
  void damagedStart_isRefused() throws IOException {
    Files.delete(folder.resolve("start/variables.index"));
    try (TinyRun run = new TinyRun(folder, OPTIONS)) {
      assertThatThrownBy(run.loop::run)
          .isInstanceOf(FaceGanException.class)
          .hasMessageContainingAll(
              folder.resolve("start").toString(), "no variables.index", "an undamaged copy");
    }
  }

  /** What a training leaves that was killed before its options were written is no run. */
  @Test
  void startWithoutOptions_isNoRunYet() throws IOException {
    Files.delete(folder.resolve("options.json"));
    try (GanSession session =
            new GanSession(
                OPTIONS.recipe(),
                1,
                Compute.onCpu(Precision.FLOAT32),
                Normalization.RUNNING_AVERAGES);
        VariableSnapshot start = session.snapshot()) {
      String before = variables(folder.resolve("start"));
      RunFolder.create(folder, OPTIONS, Optional.of(start)).close();
      assertThat(variables(folder.resolve("start"))).isNotEqualTo(before);
    }
  }

  private static String variables(Path checkpoint) throws IOException {
    return Files.readAllLines(checkpoint.resolve("SHA256SUMS")).stream()
        .filter(line -> line.contains("variables.data"))
        .findFirst()
        .orElseThrow();
  }
}
