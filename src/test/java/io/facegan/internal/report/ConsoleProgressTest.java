package io.facegan.internal.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
  private static final Path FOLDER = Path.of("runs", "faces");
  private static final long SECOND = 1_000_000_000L;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, UTF_8);
  private long nanos;

  @Test
  void plainLines_comeAtMostEveryTenSecondsAndAtTheEnd() {
    ConsoleProgress progress = new ConsoleProgress(out, false, 80, () -> nanos);
    progress.started(Runs.start(FOLDER, 15_000));
    for (long step = 1; step <= 25; step++) {
      progress.stepped(Runs.step(step, 15_000));
      nanos += SECOND;
    }
    progress.finished(Runs.result(FOLDER, Runs.step(25, 15_000)));

    String common = "51.2 images/s, D 0.600, G 1.250, 1 h 18 min left";
    assertThat(text().lines())
        .containsExactly(
            "training on 20,000 images, batch size 16, 15,000 steps, run folder " + FOLDER,
            "step 1 of 15,000 (0%), epoch 0.00, " + common,
            "step 11 of 15,000 (0%), epoch 0.01, " + common,
            "step 21 of 15,000 (0%), epoch 0.02, " + common,
            "step 25 of 15,000 (0%), epoch 0.02, " + common,
            "stopped early at step 25 of 15,000 after 12 min 33 s; last losses D 0.600, G 1.250;"
                + " see "
                + FOLDER);
    assertThat(text().replace(System.lineSeparator(), "")).doesNotContain("\r");
  }

  @Test
  void plainLines_showTheLastStepOnce() {
    ConsoleProgress progress = new ConsoleProgress(out, false, 80, () -> nanos);
    progress.started(Runs.start(FOLDER, 1));
    progress.stepped(Runs.step(1, 1));
    progress.finished(Runs.result(FOLDER, Runs.step(1, 1)));

    assertThat(text().lines().skip(1))
        .containsExactly(
            "step 1 of 1 (100%), epoch 0.00, 51.2 images/s, D 0.600, G 1.250",
            "finished at step 1 of 1 after 12 min 33 s; last losses D 0.600, G 1.250; see "
                + FOLDER);
  }

  @Test
  void memory_isToldAtTheEnd() {
    ConsoleProgress progress = new ConsoleProgress(out, false, 80, () -> nanos);
    progress.started(Runs.start(FOLDER, 1));
    progress.stepped(Runs.step(1, 1));
    progress.evaluated(Runs.evaluation(1, 0, true));
    progress.finished(Runs.result(FOLDER, Runs.step(1, 1)));

    assertThat(text().lines().skip(3))
        .containsExactly("memory: 0.1 kB allocated by TensorFlow, peak 0.3 kB in a training step");
  }

  @Test
  void plainLines_readTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      plainLines_showTheLastStepOnce();
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void failedTraining_showsTheLastStepOnClose() {
    ConsoleProgress progress = new ConsoleProgress(out, false, 80, () -> nanos);
    progress.started(Runs.start(FOLDER, 100));
    progress.stepped(Runs.step(1, 100));
    progress.stepped(Runs.step(2, 100));
    progress.close();
    progress.close();

    assertThat(text().lines().skip(2))
        .containsExactly(
            "step 2 of 100 (2%), epoch 0.00, 51.2 images/s, D 0.600, G 1.250, 31 s left");
  }

  @Test
  void noStep_isSaidInTheSummary() {
    ConsoleProgress progress = new ConsoleProgress(out, true, 80, () -> nanos);
    progress.started(Runs.start(FOLDER, 100));
    progress.finished(Runs.result(FOLDER, null));

    assertThat(text().lines().skip(1))
        .containsExactly("no step was made in 12 min 33 s; see " + FOLDER);
  }

  @Test
  void bar_staysInOneLineAndShowsTheLastStep() {
    ConsoleProgress progress = new ConsoleProgress(out, true, 100, () -> nanos);
    progress.started(Runs.start(FOLDER, 100));
    for (long step = 1; step <= 50; step++) {
      progress.stepped(Runs.step(step, 100));
    }
    progress.finished(Runs.result(FOLDER, Runs.step(50, 100)));

    String[] lines = text().split(System.lineSeparator());
    assertThat(lines).hasSize(3);
    String last = lines[1].substring(lines[1].lastIndexOf('\r') + 1);
    assertThat(last)
        .startsWith("  50% [=")
        .contains(" 50/100 (0:00:0")
        .contains(" / 0:00:16) 51.2 images/s, D 0.600, G 1.250");
    assertThat(last.length()).isLessThanOrEqualTo(100);
    assertThat(lines[2]).startsWith("stopped early at step 50 of 100 after 12 min 33 s;");
  }

  @Test
  void bar_writesNothingAfterClose() throws InterruptedException {
    ConsoleProgress progress = new ConsoleProgress(out, true, 100, () -> nanos);
    progress.started(Runs.start(FOLDER, 100));
    progress.stepped(Runs.step(1, 100));
    progress.close();
    String closed = text();
    // The bar redraws itself twice a second while it is open.
    Thread.sleep(1200);

    assertThat(text()).isEqualTo(closed).endsWith(System.lineSeparator());
  }

  @Test
  void bar_leavesNoThreadThatKeepsTheProgramAlive() {
    ConsoleProgress progress = new ConsoleProgress(out, true, 100, () -> nanos);
    progress.started(Runs.start(FOLDER, 100));
    progress.stepped(Runs.step(1, 100));
    progress.close();

    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().equals("ProgressBar"))
        .hasSizeLessThanOrEqualTo(1)
        .allMatch(Thread::isDaemon);
  }

  @Test
  void bar_keepsAPendingInterrupt() {
    ConsoleProgress progress = new ConsoleProgress(out, true, 100, () -> nanos);
    progress.started(Runs.start(FOLDER, 100));
    progress.stepped(Runs.step(1, 100));
    Thread.currentThread().interrupt();
    progress.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(text()).endsWith(System.lineSeparator());
  }

  @Test
  void stream_thatIsNoTerminal_getsPlainLines() {
    try (ConsoleProgress progress = new ConsoleProgress(out)) {
      progress.started(Runs.start(FOLDER, 100));
      progress.stepped(Runs.step(1, 100));
    }

    assertThat(text()).contains("step 1 of 100 (1%)");
  }

  @Test
  void step_beforeTheStart_isRefused() {
    ConsoleProgress progress = new ConsoleProgress(out, false);

    assertThatIllegalStateException()
        .isThrownBy(() -> progress.stepped(Runs.step(7, 100)))
        .withMessageContainingAll("ConsoleProgress", "call started(...)", "step 7");
  }

  private String text() {
    return bytes.toString(UTF_8);
  }
}
