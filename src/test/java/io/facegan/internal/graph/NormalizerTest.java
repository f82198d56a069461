package io.facegan.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.network.BatchNorm;
import io.facegan.network.FeatureShape;
import io.facegan.network.ImageShape;
import io.facegan.network.LayerNorm;
import io.facegan.network.LayerSpec;
import io.facegan.network.NetworkSpec;
import io.facegan.network.Normalization;
import io.facegan.network.VectorShape;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

class NormalizerTest {
  private static final ImageShape IMAGE = new ImageShape(3, 2, 2);
  private static final VectorShape VECTOR = new VectorShape(3);
  private static final BatchNorm NORM = new BatchNorm(1e-3, 0.25);
  private static final String PATH = "net/batch_norm_1/";

  @Test
  void batch_normalisesEachChannelByTheWholeBatch() {
    float[] x = shifted(4 * IMAGE.size());
    try (SmallGraph small = new SmallGraph()) {
      ForwardPass pass = forward(small, NORM, IMAGE, 4, x, Normalization.BATCH);
      float[] scale = {1.5f, -0.5f};
      float[] offset = {0.25f, 3};
      small.assign(PATH + "scale", scale);
      small.assign(PATH + "offset", offset);
      double[] expected =
          normalised(x, i -> j -> j % 2 == i % 2, 1e-3, i -> scale[i % 2], i -> offset[i % 2]);
      Close.check(small.run(pass.output()), expected, 1e-5, "batch norm");
    }
  }

  @Test
  void batch_movesTheRunningAveragesWithBesselsCorrection() {
    float[] x = shifted(4 * IMAGE.size());
    try (SmallGraph small = new SmallGraph()) {
      ForwardPass pass = forward(small, NORM, IMAGE, 4, x, Normalization.BATCH);
      assertThat(pass.averages().shown()).hasSize(2);
      List<Op> moved = small.moved(List.of(pass.averages()));
      double[] means = new double[2];
      double[] variances = {1, 1};
      int count = 4 * 3 * 2;
      for (int step = 0; step < 3; step++) {
        small.run(List.of(pass.output()), moved);
        for (int c = 0; c < 2; c++) {
          int channel = c;
          double[] moments = Reference.moments(x, i -> i % 2 == channel);
          means[c] += 0.25 * (moments[0] - means[c]);
          variances[c] += 0.25 * (moments[1] * count / (count - 1) - variances[c]);
        }
        Close.check(small.value(PATH + "running_mean"), means, 1e-5, "mean, step " + step);
        Close.check(
            small.value(PATH + "running_variance"), variances, 1e-4, "variance, step " + step);
      }
    }
  }

  @Test
  void batch_normalisesTheValuesOfVectorsToo() {
    float[] x = shifted(5 * 3);
    try (SmallGraph small = new SmallGraph()) {
      ForwardPass pass = forward(small, NORM, VECTOR, 5, x, Normalization.BATCH);
      double[] expected = normalised(x, i -> j -> j % 3 == i % 3, 1e-3, i -> 1, i -> 0);
      Close.check(
          small.run(List.of(pass.output()), small.moved(List.of(pass.averages()))).get(0),
          expected,
          1e-5,
          "vectors");
      double[] means = new double[3];
      double[] variances = new double[3];
      for (int c = 0; c < 3; c++) {
        int value = c;
        double[] moments = Reference.moments(x, i -> i % 3 == value);
        means[c] = 0.25 * moments[0];
        variances[c] = 0.75 + 0.25 * moments[1] * 5 / 4;
      }
      Close.check(small.value(PATH + "running_mean"), means, 1e-5, "mean");
      Close.check(small.value(PATH + "running_variance"), variances, 1e-4, "variance");
    }
  }

  @Test
  void perImage_ofOneImageIsBatch() {
    float[] x = shifted(IMAGE.size());
    try (SmallGraph small = new SmallGraph()) {
      NetworkGraph network = small.network(NetworkSpec.of("net", IMAGE, NORM));
      var input = small.batch(1, IMAGE, x);
      ForwardPass batch = network.forward(input, Normalization.BATCH);
      ForwardPass own = network.forward(input, Normalization.PER_PICTURE);
      small.initialize();
      small.assign(PATH + "scale", 2, -1);
      small.assign(PATH + "offset", 0.5f, 1);
      assertThat(own.averages().shown()).isEmpty();
      Close.check(small.run(own.output()), small.run(batch.output()), 1e-5, "one image");
    }
  }

