package io.facegan.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * The command line, {@code java -jar facegan.jar}; {@code --help} says what it can do. This class
 * and {@link Libraries} use none of the libraries, so that they can say that these are missing.
 */
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
      System.setProperty(LOG_LEVEL, List.of(args).contains("--verbose") ? "info" : "warn");
      // jHDF's settings, which come with its jar, would send everything to standard output.
      System.setProperty("org.slf4j.simpleLogger.logFile", "System.err");
      // It warns of what HdfSource then says better, or reads all the same.
      System.setProperty("org.slf4j.simpleLogger.log.io.jhdf", "error");
    }
    ParentWatch.start();
    PrintWriter err = new PrintWriter(System.err, true);
    try {
      System.exit(Commands.run(new PrintWriter(System.out, true), err, args));
    } catch (NoClassDefFoundError missing) {
      err.println("facegan: " + Libraries.missing(missing));
      System.exit(1);
    }
  }

  private Main() {}
}
