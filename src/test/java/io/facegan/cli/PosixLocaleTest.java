package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.internal.util.JavaCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Names that a process without LANG cannot express, as in most containers. */
@EnabledOnOs(OS.LINUX)
class PosixLocaleTest {
  /** A Korean word, which the shell writes whatever the locale of this test is. */
  private static final String NAME = "\"$(printf '\\354\\226\\274')\"";

  private static final String REMEDY =
      "(its character set is US-ASCII): set the environment variable LC_ALL=C.UTF-8";

  @TempDir private Path folder;

  @BeforeEach
  void images() throws IOException {
    Cli.images(folder.resolve("pics"), 1);
  }

  @Test
  void argument_thatTheLocaleCannotExpress_isToldAsSuch() throws Exception {
    String said = shell("mkdir " + NAME + "; LC_ALL=C", "check", "--images", NAME);
    assertThat(said)
        .contains("cannot be expressed in this locale " + REMEDY)
        .contains("Invalid value for option '--images'")
        .endsWith("code 2\n");
  }

  @Test
  void currentFolder_thatTheLocaleCannotExpress_isToldAsSuch() throws Exception {
    String enter = "mkdir " + NAME + "; mv pics " + NAME + "; cd " + NAME + "; LC_ALL=";
    assertThat(shell(enter + "C", "check", "--images", "pics", "--size", "16"))
        .contains("pics is in the current folder ")
        .contains("which is gone or cannot be expressed in this locale " + REMEDY)
        .endsWith("code 2\n");
  }

  @Test
  void sameWithUtf8_works() throws Exception {
    String enter = "mkdir " + NAME + "; mv pics " + NAME + "; cd " + NAME + "; LC_ALL=C.UTF-8";
    assertThat(shell(enter, "check", "--images", "pics", "--size", "16"))
        .contains("1 image in folder pics")
        .endsWith("code 0\n");
  }

  /** Runs a command of the program by the shell, which ends the line before it with a setting. */
  private String shell(String before, String... arguments) throws Exception {
    List<String> command = JavaCommand.quick(List.of(), Main.class, List.of());
    StringBuilder line = new StringBuilder(before);
    command.forEach(part -> line.append(" '").append(part).append('\''));
    for (String argument : arguments) {
      line.append(' ').append(argument);
    }
    line.append("; echo code $?");
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(new ArrayList<>(List.of("sh", "-c", line.toString())))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new String(Files.readAllBytes(said), StandardCharsets.ISO_8859_1);
  }
}
