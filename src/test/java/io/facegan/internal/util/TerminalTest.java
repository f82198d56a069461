package io.facegan.internal.util;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What needs a terminal is in {@code cli/ConsoleOutputTest}. */
class TerminalTest {
  @Test
  void streamThatIsNoStandardOne_hasNoTerminal() {
    assertThat(Terminal.columns(new PrintStream(new ByteArrayOutputStream()))).isEmpty();
  }

  @Test
  void buildServiceOrDumbTerminal_isNotDrawnOn() {
    assertThat(Terminal.canRedraw(Map.of("TERM", "xterm-256color"))).isTrue();
    assertThat(Terminal.canRedraw(Map.of())).as("Windows has no TERM").isTrue();
    assertThat(Terminal.canRedraw(Map.of("CI", ""))).isTrue();
    assertThat(Terminal.canRedraw(Map.of("CI", "false"))).isTrue();
    assertThat(Terminal.canRedraw(Map.of("CI", "true"))).isFalse();
    assertThat(Terminal.canRedraw(Map.of("CI", "1", "TERM", "xterm"))).isFalse();
    assertThat(Terminal.canRedraw(Map.of("TERM", "dumb"))).isFalse();
  }

  @Test
  void terminalThatDoesNotKnowItsWidth_hasThatOfTheEnvironment() {
    assertThat(Terminal.usable(132, Map.of("COLUMNS", "40"))).isEqualTo(132);
    assertThat(Terminal.usable(0, Map.of("COLUMNS", "40"))).isEqualTo(40);
    assertThat(Terminal.usable(0, Map.of("COLUMNS", "wide"))).isEqualTo(80);
    assertThat(Terminal.usable(0, Map.of())).isEqualTo(80);
  }
}
