package io.facegan.internal.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.train.Guard;
import io.facegan.train.GuardEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the console shows of guards and of runs that do not begin at the first step. */
class GuardedProgressTest {
  private static final Path FOLDER = Path.of("runs", "faces");
  private static final int WIDTH = 100;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, UTF_8);

  @Test
  void resumedRun_saysHowMuchIsDone() {
    ConsoleProgress progress = progress(false);
    progress.started(Runs.resumed(FOLDER, 7_500, 7_500, 0, 15_000));
    progress.stepped(Runs.step(7_501, 15_000));
    progress.close();

    assertThat(screen())
        .containsExactly(
            "training 15,000 steps (7,500 done), run folder " + FOLDER,
            "step 7,501 of 15,000 (50%), epoch 6.00, 51.2 images/s, D 0.600, G 1.250,"
                + " 39 min 03 s left");
  }

  @Test
  void resumedRun_fillsTheBarAsFarAsItIs() {
    ConsoleProgress progress = progress(true);
    progress.started(Runs.resumed(FOLDER, 50, 50, 0, 100));
    progress.stepped(Runs.step(51, 100));
    progress.finished(Runs.result(FOLDER, Runs.step(51, 100)));

    assertThat(screen().get(1)).startsWith(" 51% [=").contains("] 51/100, ");
  }

  @Test
  void plainLines_haveEventsBetweenThem() {
    ConsoleProgress progress = progress(false);
    progress.started(Runs.start(FOLDER, 100));
    progress.stepped(Runs.step(1, 100));
    progress.guarded(event(1, GuardEvent.Kind.ROLLED_BACK, "training diverged; going back"));
    progress.guarded(event(1, GuardEvent.Kind.RECOVERED, "all is well"));
    progress.stepped(Runs.step(1, 1, 100, 0.5, 1.25));
    progress.close();

    assertThat(screen().subList(1, 5))
        .containsExactly(
            "step 1 of 100 (1%), epoch 0.00, 51.2 images/s, D 0.600, G 1.250, 31 s left",
            "rolled-back: training diverged; going back",
            "recovered: all is well",
            "step 1 of 100 (1%), epoch 0.00, 51.2 images/s, D 0.600, G 1.250, 31 s left");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 60, 99, 100, 180})
  void bar_givesItsLineToAnEvent(int length) {
    String message = "x".repeat(length);
    ConsoleProgress progress = progress(true);
    progress.started(Runs.start(FOLDER, 100));
    for (long step = 1; step <= 30; step++) {
      progress.stepped(Runs.step(step, 100));
    }
    progress.guarded(event(30, GuardEvent.Kind.WARNING, message));
    progress.stepped(Runs.step(31, 100));
    progress.finished(Runs.result(FOLDER, Runs.step(31, 100)));

    List<String> lines = screen();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(1)).isEqualTo("warning: " + message);
    // More spaces than the bar is long would begin another line on a terminal.
    assertThat(text().lines())
        .filteredOn(part -> part.startsWith("warning"))
        .singleElement()
        .satisfies(
            part -> assertThat(part.length()).isLessThanOrEqualTo(Math.max(WIDTH, 9 + length)));
    assertThat(lines.get(2)).startsWith(" 31% [=").endsWith("51.2 images/s, D 0.600, G 1.250");
    assertThat(lines.get(3)).isEqualTo("stopped early at step 31 of 100 after 12 min 33 s");
  }

  @Test
  void bar_goesBackWithTheRun() {
    ConsoleProgress progress = progress(true);
    progress.started(Runs.start(FOLDER, 100));
    for (long step = 1; step <= 60; step++) {
      progress.stepped(Runs.step(step, 100));
    }
    progress.guarded(event(60, GuardEvent.Kind.ROLLED_BACK, "going back to step 20"));
    progress.stepped(Runs.step(21, 1, 100, 0.5, 1.25));
    progress.finished(Runs.result(FOLDER, Runs.step(21, 1, 100, 0.5, 1.25)));

    assertThat(screen().get(1)).isEqualTo("rolled-back: going back to step 20");
    assertThat(screen().get(2)).startsWith(" 21% [=").contains("] 21/100, ");
  }

  @Test
  void eventBeforeTheFirstStep_needsNoBar() {
    ConsoleProgress progress = progress(true);
    progress.started(Runs.resumed(FOLDER, 600, 500, 0, 1000));
    progress.guarded(event(600, GuardEvent.Kind.WARNING, "mode collapse"));
    progress.finished(Runs.result(FOLDER, null));

    assertThat(text().lines().skip(1))
        .containsExactly("warning: mode collapse", "no step was made in 12 min 33 s");
  }

  @Test
  void eventThatEndsTheTraining_isLeftToItsException() {
    for (boolean terminal : new boolean[] {true, false}) {
      ConsoleProgress progress = progress(terminal);
      progress.started(Runs.start(FOLDER, 100));
      progress.guarded(event(1, GuardEvent.Kind.STOPPED, "training diverged"));
      progress.close();
    }

    assertThat(text()).doesNotContain("diverged");
  }

  private ConsoleProgress progress(boolean terminal) {
    return new ConsoleProgress(out, terminal, () -> WIDTH, () -> 0);
  }

  private static GuardEvent event(long step, GuardEvent.Kind kind, String message) {
    return new GuardEvent(step, 0, Guard.COLLAPSE, kind, message);
  }

  private String text() {
    return bytes.toString(UTF_8);
  }

  /**
   * Returns what a terminal shows in the end: after \r what comes next takes the old one's place.
   */
  private List<String> screen() {
    return Arrays.stream(text().split(System.lineSeparator()))
        .map(GuardedProgressTest::overwritten)
        .toList();
  }

  private static String overwritten(String line) {
    StringBuilder shown = new StringBuilder();
    for (String part : line.split("\r")) {
      shown.replace(0, Math.min(part.length(), shown.length()), part);
    }
    return shown.toString().stripTrailing();
  }
}
