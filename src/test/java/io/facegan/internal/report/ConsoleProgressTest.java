package io.facegan.internal.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleProgressTest {
  private static final Path FOLDER = Path.of("runs", "faces");
  private static final long SECOND = 1_000_000_000L;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, UTF_8);
  private long nanos;

  @Test
  void plainLines_comeAtMostEveryTenSecondsAndAtTheEnd() {
    ConsoleProgress progress = progress(false, 80);
    progress.started(Runs.start(FOLDER, 15_000));
    for (long step = 1; step <= 25; step++) {
      progress.stepped(Runs.step(step, 15_000));
      nanos += SECOND;
    }
    progress.finished(Runs.result(FOLDER, Runs.step(25, 15_000)));

    String common = "51.2 images/s, D 0.600, G 1.250, 1 h 18 min left";
    assertThat(text().lines())
        .containsExactly(
            "training 15,000 steps, run folder " + FOLDER,
            "step 1 of 15,000 (0%), epoch 0.00, " + common,
            "step 11 of 15,000 (0%), epoch 0.01, " + common,
            "step 21 of 15,000 (0%), epoch 0.02, " + common,
            "step 25 of 15,000 (0%), epoch 0.02, " + common,
            "stopped early at step 25 of 15,000 after 12 min 33 s");
    assertThat(text().replace(System.lineSeparator(), "")).doesNotContain("\r");
  }

  @Test
  void plainLines_showTheLastStepOnce() {
    ConsoleProgress progress = progress(false, 80);
    progress.started(Runs.start(FOLDER, 1));
    progress.stepped(Runs.step(1, 1));
    progress.finished(Runs.result(FOLDER, Runs.step(1, 1)));

    assertThat(text().lines().skip(1))
        .containsExactly(
            "step 1 of 1 (100%), epoch 0.00, 51.2 images/s, D 0.600, G 1.250",
            "finished at step 1 of 1 after 12 min 33 s");
  }

  @Test
  void memory_isToldAtTheEnd() {
    ConsoleProgress progress = progress(false, 80);
    progress.started(Runs.start(FOLDER, 1));
    progress.stepped(Runs.step(1, 1));
    progress.evaluated(Runs.evaluation(1, 0, true));
    progress.finished(Runs.result(FOLDER, Runs.step(1, 1)));

    assertThat(text().lines().skip(2))
        .containsExactly(
            "finished at step 1 of 1 after 12 min 33 s; memory: 0.1 kB allocated by TensorFlow,"
                + " peak 0.3 kB in a training step");
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
    ConsoleProgress progress = progress(false, 80);
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
    ConsoleProgress progress = progress(true, 80);
    progress.started(Runs.start(FOLDER, 100));
    progress.finished(Runs.result(FOLDER, null));

    assertThat(text().lines().skip(1)).containsExactly("no step was made in 12 min 33 s");
  }

  /** What there is room for, from a wide window to one that shows nothing else. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "120| 50% [====================                    ] 50/100, 16 s left, 51.2 images/s, D 0.600, G 1.250",
        "80| 50% [==========           ] 50/100, 16 s left, 51.2 images/s, D 0.600, G 1.250",
        "60| 50% 50/100, 16 s left, 51.2 images/s, D 0.600, G 1.250",
        "40| 50% 16 s left, D 0.600, G 1.250",
        "20| 50% 16 s left",
        "8| 50%",
        "3| 5"
      })
  void bar_fitsTheTerminal(int columns, String last) {
    ConsoleProgress progress = progress(true, columns);
    progress.started(Runs.start(FOLDER, 100));
    for (long step = 1; step <= 50; step++) {
      progress.stepped(Runs.step(step, 100));
      nanos += SECOND / 10;
    }
    progress.finished(Runs.result(FOLDER, Runs.step(50, 100)));

    String[] lines = text().split(System.lineSeparator());
    assertThat(lines).hasSize(3);
    String[] drawn = lines[1].split("\r");
    assertThat(drawn).as("five times a second and at the end").hasSizeBetween(25, 27);
    assertThat(drawn).allSatisfy(line -> assertThat(line.length()).isLessThan(columns));
    assertThat(drawn[drawn.length - 1].stripTrailing()).isEqualTo(last);
    assertThat(lines[2]).isEqualTo("stopped early at step 50 of 100 after 12 min 33 s");
    assertThat(text()).as("no colours: NO_COLOR has nothing to change").doesNotContain("\u001b");
  }

  @Test
  void bar_writesOverALongerOne() {
    int[] columns = {80};
    ConsoleProgress progress = new ConsoleProgress(out, true, () -> columns[0], () -> nanos);
    progress.started(Runs.start(FOLDER, 100));
    progress.stepped(Runs.step(1, 100));
    columns[0] = 36;
    nanos += SECOND;
    progress.stepped(Runs.step(2, 100));
    progress.stepped(Runs.step(3, 100));
    progress.close();

    String[] drawn = text().split(System.lineSeparator())[1].split("\r");
    assertThat(drawn).hasSize(3);
    assertThat(drawn[0]).hasSize(79);
    assertThat(drawn[1]).hasSize(79).startsWith("  2% 31 s left, D 0.600, G 1.250  ");
    assertThat(drawn[2]).as("what was passed over comes at the end").startsWith("  3% 30 s left");
  }

  @Test
  void bar_takesTheWidthFromTheTerminalEachTime() {
    AtomicInteger asked = new AtomicInteger();
    ConsoleProgress progress =
        new ConsoleProgress(out, true, () -> 40 + asked.getAndIncrement(), () -> nanos);
    progress.started(Runs.start(FOLDER, 100));
    progress.stepped(Runs.step(1, 100));
    progress.close();

    assertThat(asked).hasValue(2);
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
    ConsoleProgress progress = progress(false, 80);

    assertThatIllegalStateException()
        .isThrownBy(() -> progress.stepped(Runs.step(7, 100)))
        .withMessageContainingAll("ConsoleProgress", "call started(...)", "step 7");
  }

  private ConsoleProgress progress(boolean terminal, int columns) {
    return new ConsoleProgress(out, terminal, () -> columns, () -> nanos);
  }

  private String text() {
    return bytes.toString(UTF_8);
  }
}
