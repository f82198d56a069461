package io.facegan.internal.graph;

import io.facegan.internal.runtime.TensorFlowRuntime;
import io.facegan.network.FeatureShape;
import io.facegan.network.Initialization;
import io.facegan.network.NetworkSpec;
import java.util.List;
import java.util.Random;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A graph and a session for one test, on plain arrays. */
public final class SmallGraph implements AutoCloseable {
  static {
    TensorFlowRuntime.load();
  }

  final Graph graph = new Graph();
  final Ops tf = Ops.create(graph);
  final Variables variables = new Variables(tf);
  private final Session session = new Session(graph);

  /** Values that are all different and of both signs. */
  public static float[] values(long seed, int count) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  public Operand<TFloat32> constant(Shape shape, float... values) {
    return tf.constant(shape, DataBuffers.of(values));
  }

  public Operand<TFloat32> batch(long count, FeatureShape shape, float... values) {
    return constant(Shapes.batch(count, shape), values);
  }

  /** Creates a network's variables; {@link #initialize} gives them their values. */
  public NetworkGraph network(NetworkSpec spec) {
    NetworkVariables.create(
        spec, variables, new Initializers(tf, Initialization.UNIFORM_FAN_IN, 5));
    return new NetworkGraph(tf, spec, variables, ConvolutionForm.PLAIN);
  }

  /** Returns what moves variables by what the graph itself shows them. */
  List<Op> moved(List<Following> all) {
    return all.stream().flatMap(one -> one.moved(tf, one.shown()).stream()).toList();
  }

  /** Means over batches that this graph has whole. */
  BatchMeans means() {
    return new BatchMeans(
        tf, new Collectives(graph, tf, Workers.ALONE), Workers.ALONE, WorkerShare.whole(1));
  }

  public void initialize() {
    if (!variables.all().isEmpty()) {
      variables.initialize(session);
    }
  }

  public void assign(String name, float... values) {
    Variables.Variable variable = variables.get(name);
    try (TFloat32 tensor = tensor(variable.shape(), values)) {
      session
          .runner()
          .feed(variable.initialValue(), tensor)
          .addTarget(variable.initializer())
          .run()
          .close();
    }
  }

  public float[] value(String variable) {
    return run(variables.get(variable).value());
  }

  public float[] run(Operand<TFloat32> fetched) {
    return run(List.of(fetched), List.of()).get(0);
  }

  /** Runs everything in one go. */
  public List<float[]> run(List<? extends Operand<TFloat32>> fetched, List<Op> targets) {
    Session.Runner runner = session.runner();
    fetched.forEach(runner::fetch);
    targets.forEach(runner::addTarget);
    try (Result result = runner.run()) {
      return java.util.stream.IntStream.range(0, fetched.size())
          .mapToObj(i -> floats((TFloat32) result.get(i)))
          .toList();
    }
  }

  public Session.Runner runner() {
    return session.runner();
  }

  public static TFloat32 tensor(Shape shape, float... values) {
    return TFloat32.tensorOf(shape, t -> t.asRawTensor().data().asFloats().write(values));
  }

  public static float[] floats(TFloat32 tensor) {
    float[] values = new float[(int) tensor.size()];
    tensor.asRawTensor().data().asFloats().read(values);
    return values;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
