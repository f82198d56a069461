package io.facegan.internal.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegan.internal.graph.Activations;
import io.facegan.internal.graph.SmallGraph;
import io.facegan.internal.runtime.Placement;
import io.facegan.internal.runtime.SessionConfig;
import io.facegan.internal.runtime.TensorFlowRuntime;
import io.facegan.network.Activation;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;

class InferenceRewritingTest {
  private static final int HEIGHT = 5;
  private static final int WIDTH = 6;
  private static final long ANY = -1;

  /** Large kernels by minimal filtering, small ones in blocks, others left as they are. */
  @ParameterizedTest
  @CsvSource({
    "8, 8, 2, 64, 64, VALID, true",
    "6, 6, 2, 80, 64, VALID, true",
    "8, 8, 2, 64, 12, VALID, false",
    "8, 8, 2, 64, 64, SAME, false",
    "4, 4, 2, 7, 5, SAME, true",
    "4, 4, 2, 7, 5, VALID, true",
    "3, 3, 2, 7, 5, SAME, true",
    "3, 4, 2, 7, 5, VALID, true",
    "2, 2, 2, 7, 5, VALID, true",
    "1, 3, 2, 7, 5, SAME, true",
    "5, 5, 3, 7, 5, SAME, true",
    "6, 6, 3, 3, 1, VALID, true",
    "5, 5, 2, 7, 5, SAME, false",
    "8, 8, 2, 64, 3, VALID, true",
    "8, 8, 2, 7, 3, SAME, true",
    "5, 5, 2, 7, 4, SAME, true",
    "7, 5, 2, 7, 1, VALID, true",
    "7, 7, 3, 7, 2, SAME, true",
    "3, 3, 1, 7, 5, SAME, false"
  })
  void transposedConvolution_staysTheSame(
      int down, int across, int stride, int in, int filters, String padding, boolean rewritten) {
    GraphDef plain =
        graph(in, (tf, x) -> transposed(tf, x, down, across, stride, in, filters, padding));
    checkSame(plain, in);
    assertThat(operations(plain)).contains("Conv2DBackpropInput");
    assertThat(operations(rewritten(plain)).contains("Conv2DBackpropInput"))
        .isNotEqualTo(rewritten);
  }

  /** A generator's end: what is in blocks is laid out only as the image. */
  @ParameterizedTest
  @ValueSource(strings = {"leaky-relu", "gelu", "relu", "tanh", "sigmoid"})
  void chain_staysInBlocks(String name) {
    Activation activation = Activation.parse(name);
    GraphDef plain =
        graph(
            6,
            (tf, x) -> {
              Operand<TFloat32> first =
                  active(tf, transposed(tf, x, 4, 4, 2, 6, 8, "SAME"), 8, activation);
              Operand<TFloat32> scaled = tf.math.mul(first, values(tf, 8));
              Operand<TFloat32> second =
                  active(tf, transposed(tf, scaled, 4, 4, 2, 8, 5, "SAME"), 5, activation);
              return tf.math.sigmoid(convolution(tf, second, 3, 5, 3, "SAME"));
            });
    checkSame(plain, 6);
    assertThat(operations(rewritten(plain)))
        .doesNotContain("Conv2DBackpropInput", "Conv2D")
        .containsOnlyOnce("DepthToSpace");
  }

  /** A large kernel takes images, and what is in blocks is laid out for it. */
  @Test
  void largeKernelOfFewFilters_afterBlocks() {
    GraphDef plain =
        graph(
            6,
            (tf, x) ->
                tf.nn.relu(
                    transposed(
                        tf,
                        tf.nn.relu(transposed(tf, x, 4, 4, 2, 6, 8, "SAME")),
                        8,
                        8,
                        2,
                        8,
                        3,
                        "VALID")));
    checkSame(plain, 6);
    assertThat(operations(rewritten(plain))).doesNotContain("Conv2DBackpropInput");
  }

