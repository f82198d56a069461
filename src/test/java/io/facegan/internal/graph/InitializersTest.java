package io.facegan.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegan.network.BatchNorm;
import io.facegan.network.Convolution;
import io.facegan.network.Dense;
import io.facegan.network.Flatten;
import io.facegan.network.ImageShape;
import io.facegan.network.Initialization;
import io.facegan.network.LayerNorm;
import io.facegan.network.NetworkSpec;
import io.facegan.network.Reshape;
import io.facegan.network.TransposedConvolution;
import io.facegan.network.VectorShape;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class InitializersTest {
  private static final NetworkSpec NETWORK =
      NetworkSpec.of(
          "net",
          new VectorShape(50),
          new Dense(400),
          new Reshape(new ImageShape(10, 10, 4)),
          TransposedConvolution.of(32, 5, 2),
          BatchNorm.standard(),
          Convolution.of(64, 4, 2),
          LayerNorm.standard(),
          new Flatten(),
          new Dense(1));

  @Test
  void uniform_fillsTheBoundsOfItsFanIn() {
    Map<String, float[]> values = values(Initialization.UNIFORM_FAN_IN, 1);
    checkUniform(values, "net/dense_1/kernel", 50);
    checkUniform(values, "net/dense_1/bias", 50);
    // Of a transposed convolution it is the filters that count, as in PyTorch.
    checkUniform(values, "net/transposed_convolution_1/kernel", 32 * 25);
    checkUniform(values, "net/transposed_convolution_1/bias", 32 * 25);
    checkUniform(values, "net/convolution_1/kernel", 32 * 16);
    checkUniform(values, "net/convolution_1/bias", 32 * 16);
    assertThat(values.get("net/batch_norm_1/scale")).containsOnly(1);
  }

  @Test
  void normal_hasDeviation002AndNoBias() {
    Map<String, float[]> values = values(Initialization.NORMAL_002, 1);
    checkNormal(values.get("net/dense_1/kernel"), 0);
    checkNormal(values.get("net/transposed_convolution_1/kernel"), 0);
    checkNormal(values.get("net/convolution_1/kernel"), 0);
    assertThat(values.get("net/dense_1/bias")).containsOnly(0);
    assertThat(values.get("net/transposed_convolution_1/bias")).containsOnly(0);
    assertThat(values.get("net/convolution_1/bias")).containsOnly(0);
    double[] scale = moments(values.get("net/batch_norm_1/scale"));
    assertThat(scale[0]).isCloseTo(1, within(0.02));
    assertThat(scale[1]).isBetween(0.01, 0.03);
  }

  @Test
  void norms_startAsNone() {
    for (Initialization kind : Initialization.values()) {
      Map<String, float[]> values = values(kind, 1);
      assertThat(values.get("net/batch_norm_1/offset")).containsOnly(0);
      assertThat(values.get("net/batch_norm_1/running_mean")).containsOnly(0);
      assertThat(values.get("net/batch_norm_1/running_variance")).containsOnly(1);
      assertThat(values.get("net/layer_norm_1/scale")).containsOnly(1);
      assertThat(values.get("net/layer_norm_1/offset")).containsOnly(0);
    }
  }

  @Test
  void sameSeed_givesTheSameBits() {
    for (Initialization kind : Initialization.values()) {
      Map<String, float[]> first = values(kind, 7);
      Map<String, float[]> second = values(kind, 7);
      assertThat(second.keySet()).isEqualTo(first.keySet());
      first.forEach((name, values) -> assertThat(second.get(name)).as(name).isEqualTo(values));
    }
  }

  @Test
  void otherSeed_givesOtherWeights() {
    for (Initialization kind : Initialization.values()) {
      Map<String, float[]> first = values(kind, 7);
      Map<String, float[]> second = values(kind, 8);
      first.forEach(
          (name, values) -> {
            if (name.endsWith("/kernel")) {
              assertThat(second.get(name)).as(name).isNotEqualTo(values);
            }
          });
    }
  }

  @Test
  void variables_ofOneNetworkDifferFromEachOther() {
    Map<String, float[]> values = values(Initialization.NORMAL_002, 1);
    float[] first = java.util.Arrays.copyOf(values.get("net/dense_1/kernel"), 100);
    float[] second = java.util.Arrays.copyOf(values.get("net/convolution_1/kernel"), 100);
    assertThat(first).isNotEqualTo(second);
  }

  private static void checkUniform(Map<String, float[]> values, String name, int fanIn) {
    double bound = 1 / Math.sqrt(fanIn);
    float[] drawn = values.get(name);
    for (float value : drawn) {
      assertThat((double) Math.abs(value)).as(name).isLessThanOrEqualTo(bound * (1 + 1e-6));
    }
    double[] moments = moments(drawn);
    // Four standard errors of the mean and of the deviation, whichever values were drawn.
    double error = 4 / Math.sqrt(drawn.length);
    assertThat(moments[0] / bound).as(name).isCloseTo(0, within(error / Math.sqrt(3)));
    assertThat(moments[1] / bound).as(name).isCloseTo(1 / Math.sqrt(3), within(error / 3));
  }

  private static void checkNormal(float[] drawn, double mean) {
    double[] moments = moments(drawn);
    double error = 4 * 0.02 / Math.sqrt(drawn.length);
    assertThat(moments[0]).isCloseTo(mean, within(error));
    assertThat(moments[1]).isCloseTo(0.02, within(error));
  }

  private static double[] moments(float[] values) {
    double[] moments = Reference.moments(values, i -> true);
    return new double[] {moments[0], Math.sqrt(moments[1])};
  }

  private static Map<String, float[]> values(Initialization kind, long seed) {
    try (SmallGraph small = new SmallGraph()) {
      NetworkVariables.create(NETWORK, small.variables, new Initializers(small.tf, kind, seed));
      small.initialize();
      Map<String, float[]> values = new TreeMap<>();
      small.variables.all().forEach(v -> values.put(v.name(), small.value(v.name())));
      return values;
    }
  }
}
