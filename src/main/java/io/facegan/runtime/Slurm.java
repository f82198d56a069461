package io.facegan.runtime;

import io.facegan.error.FaceGanException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The variables that SLURM's {@code srun} sets. Those of the step come before those of the job,
 * which may have more tasks; addresses are those of {@code tf.distribute}'s resolver.
 */
final class Slurm {
  private static final int BASE_PORT = 8888;
  private static final int MOST_TASKS = 10_000;
  private static final Pattern TASKS = Pattern.compile("(\\d{1,5})(?:\\(x(\\d{1,5})\\))?");

  private final Map<String, String> environment;

  private Slurm(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Returns nothing where there is no task of SLURM, or one alone. */
  static Optional<Cluster> cluster(Map<String, String> environment) {
    return new Slurm(environment).cluster();
  }

  /** A variable that is set. */
  private record Variable(String name, String value) {
    int number() {
      if (!value.matches("\\d{1,9}")) {
        throw new FaceGanException("%s is \"%s\": expected a number".formatted(name, value));
      }
      return Integer.parseInt(value);
    }
  }

  private Optional<Variable> first(String... names) {
    return Stream.of(names)
        .filter(name -> !environment.getOrDefault(name, "").isBlank())
        .map(name -> new Variable(name, environment.get(name).strip()))
        .findFirst();
  }

  private Optional<Cluster> cluster() {
    Optional<Variable> rank = first("SLURM_PROCID");
    Optional<Variable> count = first("SLURM_STEP_NUM_TASKS", "SLURM_NTASKS");
    if (rank.isEmpty() || count.isEmpty() || count.get().number() == 1) {
      return Optional.empty();
    }
    Variable nodes =
        first("SLURM_STEP_NODELIST", "SLURM_JOB_NODELIST", "SLURM_NODELIST")
            .orElseThrow(
                () ->
                    new FaceGanException(
                        "SLURM_PROCID and %s are set, but no SLURM_JOB_NODELIST: start it by srun"
                            .formatted(count.get().name)));
    List<String> hosts = HostList.expand(nodes.name, nodes.value);
    List<Integer> tasks = tasksOfNodes(hosts.size(), count.get());
    List<String> workers = new ArrayList<>();
    for (int node = 0; node < hosts.size(); node++) {
      for (int i = 0; i < tasks.get(node); i++) {
        if (workers.size() == rank.get().number()) {
          checkNode(node, rank.get());
        }
        workers.add(hosts.get(node) + ":" + (BASE_PORT + i));
      }
    }
    return Optional.of(Cluster.of(workers, rank.get().number()));
  }

  private List<Integer> tasksOfNodes(int nodes, Variable count) {
    Optional<Variable> given =
        first("SLURM_STEP_TASKS_PER_NODE", "SLURM_TASKS_PER_NODE", "SLURM_NTASKS_PER_NODE");
    if (count.number() > MOST_TASKS) {
      throw new FaceGanException(
          "%s is %s: expected at most %,d".formatted(count.name, count.value, MOST_TASKS));
    }
    if (given.isEmpty()) {
      if (count.number() % nodes != 0) {
        throw new FaceGanException(
            "%s is %s on %d nodes, and nothing says how many each has: give srun --ntasks-per-node"
                .formatted(count.name, count.value, nodes));
      }
      return repeat(count.number() / nodes, nodes);
    }
    List<Integer> tasks = tasks(given.get(), nodes);
    int sum = tasks.stream().mapToInt(Integer::intValue).sum();
    if (tasks.size() != nodes || sum != count.number()) {
      throw new FaceGanException(
          "%s is %s, which is %d tasks on %d nodes, but there are %s on %d (%s): start it by srun"
              .formatted(
                  given.get().name,
                  given.get().value,
                  sum,
                  tasks.size(),
                  count.value,
                  nodes,
                  count.name));
    }
    return tasks;
  }

  /** Reads {@code 2(x3),1}; one number alone is that of every node. */
  private static List<Integer> tasks(Variable given, int nodes) {
    List<Integer> tasks = new ArrayList<>();
    for (String part : given.value.split(",", -1)) {
      Matcher parts = TASKS.matcher(part.strip());
      if (!parts.matches()) {
        throw new FaceGanException(
            "%s is \"%s\": expected numbers such as 2(x3),1".formatted(given.name, given.value));
      }
      int times = parts.group(2) == null ? 1 : Integer.parseInt(parts.group(2));
      tasks.addAll(repeat(Integer.parseInt(parts.group(1)), times));
    }
    boolean ofEvery = given.name.equals("SLURM_NTASKS_PER_NODE") && tasks.size() == 1;
    return ofEvery ? repeat(tasks.get(0), nodes) : tasks;
  }

  private static List<Integer> repeat(int value, int times) {
    return Stream.generate(() -> value).limit(times).toList();
  }

  /** Tasks that are dealt out to the nodes in turn would wait for each other at wrong addresses. */
  private void checkNode(int node, Variable rank) {
    first("SLURM_NODEID")
        .filter(known -> known.number() != node)
        .ifPresent(
            known -> {
              throw new FaceGanException(
                  ("SLURM_PROCID %s is on node %s (SLURM_NODEID), but in blocks it would be on node"
                          + " %d: start it by srun --distribution=block")
                      .formatted(rank.value, known.value, node));
            });
  }
}
