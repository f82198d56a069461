package io.facegan.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptTest {
  private static TinyCheckpoints tiny;

  @TempDir private Path run;
  private Checkpoints checkpoints;
  private Path folder;

  @BeforeAll
  static void open() {
    tiny = new TinyCheckpoints();
  }

  @AfterAll
  static void close() {
    tiny.close();
  }

  @BeforeEach
  void choose() {
    folder = run.resolve("checkpoints");
    checkpoints = new Checkpoints(folder);
  }

  @Test
  void newestThreeBestAndWayBack_areKept() throws IOException {
    write(2);
    write(TinyCheckpoints.state(4, true, true, 1.0));
    write(TinyCheckpoints.state(6, true, true, 2.0));
    write(TinyCheckpoints.state(8, true, false, 0.5));
    write(TinyCheckpoints.state(9, false, true, 0.5));
    write(TinyCheckpoints.state(10, true, false, 0.5));
    write(TinyCheckpoints.state(12, true, false, 0.5));
    assertThat(TinyCheckpoints.names(folder))
        .containsExactly("step-000004", "step-000006", "step-000009", "step-000010", "step-000012");
    assertThat(checkpoints.wayBack(12)).contains(checkpoints.of(6));
    assertThat(checkpoints.bestOrRefuse()).isEqualTo(checkpoints.of(4));

    write(TinyCheckpoints.state(14, true, true, 3.0));
    assertThat(TinyCheckpoints.names(folder))
        .containsExactly("step-000004", "step-000010", "step-000012", "step-000014");
    assertThat(checkpoints.wayBack(14)).contains(checkpoints.of(14));
  }

  @Test
  void best_mayBeTheEndButNoOtherPlaceWhereTheRunWasBrokenOff() {
    write(TinyCheckpoints.state(4, true, true, 3.0));
    write(TinyCheckpoints.state(5, false, true, 1.0));
    assertThat(checkpoints.bestOrRefuse()).isEqualTo(checkpoints.of(5));
    write(TinyCheckpoints.state(8, true, true, 2.0));
    assertThat(checkpoints.bestOrRefuse()).isEqualTo(checkpoints.of(8));
    write(TinyCheckpoints.state(9, false, false, 1.0));
    assertThat(checkpoints.bestOrRefuse()).isEqualTo(checkpoints.of(8));
  }

  @Test
  void best_isTrainedAndCompared() {
    write(TinyCheckpoints.state(0, true, true, 1.0));
    write(TinyCheckpoints.state(2, true, true, null));
    write(TinyCheckpoints.state(4, true, true, 9.0));
    assertThat(checkpoints.bestOrRefuse()).isEqualTo(checkpoints.of(4));
  }

  @Test
  void damagedBest_givesWayToTheNextBest() throws IOException {
    write(TinyCheckpoints.state(2, true, true, 1.0));
    write(TinyCheckpoints.state(4, true, true, 2.0));
    write(TinyCheckpoints.state(6, true, true, 3.0));
    TinyCheckpoints.flip(folder.resolve("step-000002").resolve(TinyCheckpoints.DATA));
    assertThat(checkpoints.bestOrRefuse()).isEqualTo(checkpoints.of(4));
  }

  @Test
  void wayBack_leadsToNoLaterStep() throws IOException {
    write(2, 4, 6);
    assertThat(checkpoints.wayBack(5)).contains(checkpoints.of(4));
    TinyCheckpoints.flip(folder.resolve("step-000004").resolve(TinyCheckpoints.DATA));
    assertThat(checkpoints.wayBack(5)).contains(checkpoints.of(2));
    assertThat(checkpoints.wayBack(1)).isEmpty();
  }

  @Test
  void damagedLaterOnes_doNotPushOutSoundOnes() throws IOException {
    write(2, 4, 6, 8);
    for (long damaged : new long[] {6, 8}) {
      TinyCheckpoints.flip(checkpoints.of(damaged).folder().resolve(TinyCheckpoints.DATA));
    }
    write(TinyCheckpoints.state(5, false, true, null));
    assertThat(TinyCheckpoints.names(folder))
        .containsExactly("step-000004", "step-000005", "step-000006", "step-000008");
    assertThat(checkpoints.newestOrRefuse().step()).isEqualTo(5);
  }

  private void write(long... steps) {
    for (long step : steps) {
      write(TinyCheckpoints.state(step));
    }
  }

  private void write(State state) {
    tiny.write(checkpoints, state);
  }
}
