package io.facegan.cli;

import io.facegan.internal.runtime.TensorFlowRuntime;
import io.facegan.internal.runtime.TensorFlowRuntime.Notes;
import io.facegan.internal.util.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

@Command(
    name = "facegan",
    customSynopsis = "facegan COMMAND [OPTIONS]",
    description = "Trains a GAN on images of faces and generates new ones.%n",
    versionProvider = RootCommand.VersionLine.class,
    sortOptions = false,
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed; one line on standard error says why and what to do",
      "2:the command line is invalid",
      "130:stopped by Ctrl-C; a training has written a checkpoint (143: by kill)"
    },
    footerHeading = "%nExample, from nothing to new faces in a few minutes:%n",
    footer = {
      "  facegan train --steps 2000 --run runs/first",
      "  facegan export runs/first --to savedmodels/first",
      "  facegan generate savedmodels/first --count 16 --out faces.png",
      "",
      "\"facegan\" means: java -jar facegan.jar",
      "Each command explains itself: facegan train --help"
    })
final class RootCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  private boolean version;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Print errors and the result alone.")
  private boolean quiet;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print more: every layer before a training, and what TensorFlow says.")
  private boolean verbose;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show where in the program an error came from.")
  boolean debug;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }

  /** Returns how much a command is to print, by the options of its command line. */
  static Detail detail(CommandSpec command) {
    return ((RootCommand) command.root().userObject()).detail();
  }

  private Detail detail() {
    return quiet ? Detail.QUIET : verbose ? Detail.VERBOSE : Detail.NORMAL;
  }

  /** Runs a command, after what its options say to all commands. */
  static int run(ParseResult parsed) {
    RootCommand root = (RootCommand) parsed.commandSpec().userObject();
    if (root.quiet && root.verbose) {
      throw new ParameterException(
          parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1),
          "--quiet and --verbose contradict each other: give only one of them");
    }
    TensorFlowRuntime.tell(root.verbose ? Notes.ALL : Notes.NONE);
    return new RunLast().execute(parsed);
  }

  /** How much a command prints. */
  enum Detail {
    QUIET,
    NORMAL,
    VERBOSE
  }

  static final class VersionLine implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "facegan %s (Java ${java.version}, ${os.name} ${os.arch})".formatted(Version.current())
      };
    }
  }
}
