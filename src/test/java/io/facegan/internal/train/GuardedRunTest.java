package io.facegan.internal.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.facegan.internal.graph.TinyNetworks;
import io.facegan.train.Guard;
import io.facegan.train.GuardEvent;
import io.facegan.train.GuardException;
import io.facegan.train.Reaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs whose generator is driven into saturation: it draws white images, and its gradient is
 * nothing. They begin at step 596, since young networks are left alone.
 */
class GuardedRunTest {
  private static final long BEGIN = 596;
  private static final long STEPS = 606;
  private static final String OFFSET = "generator/batch_norm_2/offset";
  private static final String COLLAPSE =
      "mode collapse at step 598 (the generated images are 0.020 times as diverse as real"
          + " ones)";

  @TempDir private static Path prepared;

  @TempDir private Path temp;
  private Path folder;

  /** Makes a run that has come so far, with networks that have hardly been trained. */
  @BeforeAll
  static void prepare() {
    try (TinyCheckpoints tiny = new TinyCheckpoints();
        RunFolder folder = RunFolder.create(prepared, options(GuardOptions.DEFAULT))) {
      // Strong contrasts, so that the images differ.
      TinyNetworks.fill(tiny.session, "generator/batch_norm_2/scale", 10);
      tiny.write(folder.checkpoints(), TinyCheckpoints.state(BEGIN));
    }
  }

  @BeforeEach
  void choose() {
    folder = temp.resolve("run");
  }

  @Test
  void saturatedGenerator_isWarnedOfOnceAndItsRecoveryTold() {
    TrainingOptions options = options(GuardOptions.DEFAULT);
    begin(folder);
    Recorder recorder = new Recorder();
    List<Checkpoint> waysBack = new ArrayList<>();
    try (TinyRun run = new TinyRun(folder, options, recorder)) {
      run.after(597, () -> saturate(run)).after(601, () -> recover(run));
      for (long step : new long[] {603, 605}) {
        run.after(
            step,
            () -> {
              TinyRun.awaitWritten(folder, (step / 4) * 4);
              waysBack.add(run.folder.checkpoints().wayBack(step).orElseThrow());
            });
      }
      run.loop.run();
    }
    assertThat(recorder.events)
        .extracting(event -> event.step() + " " + event.kind() + " " + event.guard())
        .containsExactly(
            "598 warning collapse",
            "598 warning discriminator-won",
            "602 recovered discriminator-won",
            "602 recovered collapse");
    assertThat(recorder.events.get(0).message())
        .isEqualTo(COLLAPSE + ": try a lower learning rate, a larger batch or another seed");
    assertThat(recorder.events.get(1).message())
        .matches(
            "the discriminator has won by step 598 \\(the generator's loss is [01]\\.\\d\\d, and"
                + " its gradient has vanished, to 0 of that\\): try a lower learning rate, another"
                + " activation or another seed");
    Checkpoints checkpoints = new Checkpoints(folder.resolve("checkpoints"));
    assertThat(waysBack).containsExactly(checkpoints.of(BEGIN), checkpoints.of(604));
    assertThat(checkpoints.of(600).state().healthy()).isFalse();
    assertThat(checkpoints.of(604).state().healthy()).isTrue();
  }

  @Test
  void runStoppedWhileItIsWarnedOf_isNotWarnedOfAgain() {
    TrainingOptions options = options(GuardOptions.DEFAULT);
    begin(folder);
    Path broken = temp.resolve("broken");
    begin(broken);
    Recorder whole = new Recorder();
    try (TinyRun run = new TinyRun(folder, options, whole)) {
      run.after(597, () -> saturate(run)).after(601, () -> recover(run)).loop.run();
    }
    Recorder parts = new Recorder();
    for (long stop : new long[] {599, 600, 601, STEPS}) {
      try (TinyRun run = new TinyRun(broken, options, parts)) {
        run.after(stop, run.loop::stop)
            .after(597, () -> saturate(run))
            .after(
                601,
                () -> {
                  recover(run);
                  run.loop.stop();
                })
            .loop
            .run();
      }
    }
    assertThat(parts.events).isEqualTo(whole.events);
    assertThat(TinyRun.bits(broken, STEPS)).isEqualTo(TinyRun.bits(folder, STEPS));
  }

