package io.facegan.benchmarks;

import io.facegan.internal.cluster.ServerSession;
import io.facegan.internal.cluster.TensorFlowServer;
import io.facegan.internal.runtime.Compute;
import io.facegan.internal.runtime.SessionConfig;
import io.facegan.network.Networks;
import io.facegan.runtime.Cluster;
import io.facegan.runtime.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;

/**
 * Times TensorFlow's sum over workers by the bytes of what is summed, and beside it the time in
 * which two of them exchange as many bytes by plain sockets, both ways at once: what the network
 * can do.
 *
 * <p>Arguments: {@code WORKERS TASK BYTES...}. Worker 0 prints. {@code bytes RECIPE} prints how
 * many bytes the gradients of the discriminator and of the generator of a recipe have.
 */
public final class ReductionTime {
  private static final int WARM_UP = 5;
  private static final int TIMES = 30;

  /** Far from the ports of the workers and of the chief's channel. */
  private static final int PORT_OFFSET = 1_000;

  /** Measures and prints. */
  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("bytes")) {
      Networks networks = TrainingStep.recipe(arguments[1]).networks();
      System.out.println(
          Float.BYTES * networks.discriminator().parameters()
              + " "
              + Float.BYTES * networks.generator().parameters());
      return;
    }
    List<String> workers = List.of(arguments[0].split(","));
    int task = Integer.parseInt(arguments[1]);
    TensorFlowServer server =
        TensorFlowServer.start(Cluster.of(workers, task), Compute.onCpu(Precision.FLOAT32));
    for (int i = 2; i < arguments.length; i++) {
      int bytes = Integer.parseInt(arguments[i]);
      double[] sum = sums(server, workers.size(), bytes / Float.BYTES, i);
      double[] plain = task < 2 ? exchanges(workers, task, bytes) : new double[1];
      if (task == 0) {
        System.out.printf(
            "result bytes=%d workers=%d sum_ms=%.3f plain_ms=%.3f%n",
            bytes, workers.size(), 1e3 * Measurement.median(sum), 1e3 * Measurement.median(plain));
      }
    }
    // TensorFlow cannot end its server.
    Runtime.getRuntime().halt(0);
  }

  private static double[] sums(TensorFlowServer server, int workers, int floats, int instance) {
    RunOptions together =
        RunOptions.newBuilder()
            .setExperimental(RunOptions.Experimental.newBuilder().setCollectiveGraphKey(instance))
            .build();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> own =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(floats)));
      OperationBuilder builder = graph.opBuilder("CollectiveReduceV2", "sum", tf.scope());
      builder.addInput(own.asOutput());
      builder.addInput(tf.constant(workers).asOutput());
      builder.addInput(tf.constant(1).asOutput());
      builder.addInput(tf.constant(instance).asOutput());
      builder.addInputList(new Output<?>[0]);
      builder.setAttr("merge_op", "Add");
      builder.setAttr("final_op", "Id");
      builder.setAttr("communication_hint", "auto");
      Operand<TFloat32> sum = builder.build().output(0);
      Operand<TFloat32> first =
          tf.slice(sum, tf.constant(new int[] {0}), tf.constant(new int[] {1}));
      ServerSession opened = server.open(graph, SessionConfig.onCpu());
      double[] seconds = new double[TIMES];
      try (Session session = opened.session();
          TFloat32 ones = TFloat32.tensorOf(NdArrays.ofFloats(Shape.of(floats)))) {
        for (int i = -WARM_UP; i < TIMES; i++) {
          long started = System.nanoTime();
          session.runner().setOptions(together).feed(own, ones).fetch(first).run().close();
          if (i >= 0) {
            seconds[i] = (System.nanoTime() - started) / 1e9;
          }
        }
      }
      return seconds;
    }
  }

  private static double[] exchanges(List<String> workers, int task, int bytes)
      throws IOException, InterruptedException {
    InetSocketAddress chief = address(workers.get(0));
    try (Socket socket = task == 0 ? accepted(chief) : connected(chief)) {
      socket.setTcpNoDelay(true);
      double[] seconds = new double[TIMES];
      byte[] sent = new byte[bytes];
      for (int i = -WARM_UP; i < TIMES; i++) {
        long started = System.nanoTime();
        Thread writer = new Thread(() -> send(socket, sent));
        writer.start();
        receive(socket.getInputStream(), bytes);
        writer.join();
        if (i >= 0) {
          seconds[i] = (System.nanoTime() - started) / 1e9;
        }
      }
      return seconds;
    }
  }

  private static InetSocketAddress address(String worker) throws IOException {
    int colon = worker.lastIndexOf(':');
    return new InetSocketAddress(
        InetAddress.getByName(worker.substring(0, colon)),
        Integer.parseInt(worker.substring(colon + 1)) + PORT_OFFSET);
  }

  private static Socket accepted(InetSocketAddress at) throws IOException {
    try (ServerSocket server = new ServerSocket()) {
      server.setReuseAddress(true);
      server.bind(at);
      return server.accept();
    }
  }

  private static Socket connected(InetSocketAddress to) throws IOException, InterruptedException {
    while (true) {
      try {
        Socket socket = new Socket();
        socket.connect(to);
        return socket;
      } catch (ConnectException notYet) {
        Thread.sleep(20);
      }
    }
  }

  private static void send(Socket socket, byte[] bytes) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void receive(InputStream in, int bytes) throws IOException {
    if (in.readNBytes(bytes).length < bytes) {
      throw new IOException("the other worker is gone");
    }
  }

  private ReductionTime() {}
}
