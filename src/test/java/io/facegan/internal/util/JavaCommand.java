package io.facegan.internal.util;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that starts a Java process with the class path of the tests. */
public final class JavaCommand {
  /** For processes that live for seconds: these would spend half of them on full compilation. */
  public static final List<String> QUICK =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData");

  /** Returns the command, in a list that may be added to. */
  public static List<String> of(List<String> options, Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(options);
    command.add(main.getName());
    command.addAll(arguments);
    return command;
  }

  /** Returns the command of a process that lives for seconds. */
  public static List<String> quick(List<String> options, Class<?> main, List<String> arguments) {
    List<String> all = new ArrayList<>(QUICK);
    all.addAll(options);
    return of(all, main, arguments);
  }

  private JavaCommand() {}
}
