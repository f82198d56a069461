package io.facegan.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.internal.runtime.Compute;
import io.facegan.network.Normalization;
import io.facegan.runtime.Precision;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class VariablesTest {
  @Test
  void unknownName_isRefusedWithThoseThatThereAre() {
    try (SmallGraph small = new SmallGraph()) {
      small.variables.create("net/a", Shape.of(1), small.constant(Shape.of(1), 0));
      small.variables.create("net/b", Shape.of(1), small.constant(Shape.of(1), 0));
      assertThatThrownBy(() -> small.variables.get("net/c"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("net/c", "[net/a, net/b]");
    }
  }

  @Test
  void sameNameTwice_isRefused() {
    try (SmallGraph small = new SmallGraph()) {
      small.variables.create("net/a", Shape.of(1), small.constant(Shape.of(1), 0));
      assertThatThrownBy(
              () -> small.variables.create("net/a", Shape.of(1), small.constant(Shape.of(1), 0)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("variable net/a exists already");
    }
  }

  @Test
  void under_keepsTheOrderOfCreation() {
    try (SmallGraph small = new SmallGraph()) {
      for (String name : List.of("net/b", "other/c", "net/a")) {
        small.variables.create(name, Shape.of(1), small.constant(Shape.of(1), 0));
      }
      assertThat(small.variables.under("net/").map(Variables.Variable::name))
          .containsExactly("net/b", "net/a");
    }
  }

  @Test
  void names_areThoseInTheDocumentation() {
    try (GanSession session =
        new GanSession(
            TinyNetworks.recipe(TinyNetworks.rgb(), 2),
            1,
            Compute.onCpu(Precision.FLOAT32),
            Normalization.RUNNING_AVERAGES)) {
      List<String> names =
          session.gan.variables().all().stream().map(Variables.Variable::name).toList();
      assertThat(names)
          .contains(
              "generator/dense_1/kernel",
              "generator/transposed_convolution_1/bias",
              "generator/batch_norm_2/running_variance",
              "discriminator/convolution_1/kernel",
              "optimizer/generator/dense_1/kernel/m",
              "optimizer/discriminator/dense_1/bias/v",
              "optimizer/generator/beta1_power",
              "optimizer/discriminator/beta2_power")
          .doesNotContain("optimizer/generator/batch_norm_1/running_mean/m");
    }
  }
}
