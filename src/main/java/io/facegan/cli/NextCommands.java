package io.facegan.cli;

import io.facegan.cli.RootCommand.Detail;
import io.facegan.internal.util.Text;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Ends a command's output with the next one, ready to be pasted. */
final class NextCommands {
  static void afterTraining(Path run, PrintWriter out) {
    Path name = run.toAbsolutePath().normalize().getFileName();
    String model = Path.of("savedmodels", name == null ? "faces" : name.toString()).toString();
    out.println("next: " + command("export", run.toString(), "--to", model));
  }

  static void afterStop(Path run, PrintWriter out) {
    out.println("next: " + command("resume", run.toString()));
  }

  static void afterExport(Path model, Detail detail, PrintWriter out) {
    out.println("exported to " + model);
    if (detail != Detail.QUIET) {
      out.println("next: " + command("generate", model.toString(), "--out", "faces.png"));
    }
  }

  static void afterWebExport(Path folder, Detail detail, PrintWriter out) {
    out.println("exported to " + folder);
    if (detail != Detail.QUIET) {
      out.println("next: open " + folder.resolve("index.html") + " in a browser");
    }
  }

  /** Suggests to train on the images, or on drawn faces where they are null. */
  static void afterCheck(Path images, List<String> options, PrintWriter out) {
    List<String> arguments = new ArrayList<>(List.of("train"));
    if (images != null) {
      Collections.addAll(arguments, "--images", images.toString());
    }
    arguments.addAll(options);
    out.println("next: " + command(arguments.toArray(String[]::new)));
  }

  private static String command(String... arguments) {
    return program()
        + " "
        + Arrays.stream(arguments).map(Text::quoted).collect(Collectors.joining(" "));
  }

  private static String program() {
    CodeSource source = Main.class.getProtectionDomain().getCodeSource();
    try {
      Path code = Path.of(source.getLocation().toURI());
      if (code.toString().endsWith(".jar")) {
        Path here = Path.of("").toAbsolutePath();
        Path jar = code.startsWith(here) ? here.relativize(code) : code;
        return "java -jar " + Text.quoted(jar.toString());
      }
    } catch (URISyntaxException unusual) {
      // A place that has no path has no command either.
    }
    return "facegan";
  }

  private NextCommands() {}
}
