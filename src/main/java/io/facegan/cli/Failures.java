package io.facegan.cli;

import io.facegan.error.FaceGanException;
import io.facegan.internal.runtime.TensorFlowFailures;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong in one line: what the user can mend, or that it is a fault in FaceGan. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final RootCommand root;

  Failures(RootCommand root) {
    this.root = root;
  }

  @Override
  public int handleParseException(ParameterException mistake, String[] args) {
    CommandLine command = mistake.getCommandLine();
    PrintWriter err = command.getErr();
    say(inOneLine(mistake.getMessage()), mistake, err);
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
    say(line(failure), failure, err);
    err.flush();
    return ExitCode.SOFTWARE;
  }

  private void say(String line, Throwable failure, PrintWriter err) {
    err.println("facegan: " + line);
    if (root.debug) {
      failure.printStackTrace(err);
    }
  }

  private String line(Throwable failure) {
    if (failure instanceof OutOfMemoryError) {
      return "there is not enough memory (%s): choose a smaller --batch, --size or --count, or start Java with a larger -Xmx"
          .formatted(failure.getMessage());
    }
    if (TensorFlowFailures.isOutOfMemory(failure)) {
      return "there is not enough memory (%s): choose a smaller --batch, --size or --count"
          .formatted(TensorFlowFailures.reason(failure).orElseThrow());
    }
    if (failure instanceof NoClassDefFoundError missing) {
      return Libraries.missing(missing);
    }
    boolean explained =
        failure instanceof FaceGanException || failure instanceof UncheckedIOException;
    if (explained && failure.getMessage() != null) {
      return inOneLine(failure.getMessage());
    }
    return "this is a fault in FaceGan (%s): please report it at https://github.com/facegan/facegan/issues with %s"
        .formatted(
            inOneLine(failure.toString()),
            root.debug ? "the lines below" : "what the command prints with --debug");
  }

  private static String inOneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static String suggestion(ParameterException mistake) {
    if (mistake instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      return "Did you mean %s? ".formatted(String.join(" or ", unmatched.getSuggestions()));
    }
    return "";
  }
}
