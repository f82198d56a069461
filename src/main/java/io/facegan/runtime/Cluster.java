package io.facegan.runtime;

import io.facegan.error.FaceGanException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Several processes, on one machine or on many, that train one run together, and which of them this
 * one is. Each is a worker: it computes its share of every batch. Worker 0 is the chief: it alone
 * writes the run folder, and decides what all do.
 *
 * <p>Workers talk to each other without authentication and without encryption. Anybody who reaches
 * the ports named, or the one above the highest of the chief's host, can run any code as the user
 * of these processes: keep them inside a network that you trust.
 *
 * <p>Instances are immutable.
 */
public final class Cluster {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration JOIN_TIMEOUT = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final int LAST_PORT = 65_535;
  private static final Pattern ADDRESS =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]*:[0-9A-Za-z:.%]*]):([1-9]\\d{0,4})");

  private final List<String> workers;
  private final int task;
  private final Duration timeout;
  private final Duration joinTimeout;
  private final Precision wire;

  private Cluster(
      List<String> workers, int task, Duration timeout, Duration joinTimeout, Precision wire) {
    this.workers = workers;
    this.task = task;
    this.timeout = timeout;
    this.joinTimeout = joinTimeout;
    this.wire = wire;
  }

  /**
   * Returns a cluster.
   *
   * @param workers {@code host:port} of each, in the order of their numbers, the chief first; an
   *     IPv6 address stands in brackets, {@code [fd00::1]:2222}. It is the address at which this
   *     worker listens and the others reach it.
   * @param task the number of this process, from 0
   * @throws FaceGanException if there is no worker, an address has another form or is there twice,
   *     a port is not from 1 to 65535, or there is no such task
   */
  public static Cluster of(List<String> workers, int task) {
    List<String> all = workers.stream().map(String::strip).toList();
    if (all.isEmpty()) {
      throw new FaceGanException("the cluster has no worker: name host:port of each, chief first");
    }
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      check(all.get(i), i);
      Integer before = seen.put(all.get(i).toLowerCase(Locale.ROOT), i);
      if (before != null) {
        throw new FaceGanException(
            "worker %d and worker %d are both %s: give each a port of its own"
                .formatted(before, i, all.get(i)));
      }
    }
    if (task < 0 || task >= all.size()) {
      throw new FaceGanException(
          "task %d does not exist: the cluster has %d worker%s, expected 0%s"
              .formatted(
                  task,
                  all.size(),
                  all.size() == 1 ? "" : "s",
                  all.size() == 1 ? "" : " to " + (all.size() - 1)));
    }
    return new Cluster(all, task, TIMEOUT, JOIN_TIMEOUT, Precision.FLOAT32);
  }

  private static void check(String address, int index) {
    Matcher parts = ADDRESS.matcher(address);
    if (!parts.matches()) {
      throw new FaceGanException(
          "worker %d has the address \"%s\": expected host:port, such as trainer-%d:2222"
              .formatted(index, address, index));
    }
    if (Integer.parseInt(parts.group(2)) > LAST_PORT) {
      throw new FaceGanException(
          "worker %d (%s) has the port %s: expected 1 to %d"
              .formatted(index, address, parts.group(2), LAST_PORT));
    }
  }

  /**
   * Returns the cluster that this process was started in, or nothing: as {@link
   * #fromEnvironment(Map)} with the environment of this process.
   *
   * @throws FaceGanException for an environment that contradicts itself or cannot be understood
   */
  public static Optional<Cluster> fromEnvironment() {
    return fromEnvironment(System.getenv());
  }

  /**
   * Returns the cluster that an environment describes, or nothing.
   *
   * <p>First comes {@code TF_CONFIG}, as {@code tf.distribute} reads it and Kubeflow's TFJob sets
   * it: the chief is worker 0, or without one the first of {@code worker} is; an {@code evaluator}
   * is no part of the cluster.
   *
   * <p>Then SLURM's variables, as {@code srun} sets them: {@code SLURM_PROCID} is the task, of
   * {@code SLURM_STEP_NUM_TASKS} or {@code SLURM_NTASKS}; hosts are those of the node list; ports
   * count from 8888 on each node.
   *
   * <p>One worker alone is no cluster.
   *
   * @param environment names and values
   * @throws FaceGanException if {@code TF_CONFIG} is no JSON, lacks parts, has parameter servers
   *     ({@code ps}) or makes this process an evaluator (see {@link #isEvaluator}); if SLURM's
   *     variables lack parts or contradict each other; and as {@link #of} does
   */
  public static Optional<Cluster> fromEnvironment(Map<String, String> environment) {
    Optional<TfConfig> config = TfConfig.read(environment);
    return (config.isPresent() ? config.map(TfConfig::cluster) : Slurm.cluster(environment))
        .filter(cluster -> cluster.workers.size() > 1);
  }

  /**
   * Returns whether an environment's {@code TF_CONFIG} makes this process an evaluator. That one is
   * beside a cluster and has nothing to do here: the chief evaluates.
   *
   * @param environment names and values
   * @throws FaceGanException if {@code TF_CONFIG} is no JSON or lacks parts
   */
  public static boolean isEvaluator(Map<String, String> environment) {
    return TfConfig.read(environment).filter(TfConfig::isEvaluator).isPresent();
  }

  /** Returns {@code host:port} of each worker, the chief first. */
  public List<String> workers() {
    return workers;
  }

  /** Returns the number of this process, from 0. */
  public int task() {
    return task;
  }

  /** Returns whether this is worker 0, which has the run folder. */
  public boolean isChief() {
    return task == 0;
  }

  /**
   * Returns how long a worker may be silent before it counts as lost; all others then end their
   * training. 30 seconds unless chosen.
   */
  public Duration timeout() {
    return timeout;
  }

  /**
   * Returns this cluster with another {@link #timeout()}.
   *
   * @param silence from a millisecond to a day
   * @throws FaceGanException if it is shorter or longer
   */
  public Cluster timeout(Duration silence) {
    return new Cluster(workers, task, checked("timeout", silence), joinTimeout, wire);
  }

  /** Returns how long the start waits until all workers are there. 5 minutes unless chosen. */
  public Duration joinTimeout() {
    return joinTimeout;
  }

  /**
   * Returns this cluster with another {@link #joinTimeout()}.
   *
   * @param wait from a millisecond to a day
   * @throws FaceGanException if it is shorter or longer
   */
  public Cluster joinTimeout(Duration wait) {
    return new Cluster(workers, task, timeout, checked("joinTimeout", wait), wire);
  }

  private static Duration checked(String name, Duration value) {
    if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(LONGEST) > 0) {
      throw new FaceGanException(
          "%s of the cluster is %s: expected a time from a millisecond to a day"
              .formatted(name, value));
    }
    return value;
  }

  /** Returns what gradients travel as. {@link Precision#FLOAT32} unless chosen. */
  public Precision wire() {
    return wire;
  }

  /**
   * Returns this cluster with another {@link #wire()}.
   *
   * @param precision {@link Precision#FLOAT32}, or {@link Precision#BFLOAT16} for half the bytes
   *     and gradients rounded to 8 bits
   * @throws FaceGanException for another one
   */
  public Cluster wire(Precision precision) {
    if (precision != Precision.FLOAT32 && precision != Precision.BFLOAT16) {
      throw new FaceGanException(
          "wire is %s: gradients travel as float32 or bfloat16".formatted(precision));
    }
    return new Cluster(workers, task, timeout, joinTimeout, precision);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cluster that
        && workers.equals(that.workers)
        && task == that.task
        && timeout.equals(that.timeout)
        && joinTimeout.equals(that.joinTimeout)
        && wire == that.wire;
  }

  @Override
  public int hashCode() {
    return Objects.hash(workers, task, timeout, joinTimeout, wire);
  }

  /** Returns which worker of how many this is, for example {@code worker 1 (host:2222) of 3}. */
  @Override
  public String toString() {
    return "worker %d (%s) of %d".formatted(task, workers.get(task), workers.size());
  }
}
