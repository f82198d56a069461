package io.facegan.cli;

import io.facegan.internal.util.OutputPlaces;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Pages that commands write where an option says. */
final class HtmlFile {
  /**
   * Checks that a page has the name of one and can be written.
   *
   * @param option that names it, for the message
   */
  static void check(CommandSpec command, String option, Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".html") && !name.endsWith(".htm")) {
      throw new ParameterException(
          command.commandLine(),
          "%s %s is not the name of an HTML file: choose one that ends with .html"
              .formatted(option, file));
    }
    OutputPlaces.checkReplaceable("HTML file", file);
  }

  private HtmlFile() {}
}
