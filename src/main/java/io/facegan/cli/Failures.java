package io.facegan.cli;

import io.facegan.error.FaceGanException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong: in one line where the user can do something about it. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final RootCommand root;

  Failures(RootCommand root) {
    this.root = root;
  }

  @Override
  public int handleParseException(ParameterException mistake, String[] args) {
    CommandLine command = mistake.getCommandLine();
    PrintWriter err = command.getErr();
    say(mistake, err);
    err.printf("%sSee: %s --help%n", suggestion(mistake), command.getCommandSpec().qualifiedName());
    err.flush();
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    return report(failure, command.getErr());
  }

  /** Reports what a command threw and returns its exit code. */
  int report(Throwable failure, PrintWriter err) {
    if (failure instanceof OutOfMemoryError) {
      err.printf(
          "facegan: there is not enough memory (%s): choose a smaller --batch, --size or --count,"
              + " or start Java with a larger -Xmx%n",
          failure.getMessage());
      trace(failure, err);
    } else if (isExplained(failure)) {
      say(failure, err);
    } else {
      err.println(
          "facegan: this is a fault in FaceGan itself, please report the lines below"
              + " at https://github.com/facegan/facegan/issues");
      failure.printStackTrace(err);
    }
    err.flush();
    return ExitCode.SOFTWARE;
  }

  private static String suggestion(ParameterException mistake) {
    if (mistake instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      return "Did you mean %s? ".formatted(String.join(" or ", unmatched.getSuggestions()));
    }
    return "";
  }

  // The library throws these three for whatever its caller can put right.
  private static boolean isExplained(Throwable failure) {
    return failure.getMessage() != null
        && (failure instanceof FaceGanException
            || failure instanceof IllegalStateException
            || failure instanceof UncheckedIOException);
  }

  private void say(Throwable failure, PrintWriter err) {
    err.println("facegan: " + failure.getMessage().strip().replaceAll("\\s*\\R\\s*", " "));
    trace(failure, err);
  }

  private void trace(Throwable failure, PrintWriter err) {
    if (root.debug) {
      failure.printStackTrace(err);
    }
  }
}
