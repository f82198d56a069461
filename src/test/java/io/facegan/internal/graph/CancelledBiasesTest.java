package io.facegan.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegan.internal.runtime.Compute;
import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import io.facegan.runtime.Precision;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CancelledBiasesTest {
  private static final Networks NETWORKS = TinyNetworks.rgb();
  private static final float[][] LATENTS = {{1, -1, 0.5f, 0, 2, -0.5f}, {0, 1, -2, 1, 0, 0.5f}};

  /** Returns those of both networks. */
  static List<String> of(Networks networks) {
    return Stream.of(networks.generator(), networks.discriminator())
        .flatMap(network -> CancelledBiases.of(network).stream())
        .toList();
  }

  /** Whether it is the name of one of these biases, or of a slot of one. */
  static boolean isOf(String name, Networks networks) {
    return of(networks).stream()
        .anyMatch(bias -> name.equals(bias) || name.startsWith("optimizer/" + bias + "/"));
  }

  @Test
  void biasesRightBeforeABatchNorm_areFound() {
    assertThat(of(NETWORKS))
        .containsExactly(
            "generator/transposed_convolution_1/bias",
            "generator/convolution_1/bias",
            "discriminator/convolution_1/bias");
    // A reshape lies between the dense layer and its batch norm, which then averages over pixels.
    assertThat(of(Networks.portrait(ImageShape.rgb(16, 16))))
        .containsExactly(
            "generator/transposed_convolution_1/bias", "generator/transposed_convolution_2/bias");
  }

  /** Other biases, the same losses and weights; and the averages know them, so that samples do. */
  @Test
  void otherBiases_changeNothingButTheAveragesOfTheMeans() {
    try (GanSession one = session();
        GanSession other = session()) {
      for (String bias : of(NETWORKS)) {
        TinyNetworks.fill(other, bias, 0.5f);
      }
      Map<String, float[]> biased = Values.of(other);
      byte[] reals = new byte[2 * NETWORKS.imageShape().size()];
      new Random(1).nextBytes(reals);
      for (int step = 0; step < 60; step++) {
        assertThat(other.step(reals, step)).as("step %d", step).isEqualTo(one.step(reals, step));
      }
      Map<String, float[]> after = Values.of(other);
      Values.of(one)
          .forEach(
              (name, values) -> {
                if (isOf(name, NETWORKS)) {
                  assertThat(after.get(name)).as(name).isEqualTo(biased.get(name));
                } else if (!name.endsWith("/running_mean")) {
                  assertThat(after.get(name)).as(name).isEqualTo(values);
                }
              });
      // Two passes a step move them by a tenth each: of the first values, some millionths are left.
      byte[] first = one.sample(LATENTS);
      byte[] second = other.sample(LATENTS);
      for (int i = 0; i < first.length; i++) {
        assertThat(second[i] & 0xff).isCloseTo(first[i] & 0xff, within(1));
      }
    }
  }

  private static GanSession session() {
    return new GanSession(
        TinyNetworks.recipe(), 3, Compute.onCpu(Precision.FLOAT32), Normalization.RUNNING_AVERAGES);
  }
}
