package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code --images "$UNSET"} is a mistake in every option and parameter that names a place. */
class EmptyPathsTest {
  static Stream<Arguments> places() {
    return arguments()
        .filter(argument -> argument.auxiliaryTypes()[0] == Path.class)
        .flatMap(
            argument ->
                argument instanceof OptionSpec option
                    ? Stream.of(option.names()).map(name -> Arguments.of(line(argument), name))
                    : Stream.of(Arguments.of(line(argument), "")));
  }

  @ParameterizedTest
  @MethodSource("places")
  void emptyPath_isAMistake(List<String> line, String option) {
    List<List<String>> forms =
        option.isEmpty()
            ? List.of(List.of(""), List.of(" "))
            : List.of(List.of(option, ""), List.of(option, " "), List.of(option + "="));
    for (List<String> form : forms) {
      List<String> all = new ArrayList<>(line);
      all.addAll(form);
      Cli mistake = Cli.run(all.toArray());
      assertThat(mistake.code()).as("%s", all).isEqualTo(2);
      assertThat(mistake.err())
          .contains("the name is empty: name a file or folder, or leave the option out")
          .contains(option);
    }
  }

  @Test
  void places_areOfTheTypeThatIsChecked() {
    assertThat(places()).hasSizeGreaterThan(15);
    assertThat(arguments())
        .noneMatch(argument -> argument.auxiliaryTypes()[0] == File.class)
        .filteredOn(argument -> argument.auxiliaryTypes()[0] == String.class)
        .noneMatch(
            argument ->
                argument
                    .paramLabel()
                    .toLowerCase(Locale.ROOT)
                    .matches(".*(dir|file|path|folder|run|model).*"));
  }

  private static Stream<ArgSpec> arguments() {
    CommandLine line =
        Commands.line(new RootCommand(), new Interruption(new PrintWriter(new StringWriter())));
    return line.getSubcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .flatMap(command -> command.args().stream());
  }

  /** Returns the command and its parameters, but for the one that is to be empty. */
  private static List<String> line(ArgSpec empty) {
    CommandSpec command = empty.command();
    List<String> line = new ArrayList<>(List.of(command.name()));
    command.positionalParameters().stream()
        .filter(parameter -> parameter != empty)
        .forEach(parameter -> line.add("somewhere"));
    return line;
  }
}
