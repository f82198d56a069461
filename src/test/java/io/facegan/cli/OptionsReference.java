package io.facegan.cli;

import static java.util.stream.Collectors.joining;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** All commands and options as Markdown, from the model that the program parses with. */
public final class OptionsReference {
  private static final Pattern DEFAULT =
      Pattern.compile("\\s*\\((default[^:(]*): ((?:[^()]|\\([^()]*\\))*)\\)\\.?");

  public static String markdown() {
    CommandLine line =
        Commands.line(new RootCommand(), new Interruption(new PrintWriter(Writer.nullWriter())));
    StringBuilder text = new StringBuilder("# Commands and options\n\n");
    text.append("`facegan` means `java -jar facegan.jar`.\n\n## Options of every command\n\n");
    table(text, line.getCommandSpec().options().stream());
    line.getSubcommands().values().forEach(command -> add(text, command.getCommandSpec()));
    return text.toString();
  }

  private static void add(StringBuilder text, CommandSpec command) {
    var usage = command.usageMessage();
    text.append("\n## ").append(command.name()).append("\n\n");
    text.append(words(String.join(" ", usage.header()))).append("\n\n");
    String synopsis = String.join("\n", usage.customSynopsis()).replace("%n", "");
    text.append("```text\n").append(synopsis).append("\n```\n\n");
    for (String paragraph : usage.description()) {
      text.append(words(paragraph)).append("\n\n");
    }
    table(
        text,
        Stream.concat(
            command.positionalParameters().stream(),
            command.options().stream().filter(option -> !option.hidden() && !option.inherited())));
    if (usage.footer().length > 0) {
      text.append("\n```text\n");
      for (String example : usage.footer()) {
        text.append(example.strip()).append('\n');
      }
      text.append("```\n");
    }
  }

  private static void table(StringBuilder text, Stream<? extends ArgSpec> arguments) {
    List<? extends ArgSpec> all = arguments.toList();
    if (all.isEmpty()) {
      return;
    }
    text.append("| option | | default |\n|---|---|---|\n");
    for (ArgSpec argument : all) {
      // Raw HTML is the only line break in a cell; the lines are values and what they mean.
      String about =
          Stream.of(argument.description()).map(OptionsReference::words).collect(joining("<br>"));
      if (argument.defaultValue() != null) {
        about = about.replace("$\\{DEFAULT-VALUE\\}", escaped(argument.defaultValue()));
        about = about.replace("${DEFAULT-VALUE}", escaped(argument.defaultValue()));
      }
      Matcher value = DEFAULT.matcher(about);
      String usual = "";
      // Where each value has its own, they stay beside the values.
      if (value.results().count() == 1 && value.reset().find()) {
        String when = value.group(1).substring("default".length()).strip();
        usual = (when.isEmpty() ? "" : when + ": ") + value.group(2);
        about = value.replaceFirst("").replaceFirst("(<br>)+$", "");
      }
      text.append("| `").append(name(argument)).append("` | ").append(about);
      text.append(" | ").append(usual).append(" |\n");
    }
  }

  private static String name(ArgSpec argument) {
    String label = argument.paramLabel().replace("|", "\\|");
    return argument instanceof OptionSpec option
        ? String.join(", ", option.names())
            + (option.arity().max() == 0 ? "" : " " + label)
            + (option.negatable() ? ", --no-" + option.longestName().substring(2) : "")
        : label;
  }

  private static String words(String line) {
    return escaped(line.replace("%n", " ").replace("%%", "%").strip());
  }

  /** Returns text in which nothing means anything to Markdown. */
  public static String escaped(String text) {
    return text.replaceAll("[\\\\`*_\\[\\]<>|#]", "\\\\$0");
  }

  private OptionsReference() {}
}
