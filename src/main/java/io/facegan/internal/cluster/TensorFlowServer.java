package io.facegan.internal.cluster;

import io.facegan.error.FaceGanException;
import io.facegan.internal.runtime.Compute;
import io.facegan.internal.runtime.SessionConfig;
import io.facegan.internal.runtime.TensorFlowRuntime;
import io.facegan.runtime.Cluster;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.Graph;
import org.tensorflow.Server;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.ClusterDef;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.JobDef;
import org.tensorflow.proto.ServerDef;

/**
 * TensorFlow's own server of this process, by which workers exchange gradients. TensorFlow cannot
 * end one: it lives as long as the process, and all trainings of the process share it.
 */
public final class TensorFlowServer {
  private static final String JOB = "worker";

  private static final Logger LOG = LoggerFactory.getLogger(TensorFlowServer.class);

  private static TensorFlowServer running;

  private static int graphs;

  private final Cluster cluster;

  /** The number of this training among those of the process, from 0. */
  private final int number;

  /** Were it collected, the process would abort. */
  private final Server server;

  private TensorFlowServer(Cluster cluster, int number, Server server) {
    this.cluster = cluster;
    this.number = number;
    this.server = server;
  }

  /**
   * Starts the server, or returns the one of an earlier training of this process.
   *
   * @throws FaceGanException if the process has one for another cluster, the port is taken, or the
   *     worker's own address is not of this machine
   * @throws InterruptedException if this thread is interrupted while the address is looked up
   */
  public static synchronized TensorFlowServer start(Cluster cluster, Compute compute)
      throws InterruptedException {
    if (running == null) {
      TensorFlowRuntime.loadToBuild();
      running = new TensorFlowServer(cluster, graphs, started(cluster, compute));
    } else if (!running.cluster.workers().equals(cluster.workers())
        || running.cluster.task() != cluster.task()) {
      throw new FaceGanException(
          "this process is worker %d of %s already, and TensorFlow cannot end its server: start a new"
                  .formatted(running.cluster.task(), running.cluster.workers())
              + " process to be worker %d of %s".formatted(cluster.task(), cluster.workers()));
    }
    return new TensorFlowServer(cluster, graphs++, running.server);
  }

  private static Server started(Cluster cluster, Compute compute) throws InterruptedException {
    ClusterAddress own = ClusterAddress.own(cluster);
    own.checkPortFree();
    JobDef.Builder job = JobDef.newBuilder().setName(JOB);
    for (int i = 0; i < cluster.workers().size(); i++) {
      job.putTasks(i, cluster.workers().get(i));
    }
    ServerDef definition =
        ServerDef.newBuilder()
            .setCluster(ClusterDef.newBuilder().addJob(job))
            .setJobName(JOB)
            .setTaskIndex(cluster.task())
            .setProtocol("grpc")
            .setDefaultSessionConfig(config(SessionConfig.training(compute), cluster))
            .build();
    TensorFlowRuntime.keepFreedMemory();
    try {
      Server server = new Server(definition);
      // It listens now, at all addresses of the machine, but answers nobody before it is started.
      if (!ListeningFilter.restrict(own.hosts(), own.port())) {
        LOG.warn(
            "port {} is open to all who reach this machine, and TensorFlow runs for anybody what it is"
                + " sent: close the port to others with a firewall",
            own.port());
      }
      // It writes a line of its own about that.
      TensorFlowRuntime.quietly(server::start);
      return server;
    } catch (TensorFlowException failure) {
      throw new FaceGanException(
          "the TensorFlow server of %s does not start: %s"
              .formatted(Workers.name(cluster, cluster.task()), failure.getMessage()),
          failure);
    }
  }

  private static ConfigProto config(ConfigProto config, Cluster cluster) {
    return config.toBuilder()
        .addDeviceFilters("/job:%s/task:%d".formatted(JOB, cluster.task()))
        .setIntraOpParallelismThreads(threads(cluster))
        .setExperimental(
            config.getExperimental().toBuilder()
                .setCollectiveGroupLeader("/job:%s/replica:0/task:0".formatted(JOB)))
        .build();
  }

  /** Workers of one host share its processors. */
  private static int threads(Cluster cluster) {
    String own = Workers.host(cluster, cluster.task());
    long beside =
        IntStream.range(0, cluster.workers().size())
            .filter(task -> Workers.host(cluster, task).equals(own))
            .count();
    return beside == 1 ? 0 : (int) Math.max(1, Runtime.getRuntime().availableProcessors() / beside);
  }

  /** Opens a session on this server, whose graph sees the devices of this process alone. */
  public ServerSession open(Graph graph, ConfigProto config) {
    return ServerSession.open(
        graph, "grpc://" + cluster.workers().get(cluster.task()), config(config, cluster));
  }

  public Cluster cluster() {
    return cluster;
  }

  /**
   * Returns the number of this training among those of the process, from 0, which is the same for
   * all workers: TensorFlow remembers the sums of earlier ones.
   */
  public int number() {
    return number;
  }
}
