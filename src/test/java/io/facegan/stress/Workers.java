package io.facegan.stress;

import io.facegan.internal.util.LoopbackPorts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Several processes of the command line that train one run. */
final class Workers implements AutoCloseable {
  private final List<Child> all = new ArrayList<>();

  /**
   * Starts them.
   *
   * @param logs folder for what they say
   * @param options of {@code train}, for each by its number
   */
  static Workers start(int count, Path logs, IntFunction<List<String>> options) throws IOException {
    List<String> addresses = LoopbackPorts.free(count);
    Workers workers = new Workers();
    for (int task = 0; task < count; task++) {
      List<String> arguments = new ArrayList<>(List.of("train", "--workers"));
      arguments.add(String.join(",", addresses));
      arguments.addAll(List.of("--task", String.valueOf(task)));
      arguments.addAll(options.apply(task));
      workers.all.add(Child.commandLine(logs.resolve("" + task), arguments.toArray(String[]::new)));
    }
    return workers;
  }

  Child get(int task) {
    return all.get(task);
  }

  /** Waits until all have ended as they should. */
  void succeed() throws InterruptedException {
    for (Child child : all) {
      child.succeed();
    }
  }

  @Override
  public void close() {
    all.forEach(Child::close);
  }
}
