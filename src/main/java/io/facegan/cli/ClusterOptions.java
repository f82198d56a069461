package io.facegan.cli;

import io.facegan.FaceGanBuilder;
import io.facegan.error.FaceGanException;
import io.facegan.internal.runtime.GpuSupport;
import io.facegan.runtime.Cluster;
import io.facegan.runtime.Device;
import io.facegan.runtime.Precision;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which processes train together, for the commands that train. */
final class ClusterOptions {
  /** What an evaluator says, which TensorFlow's own programs need and this one does not. */
  static final String EVALUATOR =
      "TF_CONFIG makes this process an evaluator, which has nothing to do here: the chief evaluates";

  private static final int MOST_LOCAL = 100;

  private final Map<String, String> environment;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--workers",
      paramLabel = "HOST:PORT",
      split = ",",
      description = {
        "Train together with other processes that run this command, each with the same list,"
            + " separated by commas. The first has the run folder",
        "(default: as TF_CONFIG or SLURM's variables say; else this process trains alone)"
      })
  private List<String> workers;

  @Option(
      names = "--task",
      paramLabel = "N",
      description = "Which of --workers this process is, from 0.")
  private Integer task;

  @Option(
      names = "--worker-timeout",
      paramLabel = "SECONDS",
      description =
          "After how much silence a worker counts as lost, so that all end (default: 30).")
  private Integer timeout;

  @Option(
      names = "--wire",
      paramLabel = "NAME",
      description =
          "What gradients travel as between workers: float32, or bfloat16 for half the bytes"
              + " (default: float32).")
  private Precision wire;

  @Option(
      names = "--local-workers",
      paramLabel = "N",
      description =
          "Train with N processes on this machine, which this one starts and watches; each has a"
              + " GPU of its own if there are as many.")
  private Integer local;

  @Option(
      names = "--restarts",
      paramLabel = "N",
      description =
          "How often --local-workers starts all again from the newest checkpoint when one has"
              + " failed (default: 0).")
  private Integer restarts;

  private Optional<Cluster> found;

  ClusterOptions() {
    this(System.getenv());
  }

  ClusterOptions(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Returns whether another worker has the run folder. */
  boolean follow() {
    return cluster().filter(all -> !all.isChief()).isPresent();
  }

  /** Returns whether this process is one that a cluster of TensorFlow has for evaluations. */
  boolean isEvaluator() {
    return Cluster.isEvaluator(environment);
  }

  /** Returns whether this process only starts others. */
  boolean areLocal() {
    check();
    return local != null;
  }

  FaceGanBuilder applyTo(FaceGanBuilder builder) {
    cluster().ifPresent(builder::cluster);
    return builder;
  }

  /** Returns the cluster that this process is in, or nothing if it trains alone. */
  Optional<Cluster> cluster() {
    if (found == null) {
      check();
      found = find();
    }
    return found;
  }

  private Optional<Cluster> find() {
    Optional<Cluster> cluster = workers == null ? fromEnvironment() : Optional.of(named());
    if (cluster.isEmpty() && (timeout != null || wire != null) && local == null) {
      throw mistake(
          "%s is for several workers: give --workers or --local-workers too, or leave it out"
              .formatted(timeout != null ? "--worker-timeout " + timeout : "--wire " + wire));
    }
    return cluster.map(this::withOptions);
  }

  private Optional<Cluster> fromEnvironment() {
    return Cluster.fromEnvironment(environment);
  }

  private Cluster named() {
    try {
      return Cluster.of(workers, task);
    } catch (FaceGanException e) {
      throw mistake("--workers: " + e.getMessage());
    }
  }

  private Cluster withOptions(Cluster cluster) {
    Cluster chosen = timeout == null ? cluster : cluster.timeout(Duration.ofSeconds(timeout));
    try {
      return wire == null ? chosen : chosen.wire(wire);
    } catch (FaceGanException e) {
      throw mistake("--" + e.getMessage());
    }
  }

  private void check() {
    String several = local != null ? "--local-workers " + local : "--workers";
    if (local != null && (workers != null || task != null)) {
      throw mistake(
          several + " starts all workers itself: leave --workers and --task out, or this one");
    }
    if ((workers == null) != (task == null)) {
      throw mistake(
          workers == null
              ? "--task %d is for --workers: give that too, or leave this out".formatted(task)
              : "--workers lacks --task: say which of them this process is, from 0");
    }
    if (restarts != null && local == null) {
      throw mistake(
          "--restarts %d is for --local-workers: give that too, or leave this out"
              .formatted(restarts));
    }
    if (restarts != null && restarts > 0 && folderIsNew()) {
      throw mistake(
          "--restarts %d needs --run: name the folder in which all begin again"
              .formatted(restarts));
    }
    checkRange("--local-workers", local, 1, MOST_LOCAL);
    checkRange("--restarts", restarts, 0, Integer.MAX_VALUE);
    checkRange("--worker-timeout", timeout, 1, (int) Duration.ofDays(1).toSeconds());
    if ((local != null || workers != null) && fromEnvironment().isPresent()) {
      String variable =
          environment.getOrDefault("TF_CONFIG", "").contains("cluster")
              ? "TF_CONFIG"
              : "SLURM_PROCID";
      throw mistake(
          "%s and the environment's %s both say who trains together: leave one of them out"
              .formatted(several, variable));
    }
  }

  private boolean folderIsNew() {
    return command.optionsMap().containsKey("--run")
        && !command.commandLine().getParseResult().hasMatchedOption("--run");
  }

  private void checkRange(String option, Integer value, int least, int most) {
    if (value != null && (value < least || value > most)) {
      throw mistake(
          "%s is %d: give a number from %d%s"
              .formatted(option, value, least, most == Integer.MAX_VALUE ? "" : " to " + most));
    }
  }

  /**
   * Runs the workers of this machine, each with this process's command line but for the options
   * above.
   *
   * @param device as the options have it
   * @return the exit code
   */
  int runLocal(Device device) throws InterruptedException {
    WorkerCommand line =
        WorkerCommand.ofThisProcess(
            Main.class,
            command.root().commandLine().getParseResult().expandedArgs(),
            gpus(device, device.kind() == Device.Kind.CPU ? 0 : GpuSupport.here().gpus().size()));
    int again = restarts == null ? 0 : restarts;
    return new LocalWorkers(line, local, again, LocalWorkers.GRACE, command.commandLine().getErr())
        .run();
  }

  /**
   * Returns a device for each local worker, null for that of the command line.
   *
   * @param found how many GPUs there are
   */
  IntFunction<String> gpus(Device device, int found) {
    if (found == 0 || local == 1) {
      return i -> null;
    }
    if (found < local || device.index() > 0) {
      throw mistake(
          "--local-workers %d need as many GPUs for --device %s, of which there %s %d: give fewer workers, or --device cpu"
              .formatted(local, device, found == 1 ? "is" : "are", found));
    }
    return i -> "gpu:" + i;
  }

  private ParameterException mistake(String line) {
    return new ParameterException(command.commandLine(), line);
  }
}
