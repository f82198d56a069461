package io.facegan.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    header = "Prints a script that lets a shell complete commands and options.",
    synopsisHeading = "%nUsage: ",
    sortOptions = false,
    customSynopsis = "facegan completion bash|zsh",
    description = {
      "%nThe shell has to know the program as facegan, for example by an alias. The script is for"
          + " both shells: zsh runs it with its own bashcompinit.%n"
    },
    footerHeading = "%nExample, for ~/.bashrc or ~/.zshrc:%n",
    footer = {
      "  facegan completion bash > ~/.facegan-completion",
      "  alias facegan='java -jar /opt/facegan/facegan.jar'",
      "  source ~/.facegan-completion"
    })
final class CompletionCommand implements Callable<Integer> {
  /** The shells. */
  enum Shell {
    BASH,
    ZSH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "bash|zsh", description = "The shell.")
  private Shell shell;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(AutoComplete.bash("facegan", spec.root().commandLine()));
    return ExitCode.OK;
  }
}