  /** Wide enough kernels, shifted ones, many filters, and what needs images. */
  @ParameterizedTest
  @CsvSource({
    "4, SAME, 3, 3, SAME, true",
    "4, SAME, 1, 3, SAME, true",
    "4, SAME, 5, 2, SAME, false",
    "4, VALID, 3, 3, SAME, false",
    "2, SAME, 3, 3, SAME, false",
    "4, SAME, 3, 3, VALID, true",
    "4, SAME, 3, 5, SAME, false"
  })
  void convolution_ofBlocks_staysTheSame(
      int kernel, String padding, int side, int filters, String last, boolean inBlocks) {
    GraphDef plain =
        graph(
            6,
            (tf, x) ->
                convolution(
                    tf,
                    tf.nn.relu(transposed(tf, x, kernel, kernel, 2, 6, 4, padding)),
                    side,
                    4,
                    filters,
                    last));
    checkSame(plain, 6);
    assertThat(operations(rewritten(plain)).contains("Conv2D")).isNotEqualTo(inBlocks);
  }

  @Test
  void whatNeedsImages_getsThem() {
    GraphDef plain =
        graph(
            6,
            (tf, x) -> {
              Operand<TFloat32> y = tf.nn.relu(transposed(tf, x, 4, 4, 2, 6, 4, "SAME"));
              Operand<TFloat32> mean = tf.math.mean(y, tf.constant(new int[] {1, 2}));
              Operand<TFloat32> next = transposed(tf, y, 4, 4, 2, 4, 4, "SAME");
              Operand<TFloat32> other = transposed(tf, y, 4, 4, 2, 4, 4, "SAME");
              Operand<TFloat32> row = values(tf, 24);
              Operand<TFloat32> across =
                  tf.math.mul(
                      tf.math.add(next, other), tf.reshape(row, tf.constant(new int[] {24, 1})));
              return tf.math.add(across, tf.reshape(mean, tf.constant(new int[] {-1, 1, 1, 4})));
            });
    checkSame(plain, 6);
  }

  /** Whatever waits for an assertion, rewritten or not. */
  @ParameterizedTest
  @ValueSource(strings = {"Identity", "Relu", "Conv2D", "Conv2DBackpropInput"})
  void assertions_stay(String operation) {
    GraphDef plain =
        graph(
            6,
            (tf, x) -> {
              Op check = tf.withName("check").assertThat(tf.constant(false), List.of(x));
              return switch (operation) {
                case "Identity" -> tf.withControlDependencies(List.of(check)).identity(x);
                case "Relu" ->
                    tf.withControlDependencies(List.of(check))
                        .nn
                        .relu(transposed(tf, x, 4, 4, 2, 6, 4, "SAME"));
                case "Conv2D" ->
                    convolution(
                        tf.withControlDependencies(List.of(check)),
                        tf.nn.relu(transposed(tf, x, 4, 4, 2, 6, 4, "SAME")),
                        3,
                        4,
                        3,
                        "SAME");
                default ->
                    transposed(
                        tf.withControlDependencies(List.of(check)), x, 4, 4, 2, 6, 4, "SAME");
              };
            });
    assertThat(operations(plain)).contains(operation, "Assert");
    assertThatThrownBy(() -> run(rewritten(plain), 6))
        .isInstanceOf(TFInvalidArgumentException.class)
        .hasMessageContaining("assertion failed");
  }

  @ParameterizedTest
  @CsvSource({"64, 64, true", "512, 512, false"})
  void fewMultiplications_areSmall(int in, int filters, boolean small) {
    GraphDef plain = graph(in, (tf, x) -> transposed(tf, x, 8, 8, 2, in, filters, "SAME"));
    assertThat(InferenceRewriting.rewrite(plain, List.of("y")).small()).isEqualTo(small);
  }

