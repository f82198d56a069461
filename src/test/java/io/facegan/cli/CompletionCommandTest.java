package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(OS.WINDOWS)
class CompletionCommandTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "resu, resume",
    "exp, export",
    "train --pre, --precision --preview-augment",
    "resume --guard-t, --guard-tries",
    "generate --seed, --seed --seeds",
    "'completion ', bash zsh",
  })
  void bash_completesCommandsAndOptions(String typed, String expected) throws Exception {
    assertThat(completed("bash", typed)).containsExactlyInAnyOrder(expected.split(" "));
  }

  @Test
  void zsh_completesWithTheSameScript() throws Exception {
    assertThat(Cli.run("completion", "zsh")).isEqualTo(Cli.run("completion", "bash"));
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/zsh")) || Files.isExecutable(Path.of("/bin/zsh")),
        "zsh is not installed");
    // It leaves out itself what does not begin with what was typed.
    assertThat(completed("zsh", "resu")).contains("resume").doesNotContain("--help");
  }

  @Test
  void help_saysHowTheShellGetsToKnowTheProgram() {
    assertThat(Cli.run("completion", "--help").out())
        .contains("Usage: facegan completion bash|zsh", "alias facegan=", "source ");
  }

  @Test
  void otherShell_isRefusedWithTheKnownOnes() {
    Cli refused = Cli.run("completion", "fish");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("fish", "bash", "zsh");
  }

  /** Returns what a shell that has read the script offers for what was typed. */
  private List<String> completed(String shell, String typed) throws Exception {
    Path script = folder.resolve("completion");
    Cli printed = Cli.run("completion", shell);
    assertThat(printed.code()).as(printed.err()).isZero();
    Files.writeString(script, printed.out());
    String[] words = ("facegan " + typed).split(" ", -1);
    String line =
        "source '%s'; %s; compopt() { :; }; COMP_WORDS=(%s '%s'); COMP_CWORD=%d; _complete_facegan; printf '%%s\\n' \"${COMPREPLY[@]}\""
            .formatted(
                script,
                // As bashcompinit does before it calls the function.
                shell.equals("zsh") ? "emulate sh" : ":",
                String.join(" ", List.of(words).subList(0, words.length - 1)),
                words[words.length - 1],
                words.length - 1);
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(shell, "-c", line)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return Files.readAllLines(said).stream().map(String::strip).toList();
  }
}
