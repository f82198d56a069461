package io.facegan.stress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** What the stress tests measured: a line each on standard output, a row each in a table. */
final class Figures {
  private static final Path TABLE = Path.of("target", "stress.txt");

  static synchronized void report(String test, String figures, Object... values)
      throws IOException {
    String text = String.format(Locale.ROOT, figures, values);
    System.out.printf("stress: %s: %s%n", test, text);
    if (Files.notExists(TABLE)) {
      Files.writeString(TABLE, "| test | figures |\n|---|---|\n");
    }
    Files.writeString(TABLE, "| %s | %s |\n".formatted(test, text), StandardOpenOption.APPEND);
  }

  private Figures() {}
}