  @Test
  void collapse_canStopTheRun() {
    TrainingOptions options = options(GuardOptions.DEFAULT.with(Guard.COLLAPSE, Reaction.STOP));
    begin(folder);
    for (int time = 0; time < 2; time++) {
      try (TinyRun run = new TinyRun(folder, options)) {
        run.after(597, () -> saturate(run));
        assertThat(catchThrowable(run.loop::run))
            .isInstanceOf(GuardException.class)
            .hasMessageContainingAll(COLLAPSE, "learning rate", "batch", "seed");
        assertThat(run.checkpoints()).containsExactly("step-000596");
      }
    }
  }

  @Test
  void wonDiscriminator_canRollTheRunBack() {
    checkRolledBack(Guard.DISCRIMINATOR_WON, run -> {});
  }

  @Test
  void collapse_canRollTheRunBackFromWhereverItWasStopped() {
    checkRolledBack(
        Guard.COLLAPSE,
        run -> {
          // Stopped between the collapse and its discovery.
          run.after(
              597,
              () -> {
                saturate(run);
                run.loop.stop();
              });
          run.loop.run();
        });
  }

  private void checkRolledBack(Guard guard, Consumer<TinyRun> before) {
    TrainingOptions options = options(GuardOptions.DEFAULT.with(guard, Reaction.ROLL_BACK));
    Path unbroken = temp.resolve("unbroken");
    begin(unbroken);
    try (TinyRun run = new TinyRun(unbroken, options)) {
      run.after(597, () -> saturate(run)).loop.run();
    }
    begin(folder);
    try (TinyRun run = new TinyRun(folder, options)) {
      before.accept(run);
    }
    Recorder recorder = new Recorder();
    try (TinyRun run = new TinyRun(folder, options, recorder)) {
      run.after(597, () -> saturate(run)).loop.run();
    }
    List<GuardEvent> rolledBack =
        recorder.events.stream()
            .filter(event -> event.kind() == GuardEvent.Kind.ROLLED_BACK)
            .toList();
    assertThat(rolledBack).hasSize(1);
    assertThat(rolledBack.get(0).guard()).isEqualTo(guard);
    assertThat(rolledBack.get(0).step()).isEqualTo(598);
    assertThat(rolledBack.get(0).message())
        .endsWith(
            "; going back to step 596 with another seed and half the learning rate (try 1 of 3)");
    assertThat(TinyRun.bits(folder, STEPS)).isEqualTo(TinyRun.bits(unbroken, STEPS));
    assertThat(new Checkpoint(TinyRun.checkpoint(folder, STEPS)).state().healthy()).isTrue();
  }

  private static void begin(Path path) {
    try {
      PathUtils.copyDirectory(prepared, path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TrainingOptions options(GuardOptions guards) {
    return TinyRun.options(STEPS, 2, 4, guards);
  }

  private static void saturate(TinyRun run) {
    TinyNetworks.fill(run.session, OFFSET, 500);
    for (String layer : List.of("dense_1", "transposed_convolution_1", "convolution_1")) {
      TinyNetworks.fill(run.session, "optimizer/generator/%s/kernel/m".formatted(layer), 0);
      TinyNetworks.fill(run.session, "optimizer/generator/%s/bias/m".formatted(layer), 0);
    }
    for (String layer : List.of("batch_norm_1", "batch_norm_2")) {
      TinyNetworks.fill(run.session, "optimizer/generator/%s/scale/m".formatted(layer), 0);
      TinyNetworks.fill(run.session, "optimizer/generator/%s/offset/m".formatted(layer), 0);
    }
  }

  private static void recover(TinyRun run) {
    TinyNetworks.fill(run.session, OFFSET, 0);
  }
}
