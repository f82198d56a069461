package io.facegan.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegan.internal.graph.WorkerProcess.Results;
import io.facegan.internal.util.JavaCommand;
import io.facegan.internal.util.LoopbackPorts;
import io.facegan.network.Recipe;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes that make the same steps together, with TensorFlow's own servers. */
class SeveralWorkersTest {
  /** Of float32, for sums in another order. */
  private static final double GRADIENTS = 1e-6;

  private static final double WEIGHTS = 1e-4;

  private static final String ROUNDED = "separate/BFLOAT16";

  @TempDir private Path temp;

  @Test
  void twoWorkers_makeTheStepsOfOne() throws Exception {
    List<String> exact = List.of("separate/FLOAT32", "paired/FLOAT32", "joint/FLOAT32");
    List<String> norms = List.of("batch norm/FLOAT32", "batch norm, separate/FLOAT32");
    run(2, List.of(exact.get(0), exact.get(1), exact.get(2), norms.get(0), norms.get(1), ROUNDED));
    for (String job : exact) {
      checkLikeOne(job, 2);
    }
    for (String job : norms) {
      checkAllHaveTheSame(job, 2);
    }
    checkAllHaveTheSame(ROUNDED, 2);
    checkRounded(read(ROUNDED, 0).first(), WorkerProcess.train(recipe(ROUNDED), null).first());
  }

  @Test
  void threeWorkers_makeTheStepsOfOne() throws Exception {
    run(3, List.of("paired/FLOAT32"));
    checkLikeOne("paired/FLOAT32", 3);
    checkAllHaveTheSame("paired/FLOAT32", 3);
  }

  private static void checkRounded(
      Map<String, List<Float>> rounded, Map<String, List<Float>> alone) {
    for (String name : rounded.keySet()) {
      if (name.endsWith("/m")) {
        // bfloat16 has 8 bits: each number is off by at most 2^-9 of itself, the sum by as much.
        assertThat(distance(rounded.get(name), alone.get(name)))
            .as(name)
            .isLessThan(0x1p-7)
            .isGreaterThan(1e-5);
      }
    }
  }

  private void checkLikeOne(String job, int workers) throws IOException {
    Results alone = WorkerProcess.train(recipe(job), null);
    for (int worker = 0; worker < workers; worker++) {
      checkSame(read(job, worker), alone, "%s, worker %d of %d".formatted(job, worker, workers));
    }
  }

  private static Recipe recipe(String job) {
    return WorkerProcess.recipes().get(job.split("/")[0]);
  }

  private Results read(String job, int worker) throws IOException {
    return Results.read(WorkerProcess.file(temp, job, worker));
  }

  private void run(int workers, List<String> jobs) throws Exception {
    List<String> addresses = LoopbackPorts.free(workers);
    List<Process> processes = new ArrayList<>();
    try {
      for (int worker = 0; worker < workers; worker++) {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(
            List.of(temp.toString(), String.join(",", addresses), String.valueOf(worker)));
        arguments.addAll(jobs);
        File log = temp.resolve("log " + worker).toFile();
        processes.add(
            new ProcessBuilder(
                    JavaCommand.quick(List.of("-Xmx256m"), WorkerProcess.class, arguments))
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start());
      }
      for (Process process : processes) {
        assertThat(process.waitFor()).as(() -> log(temp)).isZero();
      }
    } finally {
      processes.forEach(process -> process.destroyForcibly().onExit().join());
    }
  }

  private static String log(Path folder) {
    try {
      return Files.readString(folder.resolve("log 0"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static void checkSame(Results several, Results alone, String which) {
    for (String name : alone.first().keySet()) {
      if (name.endsWith("/m")) {
        assertThat(distance(several.first().get(name), alone.first().get(name)))
            .as("%s: gradient of %s", which, name)
            .isLessThan(GRADIENTS);
      }
    }
    for (int step = 0; step < alone.losses().size(); step++) {
      for (int loss = 0; loss < 3; loss++) {
        assertThat(several.losses().get(step).get(loss))
            .as("%s: loss %d of step %d", which, loss, step)
            .isCloseTo(alone.losses().get(step).get(loss), within(step == 0 ? 1e-6 : 1e-4));
      }
    }
    assertThat(several.last().keySet()).isEqualTo(alone.last().keySet());
    for (String name : alone.last().keySet()) {
      for (int i = 0; i < alone.last().get(name).size(); i++) {
        assertThat((double) several.last().get(name).get(i))
            .as("%s: %s[%d]", which, name, i)
            .isCloseTo(alone.last().get(name).get(i), within(WEIGHTS));
      }
    }
  }

  private void checkAllHaveTheSame(String recipe, int workers) throws IOException {
    Results first = read(recipe, 0);
    assertThat(first.last().get("generator/dense_1/bias")).as(recipe).doesNotContain(Float.NaN);
    for (int worker = 1; worker < workers; worker++) {
      Results other = read(recipe, worker);
      assertThat(other.losses()).as(recipe).isEqualTo(first.losses());
      assertThat(new TreeMap<>(other.first())).as(recipe).isEqualTo(first.first());
      assertThat(new TreeMap<>(other.last())).as(recipe).isEqualTo(first.last());
    }
  }

  /** The length of the difference by that of the second. */
  private static double distance(List<Float> one, List<Float> other) {
    double squares = 0;
    double length = 0;
    for (int i = 0; i < one.size(); i++) {
      squares += Math.pow(one.get(i) - (double) other.get(i), 2);
      length += Math.pow(other.get(i), 2);
    }
    return length == 0 ? Math.sqrt(squares) : Math.sqrt(squares / length);
  }
}