  @Test
  void openShapes_areLeftAlone() {
    TensorFlowRuntime.load();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> x =
          tf.withName("x")
              .placeholder(TFloat32.class, Placeholder.shape(Shape.of(ANY, ANY, ANY, 6)));
      tf.withName("y").identity(convolution(tf, x, 3, 6, 3, "SAME"));
      GraphDef plain = graph.toGraphDef();
      InferenceGraph drawing = InferenceRewriting.rewrite(plain, List.of("y"));
      assertThat(drawing.definition()).isEqualTo(plain);
      assertThat(drawing.small()).isFalse();
    }
  }

  private static void checkSame(GraphDef plain, int in) {
    float[] expected = run(plain, in);
    assertThat(expected).hasSizeGreaterThan(100);
    assertThat(run(rewritten(plain), in)).containsExactly(expected, within(1e-4f));
  }

  private static GraphDef rewritten(GraphDef plain) {
    return InferenceRewriting.rewrite(plain, List.of("y")).definition();
  }

  private static List<String> operations(GraphDef graph) {
    return graph.getNodeList().stream().map(NodeDef::getOp).toList();
  }

  private static GraphDef graph(
      int channels, BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> network) {
    TensorFlowRuntime.load();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> x =
          tf.withName("x")
              .placeholder(
                  TFloat32.class, Placeholder.shape(Shape.of(ANY, HEIGHT, WIDTH, channels)));
      Operand<TFloat32> y = network.apply(tf, x);
      tf.withName("y").identity(y);
      return graph.toGraphDef();
    }
  }

  private static Operand<TFloat32> transposed(
      Ops tf,
      Operand<TFloat32> x,
      int down,
      int across,
      int stride,
      int in,
      int filters,
      String padding) {
    long[] small = x.shape().asArray();
    boolean same = padding.equals("SAME");
    int height = (int) small[1] * stride + (same ? 0 : Math.max(0, down - stride));
    int width = (int) small[2] * stride + (same ? 0 : Math.max(0, across - stride));
    long step = stride;
    return tf.nn.conv2dBackpropInput(
        tf.concat(
            List.of(
                tf.slice(tf.shape(x), tf.constant(new int[] {0}), tf.constant(new int[] {1})),
                tf.constant(new int[] {height, width, filters})),
            tf.constant(0)),
        values(tf, down, across, filters, in),
        x,
        List.of(1L, step, step, 1L),
        padding);
  }

  private static Operand<TFloat32> convolution(
      Ops tf, Operand<TFloat32> x, int side, int in, int filters, String padding) {
    return tf.nn.conv2d(x, values(tf, side, side, in, filters), List.of(1L, 1L, 1L, 1L), padding);
  }

  private static Operand<TFloat32> active(
      Ops tf, Operand<TFloat32> x, int channels, Activation activation) {
    return Activations.apply(tf, activation, tf.nn.biasAdd(x, values(tf, channels)));
  }

  private static Operand<TFloat32> values(Ops tf, long... sides) {
    Shape shape = Shape.of(sides);
    float[] values = SmallGraph.values(shape.hashCode(), (int) shape.size());
    for (int i = 0; i < values.length; i++) {
      values[i] /= 16;
    }
    return tf.constant(shape, DataBuffers.of(values));
  }

  private static float[] run(GraphDef definition, int channels) {
    int count = 2;
    float[] input = SmallGraph.values(2, count * HEIGHT * WIDTH * channels);
    try (Graph graph = new Graph()) {
      graph.importGraphDef(definition);
      try (Session session = new Session(graph, SessionConfig.inference(Placement.CPU, 0));
          TFloat32 x = SmallGraph.tensor(Shape.of(count, HEIGHT, WIDTH, channels), input);
          Result result = session.runner().feed("x", x).fetch("y").run()) {
        float[] values = new float[(int) ((TFloat32) result.get(0)).size()];
        ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(values);
        return values;
      }
    }
  }
}
