package io.facegan.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The command lines of workers on this machine: that of this process, with other options.
 *
 * @param java the program and its options, to which a command of FaceGan is added
 * @param arguments of this process
 * @param device that each worker computes on, in words of {@code --device}; null where it is as in
 *     the arguments
 */
record WorkerCommand(List<String> java, List<String> arguments, IntFunction<String> device) {
  private static final Set<String> OF_THE_PARENT = Set.of("--local-workers", "--restarts");

  /** A debugger has its port already. */
  private static final String NOT_TWICE = "-agentlib:jdwp.*|-Xrunjdwp.*|-Djdk\\.module\\.main=.*";

  static WorkerCommand ofThisProcess(
      Class<?> main, List<String> arguments, IntFunction<String> device) {
    Map<String, String> properties = ManagementFactory.getRuntimeMXBean().getSystemProperties();
    String program =
        ProcessHandle.current()
            .info()
            .command()
            .orElseGet(() -> Path.of(properties.get("java.home"), "bin", "java").toString());
    List<String> options = ManagementFactory.getRuntimeMXBean().getInputArguments();
    return new WorkerCommand(java(program, options, properties, main), arguments, device);
  }

  /** A jar that was started by {@code -jar} is also the class path, with those that it names. */
  static List<String> java(
      String program, List<String> options, Map<String, String> properties, Class<?> main) {
    List<String> command = new ArrayList<>(List.of(program));
    options.stream().filter(option -> !option.matches(NOT_TWICE)).forEach(command::add);
    command.add("-D" + ParentWatch.PROPERTY + "=true");
    String module = properties.get("jdk.module.main");
    if (module != null) {
      command.addAll(List.of("-m", module + "/" + main.getName()));
    } else {
      command.addAll(List.of("-cp", properties.get("java.class.path"), main.getName()));
    }
    return command;
  }

  /**
   * Returns the commands, in the order of the workers.
   *
   * @param again whether they were started before
   */
  List<List<String>> of(List<String> workers, boolean again) {
    return IntStream.range(0, workers.size()).mapToObj(task -> of(workers, task, again)).toList();
  }

  private List<String> of(List<String> workers, int task, boolean again) {
    List<String> kept = new ArrayList<>();
    String place = device.apply(task);
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      String name = argument.replaceFirst("=.*", "");
      if (OF_THE_PARENT.contains(name) || name.equals("--device") && place != null) {
        i += name.equals(argument) ? 1 : 0;
      } else {
        kept.add(argument);
      }
    }
    List<String> added = new ArrayList<>();
    if (workers.size() > 1) {
      added.addAll(List.of("--workers", String.join(",", workers)));
      added.addAll(List.of("--task", Integer.toString(task)));
    }
    if (place != null) {
      added.addAll(List.of("--device", place));
    }
    int verb = (int) kept.stream().takeWhile(argument -> argument.startsWith("-")).count();
    if (again && kept.get(verb).equals("train") && !kept.contains("--or-resume")) {
      added.add("--or-resume");
    }
    if (task > 0 && !kept.contains("--no-progress")) {
      added.add("--no-progress");
    }
    kept.addAll(verb + 1, added);
    kept.addAll(0, java);
    return kept;
  }
}
