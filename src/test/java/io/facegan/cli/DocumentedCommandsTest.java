package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every command line of the program in README and docs is one that the program understands. */
class DocumentedCommandsTest {
  private static final Pattern BLOCK =
      Pattern.compile("^ *```(?:sh|bash)\\R(.*?)^ *```", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?:java (?:-[\\w.=-]+ )*-jar \\S*facegan\\.jar|^ *facegan) ([^&|;#\\n]+)",
          Pattern.MULTILINE);
  private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|'[^']*'|\\S+");

  @Test
  void everyCommand_isUnderstood() throws IOException {
    List<Path> documents = new ArrayList<>(List.of(Path.of("README.md")));
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
    }
    int commands = 0;
    for (Path document : documents) {
      for (String block : groups(BLOCK, Files.readString(document))) {
        for (String command : groups(COMMAND, block.replaceAll("\\\\\\R\\s*", ""))) {
          commands++;
          assertThatCode(() -> parse(command)).as("%s: %s", document, command).isNull();
        }
      }
    }
    assertThat(commands).isGreaterThan(30);
  }

  @Test
  void commandWithAMistake_isFound() {
    assertThatCode(() -> parse("train --stepps 3")).hasMessageContaining("--stepps");
  }

  private static void parse(String command) {
    String redirected = command.replaceFirst(" [12]?>.*", "");
    String[] words =
        WORD.matcher(redirected)
            .results()
            .map(word -> word.group().replaceAll("^[\"']|[\"']$", ""))
            .toArray(String[]::new);
    Commands.line(new RootCommand(), new Interruption(new PrintWriter(Writer.nullWriter())))
        .parseArgs(words);
  }

  private static List<String> groups(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).toList();
  }
}
