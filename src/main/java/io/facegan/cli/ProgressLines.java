package io.facegan.cli;

import io.facegan.internal.data.ReadingProgress;
import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;

/** Says on standard error every few seconds how far a command is. */
final class ProgressLines {
  private static final Duration INTERVAL = Duration.ofSeconds(3);

  /**
   * @param verb what is done, for example {@code made}
   * @param all how often
   * @param things what it is done with, for example {@code images}
   */
  static ReadingProgress of(CommandSpec spec, String verb, int all, String things) {
    PrintWriter err = spec.commandLine().getErr();
    boolean quiet = RootCommand.detail(spec) == RootCommand.Detail.QUIET;
    return new ReadingProgress(
        verb,
        all,
        things,
        INTERVAL,
        line -> {
          if (!quiet) {
            err.println(line);
            err.flush();
          }
        },
        System::nanoTime);
  }

  private ProgressLines() {}
}
