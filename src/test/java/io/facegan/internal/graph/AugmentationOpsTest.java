package io.facegan.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegan.internal.runtime.Compute;
import io.facegan.network.Augmentation;
import io.facegan.network.Augmentation.Kind;
import io.facegan.network.ImageShape;
import io.facegan.network.Normalization;
import io.facegan.network.Objective;
import io.facegan.network.Recipe;
import io.facegan.runtime.Precision;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

class AugmentationOpsTest {
  private static final int COUNT = 40;
  private static final ImageShape IMAGE = ImageShape.rgb(16, 8);

  @ParameterizedTest
  @EnumSource(Kind.class)
  void probabilityZero_leavesImagesAsTheyAre(Kind kind) {
    try (Fixture fixture = new Fixture(kind)) {
      assertThat(fixture.changed(0, 1)).isEqualTo(fixture.images);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void probability_isTheShareOfChangedImages(Kind kind) {
    try (Fixture fixture = new Fixture(kind)) {
      assertThat(share(fixture, 1)).isGreaterThan(0.95);
      // 400 images: the standard error is 0.023.
      assertThat(share(fixture, 0.3f)).isBetween(0.2, 0.4);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void changes_followFromTheSeed(Kind kind) {
    try (Fixture fixture = new Fixture(kind)) {
      assertThat(fixture.changed(1, 1)).isEqualTo(fixture.changed(1, 1));
      assertThat(fixture.changed(1, 1)).isNotEqualTo(fixture.changed(1, 2));
    }
  }

  /** Every image is the original moved by whole pixels, an eighth of a side at most. */
  @Test
  void translation_movesWholeImages() {
    try (Fixture fixture = new Fixture(Kind.TRANSLATION)) {
      Set<Integer> seen = new HashSet<>();
      for (int seed = 0; seed < 3; seed++) {
        float[] changed = fixture.changed(1, seed);
        for (int n = 0; n < COUNT; n++) {
          seen.add(shiftOf(fixture.images, changed, n));
        }
      }
      // 2 of 16 rows and 1 of 8 columns, both ways.
      assertThat(seen).hasSize(5 * 3);
    }
  }

  private static int shiftOf(float[] images, float[] changed, int n) {
    for (int down = -2; down <= 2; down++) {
      for (int across = -1; across <= 1; across++) {
        if (isMoved(images, changed, n, down, across)) {
          return 3 * (down + 2) + across + 1;
        }
      }
    }
    throw new AssertionError("image " + n + " is not a moved one");
  }

  private static boolean isMoved(float[] images, float[] changed, int n, int down, int across) {
    for (int y = 0; y < IMAGE.height(); y++) {
      for (int x = 0; x < IMAGE.width(); x++) {
        for (int c = 0; c < 3; c++) {
          int fromY = y + down;
          int fromX = x + across;
          boolean inside =
              fromY >= 0 && fromY < IMAGE.height() && fromX >= 0 && fromX < IMAGE.width();
          float expected = inside ? images[at(n, fromY, fromX, c)] : 0.5f;
          if (Math.abs(changed[at(n, y, x, c)] - expected) > 1e-6) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** What is changed is a full rectangle of mid-grey, half as high and wide at most. */
  @Test
  void cutout_isOneRectangleOfMidGrey() {
    try (Fixture fixture = new Fixture(Kind.CUTOUT)) {
      float[] changed = fixture.changed(1, 5);
      int whole = 0;
      for (int n = 0; n < COUNT; n++) {
        int[] rows = {IMAGE.height(), -1};
        int[] columns = {IMAGE.width(), -1};
        int pixels = 0;
        for (int y = 0; y < IMAGE.height(); y++) {
          for (int x = 0; x < IMAGE.width(); x++) {
            if (changed[at(n, y, x, 0)] != fixture.images[at(n, y, x, 0)]) {
              pixels++;
              rows[0] = Math.min(rows[0], y);
              rows[1] = Math.max(rows[1], y);
              columns[0] = Math.min(columns[0], x);
              columns[1] = Math.max(columns[1], x);
              for (int c = 0; c < 3; c++) {
                assertThat(changed[at(n, y, x, c)]).isEqualTo(0.5f);
              }
            }
          }
        }
        int height = rows[1] - rows[0] + 1;
        int width = columns[1] - columns[0] + 1;
        assertThat(pixels).isEqualTo(height * width);
        assertThat(height).isBetween(4, 8);
        assertThat(width).isBetween(2, 4);
        whole += pixels == 32 ? 1 : 0;
      }
      assertThat(whole).isPositive();
    }
  }

  /** Brightness, saturation and contrast by their formulas, from what they did to three pixels. */
  @Test
  void colour_keepsTheOrderOfGreysAndMovesTheMeanByBrightnessAlone() {
    try (Fixture fixture = new Fixture(Kind.COLOUR)) {
      float[] changed = fixture.changed(1, 6);
      double least = 1;
      double most = -1;
      for (int n = 0; n < COUNT; n++) {
        // Neither saturation nor contrast moves the mean of the image.
        double moved = mean(changed, n) - mean(fixture.images, n);
        assertThat(moved).isBetween(-0.2501, 0.2501);
        least = Math.min(least, moved);
        most = Math.max(most, moved);
        // Contrast scales the greys around it by one factor, from 0.5 to 1.5.
        double factor = greySlope(fixture.images, changed, n, 0, 9);
        assertThat(factor).isBetween(0.499, 1.501);
        assertThat(greySlope(fixture.images, changed, n, 5, 14)).isCloseTo(factor, within(2e-2));
      }
      assertThat(least).isLessThan(-0.15);
      assertThat(most).isGreaterThan(0.15);
    }
  }

  private static double greySlope(float[] images, float[] changed, int n, int y, int other) {
    double before = grey(images, n, y, 1) - grey(images, n, other, 6);
    double after = grey(changed, n, y, 1) - grey(changed, n, other, 6);
    return after / before;
  }

  private static double grey(float[] images, int n, int y, int x) {
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      sum += images[at(n, y, x, c)];
    }
    return sum / 3;
  }

  private static double mean(float[] images, int n) {
    double sum = 0;
    for (int i = 0; i < IMAGE.size(); i++) {
      sum += images[n * IMAGE.size() + i];
    }
    return sum / IMAGE.size();
  }

  @Test
  void gradient_isThatOfFiniteDifferences() {
    try (Fixture fixture = new Fixture(EnumSet.allOf(Kind.class))) {
      float[] gradient = fixture.gradient(1, 7);
      Random random = new Random(1);
      int felt = 0;
      for (int i = 0; i < 40; i++) {
        int at = random.nextInt(gradient.length);
        double expected = fixture.slope(at, 1, 7);
        assertThat((double) gradient[at]).isCloseTo(expected, within(2e-3));
        felt += Math.abs(expected) > 0.05 ? 1 : 0;
      }
      assertThat(felt).isGreaterThan(10);
    }
  }

  /** A step without augmentation, and one whose probability has not risen yet, are the same. */
  @Test
  void training_usesTheProbabilityOfItsMoment() {
    Map<String, float[]> plain = afterStep(Augmentation.NONE, 0);
    Augmentation rising = new Augmentation(EnumSet.allOf(Kind.class), 1, 1_000, 0);
    float[] expected = plain.get("discriminator/convolution_1/kernel");
    float[] actual = afterStep(rising, 0).get("discriminator/convolution_1/kernel");
    for (int i = 0; i < expected.length; i++) {
      // Centring the images and back may round.
      assertThat(actual[i]).isCloseTo(expected[i], within(1e-6f));
    }
    assertThat(afterStep(rising, 200).get("discriminator/convolution_1/kernel"))
        .isNotEqualTo(afterStep(Augmentation.NONE, 200).get("discriminator/convolution_1/kernel"));
  }

  @ParameterizedTest
  @EnumSource(Objective.Updates.class)
  void everyOrderOfUpdates_augments(Objective.Updates updates) {
    Objective objective =
        switch (updates) {
          case SEPARATE -> Objective.tutorial();
          case JOINT -> Objective.nonSaturating();
          case PAIRED -> Objective.relativistic();
        };
    Recipe recipe = TinyNetworks.recipe().toBuilder().objective(objective).build();
    Recipe augmented = recipe.toBuilder().augmentation(Augmentation.of(1)).build();
    for (String network : new String[] {"discriminator/convolution_1", "generator/dense_1"}) {
      assertThat(afterStep(augmented, 0).get(network + "/kernel"))
          .isNotEqualTo(afterStep(recipe, 0).get(network + "/kernel"));
    }
  }

  private static Map<String, float[]> afterStep(Augmentation augmentation, int step) {
    return afterStep(
        TinyNetworks.recipe().toBuilder()
            .objective(Objective.relativistic())
            .augmentation(augmentation)
            .build(),
        step);
  }

  private static Map<String, float[]> afterStep(Recipe recipe, int step) {
    try (GanSession session =
        new GanSession(
            recipe, 3, Compute.onCpu(Precision.FLOAT32), Normalization.RUNNING_AVERAGES)) {
      byte[] reals = new byte[recipe.batchSize() * recipe.networks().imageShape().size()];
      new Random(4).nextBytes(reals);
      session.step(reals, step);
      return Values.of(session);
    }
  }

  private static double share(Fixture fixture, float probability) {
    int changed = 0;
    for (int seed = 0; seed < 10; seed++) {
      float[] after = fixture.changed(probability, seed);
      for (int n = 0; n < COUNT; n++) {
        int from = n * IMAGE.size();
        int to = from + IMAGE.size();
        changed += Arrays.equals(after, from, to, fixture.images, from, to) ? 0 : 1;
      }
    }
    // One of 15 translations leaves an image where it is.
    double most = fixture.kinds.contains(Kind.TRANSLATION) ? 14.0 / 15 : 1;
    return changed / (10.0 * COUNT) / most;
  }

  private static int at(int n, int y, int x, int c) {
    return ((n * IMAGE.height() + y) * IMAGE.width() + x) * 3 + c;
  }

  private static final class Fixture implements AutoCloseable {
    private final Set<Kind> kinds;
    private final float[] images = new float[COUNT * IMAGE.size()];
    private final float[] weights = new float[images.length];
    private final Graph graph = new Graph();
    private final Placeholder<TFloat32> input;
    private final AugmentationOps ops;
    private final Placeholder<TInt64> seed;
    private final Operand<TFloat32> output;
    private final Operand<TFloat32> loss;
    private final Output<?> gradient;
    private final Session session;

    Fixture(Kind kind) {
      this(EnumSet.of(kind));
    }

    Fixture(Set<Kind> kinds) {
      this.kinds = kinds;
      Random random = new Random(2);
      for (int i = 0; i < images.length; i++) {
        images[i] = random.nextInt(256) / 255f;
        // Values that the change to mid-grey and back leaves to the bit.
        images[i] = (images[i] - 0.5f) + 0.5f;
        weights[i] = random.nextFloat() - 0.5f;
      }
      Ops tf = Ops.create(graph);
      Shape batch = Shapes.batch(COUNT, IMAGE);
      input = tf.placeholder(TFloat32.class, Placeholder.shape(batch));
      seed = tf.placeholder(TInt64.class, Placeholder.shape(Shape.of(2)));
      ops = new AugmentationOps(tf, new Augmentation(kinds, 1, 0, 0), IMAGE);
      output = ops.of(input, tf.constant(COUNT), seed, 1);
      loss =
          tf.sum(
              tf.math.mul(output, tf.reshape(tf.constant(weights), tf.constant(batch.asArray()))),
              tf.constant(new int[] {0, 1, 2, 3}));
      gradient =
          graph
              .addGradients(
                  null,
                  new Output<?>[] {loss.asOutput()},
                  new Output<?>[] {input.asOutput()},
                  null)[0];
      session = new Session(graph);
    }

    float[] changed(float probability, long number) {
      return run(output.asOutput(), images, probability, number);
    }

    float[] gradient(float probability, long number) {
      return run(gradient, images, probability, number);
    }

    double slope(int at, float probability, long number) {
      float[] nudged = images.clone();
      nudged[at] += 0.25f;
      double after = run(loss.asOutput(), nudged, probability, number)[0];
      nudged[at] -= 0.5f;
      return (after - run(loss.asOutput(), nudged, probability, number)[0]) / 0.5;
    }

    private float[] run(Output<?> fetched, float[] values, float probability, long number) {
      try (TFloat32 fed = SmallGraph.tensor(Shapes.batch(COUNT, IMAGE), values);
          TFloat32 share = TFloat32.scalarOf(probability);
          var numbers = TInt64.vectorOf(9, number);
          Result result =
              session
                  .runner()
                  .feed(input, fed)
                  .feed(ops.probability, share)
                  .feed(seed, numbers)
                  .fetch(fetched)
                  .run()) {
        return SmallGraph.floats((TFloat32) result.get(0));
      }
    }

    @Override
    public void close() {
      session.close();
      graph.close();
    }
  }
}
