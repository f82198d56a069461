package io.facegan.cli;

import io.facegan.data.Framing;
import io.facegan.data.Labelling;
import io.facegan.error.FaceGanException;
import io.facegan.internal.util.GivenPath;
import io.facegan.network.Activation;
import io.facegan.network.Normalization;
import io.facegan.runtime.Device;
import io.facegan.runtime.Precision;
import java.awt.Color;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** All commands of the program. */
final class Commands {
  /** Runs one command in this JVM and returns its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    RootCommand root = new RootCommand();
    Failures failures = new Failures(root);
    Interruption interruption = new Interruption(err);
    CommandLine line =
        line(root, interruption)
            .setParameterExceptionHandler(failures)
            .setExecutionExceptionHandler(failures)
            .setExecutionStrategy(RootCommand::run)
            .setOut(out)
            .setErr(err);
    try {
      int code = line.execute(args);
      return code == ExitCode.OK && out.checkError() ? unsaid(err) : code;
    } catch (Error error) {
      return failures.report(error, err);
    } finally {
      out.flush();
      err.flush();
      interruption.end();
    }
  }

  /**
   * Answers that nobody, or not everything, was told: what asked may take silence for good news.
   */
  private static int unsaid(PrintWriter err) {
    String reason = StandardOutput.failure();
    if (!reason.equals(StandardOutput.READER_GONE)) {
      err.println("facegan: standard output cannot be written (" + reason + ")");
    }
    return ExitCode.SOFTWARE;
  }

  /** Returns all commands, and how their arguments are read. */
  static CommandLine line(RootCommand root, Interruption interruption) {
    return new CommandLine(root)
        .addSubcommand(new TrainCommand(interruption))
        .addSubcommand(new ResumeCommand(interruption))
        .addSubcommand(new WatchCommand())
        .addSubcommand(new ExportCommand())
        .addSubcommand(new EvaluateCommand())
        .addSubcommand(new ReportCommand())
        .addSubcommand(new GenerateCommand())
        .addSubcommand(new ProjectCommand())
        .addSubcommand(new DirectionsCommand())
        .addSubcommand(new PlanCommand())
        .addSubcommand(new CheckCommand())
        .addSubcommand(new DevicesCommand())
        .addSubcommand(new CompletionCommand())
        .registerConverter(Path.class, converter(GivenPath::parse))
        .registerConverter(Activation.class, converter(Activation::parse))
        .registerConverter(Precision.class, converter(Precision::parse))
        .registerConverter(Device.class, converter(Device::parse))
        .registerConverter(ByteCount.class, converter(ByteCount::parse))
        .registerConverter(Normalization.class, converter(Normalization::parse))
        .registerConverter(GuardChoice.class, converter(GuardChoice::parse))
        .registerConverter(Preset.class, converter(Preset::parse))
        .registerConverter(Framing.class, converter(Framing::parse))
        .registerConverter(Labelling.class, converter(Labelling::parse))
        .registerConverter(Color.class, converter(FramingOptions::parseColour))
        .registerConverter(Seeds.class, converter(Seeds::parse))
        .registerConverter(Easing.class, converter(Easing::parse))
        .registerConverter(Size.class, converter(Size::parse));
  }

  // picocli shows this one exception's message as it is and wraps every other.
  private static <T> ITypeConverter<T> converter(Function<String, T> parse) {
    return text -> {
      try {
        return parse.apply(text);
      } catch (FaceGanException e) {
        throw new TypeConversionException(e.getMessage());
      }
    };
  }

  private Commands() {}
}
