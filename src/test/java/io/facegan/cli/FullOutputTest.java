package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.internal.util.JavaCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A standard output that takes nothing: a full disk, a closed one, a reader that is gone. */
@EnabledOnOs(OS.LINUX)
class FullOutputTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "--help, >/dev/full, No space left on device",
    "--version, >/dev/full, No space left on device",
    "plan --networks small, >/dev/full, No space left on device",
    "--help, >&-, Bad file descriptor",
    "--help, | true,",
  })
  void outputThatIsLost_isNoSuccess(String command, String where, String reason) throws Exception {
    StringBuilder line = new StringBuilder(reason == null ? "{ sleep 0.5;" : "{");
    JavaCommand.quick(List.of(), Main.class, List.of(command.split(" ")))
        .forEach(part -> line.append(" '").append(part).append('\''));
    // The reader is gone before the program says anything.
    line.append("; echo code $? >&2; } ").append(where);
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder("sh", "-c", line.toString()).redirectError(said.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String expected =
        reason == null ? "" : "facegan: standard output cannot be written (" + reason + ")\n";
    assertThat(Files.readString(said)).isEqualTo(expected + "code 1\n");
  }
}
