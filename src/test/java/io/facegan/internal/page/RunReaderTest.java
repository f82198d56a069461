package io.facegan.internal.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.Fixture;
import io.facegan.error.FaceGanException;
import io.facegan.internal.train.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReaderTest {
  @TempDir private Path temp;
  private SomeRun run;

  @BeforeEach
  void make() {
    run = SomeRun.in(temp.resolve("run"), 100);
  }

  @Test
  void lineThatIsBeingWritten_isReadWhenItIsWhole() throws IOException {
    String half = SomeRun.step(30, 0, 1);
    run.add(SomeRun.step(10, 0, 3) + SomeRun.step(20, 0, 2) + half.substring(0, 40));
    RunReader reader = new RunReader(run.folder());

    RunData before = reader.read(true);
    run.add(half.substring(40));
    RunData after = reader.read(true);

    assertThat(before.progress()).isEqualTo("Step 20 of 100 (20 %), about 1 min 20 s left.");
    assertThat(before.tables().get("notes")).isEmpty();
    assertThat(after.step()).isEqualTo(30);
    assertThat(losses(after).steps()).containsExactly(10, 20, 30);
    assertThat(after.tables().get("notes")).isEmpty();
  }

  @Test
  void damagedLines_areSkippedAndNamed() throws IOException {
    run.add(SomeRun.step(10, 0, 3) + "\0\0\0\n{\"step\":20,\n" + SomeRun.step(30, 0, 1));

    RunData data = new RunReader(run.folder()).read(false);

    assertThat(losses(data).steps()).containsExactly(10, 30);
    assertThat(data.tables().get("notes"))
        .containsExactly(List.of("metrics.jsonl is damaged in 2 places: the damage is skipped"));
  }

  @Test
  void rollBack_dropsTheStepsAhead() throws IOException {
    run.grid(20).grid(50);
    run.add(SomeRun.step(20, 0, 1) + SomeRun.step(50, 0, 9));
    run.add(SomeRun.event(50, "rolled-back", "back to 20") + SomeRun.step(30, 1, 2));

    RunData data = new RunReader(run.folder()).read(true);

    assertThat(data.step()).isEqualTo(30);
    assertThat(losses(data).steps()).containsExactly(20, 30);
    assertThat(data.grids()).extracting(Picture::step).containsExactly(20L);
    assertThat(data.tables().get("events"))
        .containsExactly(List.of("rolled-back", "50", "collapse", "back to 20"));
  }

  @Test
  void resumedRun_isReadAnew() throws IOException {
    run.add(SomeRun.step(10, 0, 3) + SomeRun.step(20, 0, 2));
    RunReader reader = new RunReader(run.folder());
    reader.read(true);
    Files.delete(run.folder().resolve("metrics.jsonl"));
    run.add(SomeRun.step(10, 0, 3));

    assertThat(losses(reader.read(true)).steps()).containsExactly(10);
  }

  @Test
  void runWithNothingYet_isAtStepZero() {
    RunData data = new RunReader(run.folder()).read(false);

    assertThat(data.state()).isEqualTo("open");
    assertThat(data.progress()).isEqualTo("Step 0 of 100 (0 %).");
    assertThat(data.grids()).isEmpty();
    assertThat(data.tables().get("card")).isEmpty();
    assertThat(new ReportPage(PageData.of(data)).html()).contains("<h1>run</h1>");
  }

  @Test
  void runThatAnotherProcessTrains_isTraining() {
    try (RunFolder training = RunFolder.reopen(run.folder())) {
      assertThat(PageData.read(List.of(training.path())).runs().get(0).state())
          .isEqualTo("training");
    }
    assertThat(PageData.read(List.of(run.folder())).runs().get(0).state()).isEqualTo("open");
  }

  @Test
  void lossesThatAreNotFinite_areGapsAndNamed() throws IOException {
    run.add(SomeRun.step(10, 0, 3) + SomeRun.step(20, 0, "null") + SomeRun.step(30, 0, 1));
    run.add(SomeRun.event(30, "stopped", "the loss is NaN"));

    RunData data = new RunReader(run.folder()).read(false);

    assertThat(data.words()).isEqualTo("stopped by a guard");
    assertThat(losses(data).values()).containsExactly(3, Double.NaN, 1);
    assertThat(data.tables().get("notes").toString()).contains("NaN or infinite in 1 logged step");
  }

  @Test
  void imageThatCannotBeRead_isNamed() throws IOException {
    run.grid(10).grid(20);
    Files.writeString(run.folder().resolve("samples-000020.png"), "no image");

    RunData data = new RunReader(run.folder()).read(false);

    assertThat(data.grids()).extracting(Picture::step).containsExactly(10L);
    assertThat(data.tables().get("notes").toString())
        .contains("samples-000020.png cannot be shown");
  }

  @Test
  void runOfAnEarlierVersion_isShown() throws IOException {
    Path earlier = Fixture.unpack("runs/format-1", temp).resolve("batch-4/run");

    RunData data = new RunReader(earlier).read(false);

    assertThat(data.words()).isEqualTo("all steps are done");
    assertThat(data.grids()).hasSize(1);
    assertThat(data.reals()).hasSize(1);
    assertThat(data.tables().get("facts").toString()).contains("0.1.0-SNAPSHOT", "8 can be used");
    assertThat(new ReportPage(PageData.of(data)).html()).contains("grid of faces, step 2");
  }

  @Test
  void folderThatIsNoRun_isRefused() {
    assertThatThrownBy(() -> new RunReader(temp))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContaining(temp + " is not a run folder");
  }

  private static Points losses(RunData data) {
    return data.charts().get(0).lines().get(0).points();
  }
}
