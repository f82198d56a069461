package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NextCommandsTest {
  @Test
  void quoted_leavesPlainPathsAlone() {
    assertThat(NextCommands.quoted("runs/tutorial-20260101.a_b"))
        .isEqualTo("runs/tutorial-20260101.a_b");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void quoted_protectsWhatAShellWouldRead() {
    assertThat(NextCommands.quoted("my runs/$1")).isEqualTo("'my runs/$1'");
    assertThat(NextCommands.quoted("it's")).isEqualTo("'it'\\''s'");
    assertThat(NextCommands.quoted("")).isEqualTo("''");
  }
}
