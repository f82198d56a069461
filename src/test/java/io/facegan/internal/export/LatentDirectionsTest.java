package io.facegan.internal.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

class LatentDirectionsTest {
  @Test
  void directions_areThoseThatTheFirstKernelStretchesMost() {
    double[][] directions = LatentDirections.of(dense(3, 0, 0, -1, 1, 2, -2, 5, 5), 3);
    assertThat(directions).hasDimensions(3, 3);
    // The third row is by far the longest.
    assertThat(directions[0][2]).isGreaterThan(0.9);
    double before = Double.MAX_VALUE;
    for (double[] direction : directions) {
      double length = stretched(direction, new double[][] {{3, 0, 0}, {-1, 1, 2}, {-2, 5, 5}});
      assertThat(length).isLessThan(before);
      before = length;
    }
  }

  @Test
  void largestValue_isPositive() {
    double[][] directions = LatentDirections.of(dense(-1, 0, 0, -2), 2);
    assertThat(directions).isDeepEqualTo(new double[][] {{0, 1}, {1, 0}});
  }

  @Test
  void longLatents_getTwelve() {
    float[] kernel = new float[20 * 20];
    for (int i = 0; i < 20; i++) {
      kernel[i * 20 + i] = i + 1;
    }
    double[][] directions = LatentDirections.of(dense(kernel), 20);
    assertThat(directions).hasDimensions(12, 20);
    assertThat(directions[0][19]).isCloseTo(1, within(1e-12));
    assertThat(directions[11][8]).isCloseTo(1, within(1e-12));
  }

  @Test
  void otherFirstLayer_givesTheFirstAxes() {
    FrozenGraph graph =
        new FrozenGraph(
            List.of(NodeDef.newBuilder().setName("r").setOp("Relu").addInput("latents").build()),
            List.of());
    assertThat(LatentDirections.of(graph, 2)).isDeepEqualTo(new double[][] {{1, 0}, {0, 1}});
  }

  private static FrozenGraph dense(float... kernel) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * kernel.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(kernel);
    long side = Math.round(Math.sqrt(kernel.length));
    long[] shape = {side, side};
    return new FrozenGraph(
        List.of(
            NodeDef.newBuilder()
                .setName("m")
                .setOp("MatMul")
                .addInput("latents")
                .addInput("kernel")
                .build()),
        List.of(new FrozenGraph.Constant("kernel", DataType.DT_FLOAT, shape, bytes.array())));
  }

  private static double stretched(double[] direction, double[][] kernel) {
    double square = 0;
    for (int column = 0; column < kernel[0].length; column++) {
      double sum = 0;
      for (int row = 0; row < kernel.length; row++) {
        sum += direction[row] * kernel[row][column];
      }
      square += sum * sum;
    }
    return Math.sqrt(square);
  }
}
