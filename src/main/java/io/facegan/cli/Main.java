package io.facegan.cli;

import io.facegan.data.Framing;
import io.facegan.error.FaceGanException;
import io.facegan.internal.util.GivenPath;
import io.facegan.network.Activation;
import io.facegan.network.Normalization;
import io.facegan.runtime.Device;
import io.facegan.runtime.Precision;
import java.awt.Color;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The command line, {@code java -jar facegan.jar}; {@code --help} says what it can do. */
public final class Main {
  private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

  /**
   * Runs one command and ends the JVM with its exit code: 0 if it did what was asked, 1 if it
   * failed, 2 if the command line cannot be understood.
   */
  public static void main(String[] args) {
    // TensorFlow Java builds no graphs with the digits of some countries.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    System.setProperty("java.awt.headless", "true");
    if (System.getProperty(LOG_LEVEL) == null) {
      System.setProperty(LOG_LEVEL, "warn");
      // jHDF's settings, which come with its jar, would send everything to standard output.
      System.setProperty("org.slf4j.simpleLogger.logFile", "System.err");
      // It warns of what HdfSource then says better, or reads all the same.
      System.setProperty("org.slf4j.simpleLogger.log.io.jhdf", "error");
    }
    System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
  }

  /** Runs one command in this JVM and returns its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    RootCommand root = new RootCommand();
    Failures failures = new Failures(root);
    Interruption interruption = new Interruption(err);
    CommandLine line =
        line(root, interruption)
            .setParameterExceptionHandler(failures)
            .setExecutionExceptionHandler(failures)
            .setOut(out)
            .setErr(err);
    try {
      return line.execute(args);
    } catch (Error error) {
      return failures.report(error, err);
    } finally {
      out.flush();
      err.flush();
      interruption.end();
    }
  }

  /** Returns all commands, and how their arguments are read. */
  static CommandLine line(RootCommand root, Interruption interruption) {
    return new CommandLine(root)
        .addSubcommand(new TrainCommand(interruption))
        .addSubcommand(new ResumeCommand(interruption))
        .addSubcommand(new ExportCommand())
        .addSubcommand(new EvaluateCommand())
        .addSubcommand(new GenerateCommand())
        .addSubcommand(new PlanCommand())
        .addSubcommand(new CheckCommand())
        .addSubcommand(new DevicesCommand())
        .registerConverter(Path.class, converter(GivenPath::parse))
        .registerConverter(Activation.class, converter(Activation::parse))
        .registerConverter(Precision.class, converter(Precision::parse))
        .registerConverter(Device.class, converter(Device::parse))
        .registerConverter(ByteCount.class, converter(ByteCount::parse))
        .registerConverter(Normalization.class, converter(Normalization::parse))
        .registerConverter(GuardChoice.class, converter(GuardChoice::parse))
        .registerConverter(Preset.class, converter(Preset::parse))
        .registerConverter(Framing.class, converter(Framing::parse))
        .registerConverter(Color.class, converter(ImagesOptions::parseColour))
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

  private Main() {}
}
