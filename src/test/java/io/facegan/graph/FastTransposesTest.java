package io.facegan.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

class FastTransposesTest {
  /** Kernels that gain, of too few channels, of too few taps, and padded. */
  @ParameterizedTest
  @CsvSource({
    "8, 2, 64, 64, VALID, true",
    "6, 2, 80, 64, VALID, true",
    "8, 2, 64, 12, VALID, false",
    "4, 2, 64, 64, VALID, false",
    "8, 2, 64, 64, SAME, false"
  })
  void results_stayTheSame(
      int side, int stride, int in, int filters, String padding, boolean rewritten) {
    int large = padding.equals("SAME") ? 5 * stride : 4 * stride + side;
    GraphDef plain = graph(side, stride, in, filters, padding, large);
    GraphDef fast = FastTransposes.rewrite(plain);
    List<String> operations = fast.getNodeList().stream().map(NodeDef::getOp).toList();
    assertThat(operations.contains("Conv2DBackpropInput")).isNotEqualTo(rewritten);
    if (!rewritten) {
      assertThat(fast).isEqualTo(plain);
    }
    assertThat(run(fast, in, large, filters))
        .containsExactly(run(plain, in, large, filters), within(1e-4f));
  }

  private static GraphDef graph(
      int side, int stride, int in, int filters, String padding, int large) {
    TensorFlowRuntime.load();
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> x =
          tf.withName("x").placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 5, 5, in)));
      float[] weights = new float[side * side * filters * in];
      Random random = new Random(1);
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (float) random.nextGaussian() / 32;
      }
      Operand<TFloat32> kernel =
          tf.reshape(tf.constant(weights), tf.constant(new int[] {side, side, filters, in}));
      Operand<TInt32> sides =
          tf.concat(
              List.of(
                  tf.slice(tf.shape(x), tf.constant(new int[] {0}), tf.constant(new int[] {1})),
                  tf.constant(new int[] {large, large, filters})),
              tf.constant(0));
      long step = stride;
      Operand<TFloat32> y =
          tf.nn.conv2dBackpropInput(sides, kernel, x, List.of(1L, step, step, 1L), padding);
      tf.withName("y").identity(y);
      return graph.toGraphDef();
    }
  }

  private static float[] run(GraphDef definition, int in, int large, int filters) {
    float[] input = new float[2 * 5 * 5 * in];
    Random random = new Random(2);
    for (int i = 0; i < input.length; i++) {
      input[i] = (float) random.nextGaussian();
    }
    try (Graph graph = new Graph()) {
      graph.importGraphDef(definition);
      try (Session session = new Session(graph);
          TFloat32 x = SmallGraph.tensor(Shape.of(2, 5, 5, in), input);
          Result result = session.runner().feed("x", x).fetch("y").run()) {
        float[] values = new float[2 * large * large * filters];
        ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(values);
        return values;
      }
    }
  }
}