  @Test
  void perImage_doesNotDependOnTheOtherImages() {
    float[] x = shifted(3 * IMAGE.size());
    try (SmallGraph small = new SmallGraph()) {
      NetworkGraph network = small.network(NetworkSpec.of("net", IMAGE, NORM));
      ForwardPass all = network.forward(small.batch(3, IMAGE, x), Normalization.PER_PICTURE);
      small.initialize();
      float[] together = small.run(all.output());
      for (int i = 0; i < 3; i++) {
        float[] image = Arrays.copyOfRange(x, i * IMAGE.size(), (i + 1) * IMAGE.size());
        ForwardPass one = network.forward(small.batch(1, IMAGE, image), Normalization.PER_PICTURE);
        Close.check(
            small.run(one.output()),
            Arrays.copyOfRange(together, i * IMAGE.size(), (i + 1) * IMAGE.size()),
            1e-6,
            "image " + i);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = "BATCH", mode = EnumSource.Mode.EXCLUDE)
  void vectorsAfterTraining_useTheRunningAverages(Normalization normalization) {
    float[] x = {1, 2, 3, -4, 5, 60};
    try (SmallGraph small = new SmallGraph()) {
      ForwardPass pass = forward(small, NORM, VECTOR, 2, x, normalization);
      small.assign(PATH + "running_mean", 1, 2, 3);
      small.assign(PATH + "running_variance", 4, 0.25f, 9);
      double[] expected = new double[6];
      double[] mean = {1, 2, 3};
      double[] variance = {4, 0.25, 9};
      for (int i = 0; i < 6; i++) {
        expected[i] = (x[i] - mean[i % 3]) / Math.sqrt(variance[i % 3] + 1e-3);
      }
      assertThat(pass.averages().shown()).isEmpty();
      Close.check(small.run(pass.output()), expected, 1e-5, normalization);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNNING_AVERAGES", "PRECISE"})
  void averages_normaliseImagesByWhatIsKept(Normalization averages) {
    float[] x = shifted(2 * IMAGE.size());
    try (SmallGraph small = new SmallGraph()) {
      ForwardPass pass = forward(small, NORM, IMAGE, 2, x, averages);
      small.assign(PATH + "running_mean", 0.5f, -1);
      small.assign(PATH + "running_variance", 4, 0.25f);
      small.assign(PATH + "scale", 2, 3);
      small.assign(PATH + "offset", 1, -1);
      double[] expected = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        expected[i] =
            i % 2 == 0
                ? (x[i] - 0.5) / Math.sqrt(4.001) * 2 + 1
                : (x[i] + 1) / Math.sqrt(0.251) * 3 - 1;
      }
      assertThat(pass.averages().shown()).isEmpty();
      Close.check(small.run(pass.output()), expected, 1e-4, averages);
    }
  }

  @Test
  void layerNorm_normalisesEachExampleByAllItsValues() {
    for (FeatureShape shape : List.of(VECTOR, IMAGE)) {
      int size = shape.size();
      float[] x = shifted(3 * size);
      try (SmallGraph small = new SmallGraph()) {
        ForwardPass pass =
            forward(small, new LayerNorm(1e-3), shape, 3, x, Normalization.RUNNING_AVERAGES);
        float[] scale = SmallGraph.values(7, size);
        float[] offset = SmallGraph.values(8, size);
        small.assign("net/layer_norm_1/scale", scale);
        small.assign("net/layer_norm_1/offset", offset);
        double[] expected =
            normalised(
                x,
                i -> j -> j / size == i / size,
                1e-3,
                i -> scale[i % size],
                i -> offset[i % size]);
        Close.check(small.run(pass.output()), expected, 1e-5, shape);
      }
    }
  }

  private static ForwardPass forward(
      SmallGraph small,
      LayerSpec layer,
      FeatureShape shape,
      int count,
      float[] x,
      Normalization normalization) {
    org.tensorflow.Operand<TFloat32> input = small.batch(count, shape, x);
    ForwardPass pass =
        small.network(NetworkSpec.of("net", shape, layer)).forward(input, normalization);
    small.initialize();
    return pass;
  }

  private static double[] normalised(
      float[] x,
      IntFunction<IntPredicate> group,
      double epsilon,
      IntFunction<Number> scale,
      IntFunction<Number> offset) {
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      double[] moments = Reference.moments(x, group.apply(i));
      y[i] =
          (x[i] - moments[0]) / Math.sqrt(moments[1] + epsilon) * scale.apply(i).doubleValue()
              + offset.apply(i).doubleValue();
    }
    return y;
  }

  /** Values whose mean is not zero. */
  private static float[] shifted(int count) {
    float[] values = SmallGraph.values(6, count);
    for (int i = 0; i < count; i++) {
      values[i] = 2 * values[i] + 1 + i % 2;
    }
    return values;
  }
}
