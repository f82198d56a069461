package io.facegan.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.facegan.network.GradientPenalty;
import io.facegan.network.ImageShape;
import io.facegan.network.Initialization;
import io.facegan.network.Labels;
import io.facegan.network.Networks;
import io.facegan.network.Objective;
import io.facegan.network.Recipe;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** A discriminator that knows three labels: its logits, its penalty and that one's gradient. */
class LabelProjectionTest {
  private static final ImageShape IMAGE = ImageShape.rgb(8, 8);
  private static final int BATCH = 3;
  private static final int FEATURES = 5 * 2 * 2;
  private static final int[] LABELS = {2, 0, 2};
  private static final float NUDGE = 1e-2f;

  private final SmallGraph small = new SmallGraph();
  private final Operand<TFloat32> images;
  private final Placeholder<TInt64> labels;
  private final Operand<TFloat32> logits;
  private final Operand<TFloat32> features;
  private final Operand<TFloat32> penalty;
  private final Operand<TFloat32> gradient;
  private final Session session;
  private final float[] pixels = new float[BATCH * IMAGE.size()];

  @SuppressWarnings("unchecked") // float32 all of them
  LabelProjectionTest() {
    Recipe recipe =
        TinyNetworks.recipe(networks(), BATCH).toBuilder()
            .objective(Objective.nonSaturating())
            .penalty(new GradientPenalty(1, 0, 1))
            .build();
    TrainedVariables trained =
        TrainedVariables.create(
            recipe.networks(), small.variables, new Initializers(small.tf, Initialization.HE, 5));
    labels = GanGraph.labels(small.tf, recipe.networks(), "labels", BATCH);
    UpdateBuilder builder =
        new UpdateBuilder(
            small.graph,
            small.tf,
            recipe,
            small.variables,
            trained.generator(),
            trained.discriminator(),
            ConvolutionForm.MINIMAL_FILTERING,
            labels,
            Workers.ALONE);
    images = small.tf.placeholder(TFloat32.class, Placeholder.shape(Shapes.batch(BATCH, IMAGE)));
    ForwardPass pass = builder.judge(small.variables, images);
    logits = pass.output();
    features = Casts.wide(small.tf, pass.features());
    penalty = new PenaltyOps(builder, null, null).of(images, pass, images, pass);
    gradient =
        (Operand<TFloat32>)
            (Operand<?>)
                small
                    .graph
                    .addGradients(
                        penalty.asOutput(),
                        new Output<?>[] {
                          small.variables.get(LabelProjection.TABLE).value().asOutput()
                        })[0];
    session = new Session(small.graph);
    small.variables.initialize(session);
    Random random = new Random(3);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
  }

  @AfterEach
  void close() {
    session.close();
    small.close();
  }

  @Test
  void logit_growsByTheProductOfItsLabelsRow() {
    float[] before = run(logits, pixels);
    float[] taken = run(features, pixels);
    assertThat(taken).hasSize(BATCH * FEATURES);
    float[] table = SmallGraph.values(8, 3 * FEATURES);
    small.variables.assign(LabelProjection.TABLE, table, session);

    float[] after = run(logits, pixels);

    for (int i = 0; i < BATCH; i++) {
      double product = 0;
      for (int k = 0; k < FEATURES; k++) {
        product += taken[i * FEATURES + k] * table[LABELS[i] * FEATURES + k];
      }
      assertThat((double) after[i]).isCloseTo(before[i] + product, within(1e-4));
      assertThat(Math.abs(product)).isGreaterThan(0.01);
    }
  }

  @Test
  void penalty_isTheSlopeOfTheWholeLogit() {
    small.variables.assign(LabelProjection.TABLE, SmallGraph.values(8, 3 * FEATURES), session);
    double sum = 0;
    for (int i = 0; i < pixels.length; i++) {
      double slope = (sumOfLogits(i, NUDGE) - sumOfLogits(i, -NUDGE)) / (2 * NUDGE);
      sum += slope * slope;
    }
    // Half of gamma, and pixels that count as from -1 to 1.
    double expected = 0.5 * 0.25 * sum / BATCH;

    assertThat((double) run(penalty, pixels)[0]).isCloseTo(expected, within(0.02 * expected));
  }

  @Test
  void penaltysGradient_reachesTheRowsOfItsLabels() {
    float[] table = SmallGraph.values(8, 3 * FEATURES);
    small.variables.assign(LabelProjection.TABLE, table, session);
    float[] found = run(gradient, pixels);

    for (int i : new int[] {0, 7, FEATURES, 2 * FEATURES + 3, 3 * FEATURES - 1}) {
      double slope = (penalty(table, i, NUDGE) - penalty(table, i, -NUDGE)) / (2 * NUDGE);
      assertThat((double) found[i]).as("value %d", i).isCloseTo(slope, within(2e-3));
    }
    for (int i = FEATURES; i < 2 * FEATURES; i++) {
      assertThat(found[i]).as("no image has the label 1").isZero();
    }
    assertThat(found[0]).isNotZero();
  }

  @Test
  void trainedRows_areThoseLookedUpToTheBit() {
    Operand<TFloat32> table = small.constant(Shape.of(3, 4), SmallGraph.values(1, 12));
    Operand<TInt64> chosen = small.tf.constant(new long[] {2, 2, 0, 1});
    float[] trained = run(LabelRows.TRAINED.of(small.tf, table, chosen), pixels);
    float[] lookedUp = run(LabelRows.LOOKED_UP.of(small.tf, table, chosen), pixels);

    assertThat(trained).isEqualTo(lookedUp).hasSize(16);
  }

  private double penalty(float[] table, int index, float nudge) {
    float[] changed = table.clone();
    changed[index] += nudge;
    small.variables.assign(LabelProjection.TABLE, changed, session);
    return run(penalty, pixels)[0];
  }

  private double sumOfLogits(int pixel, float nudge) {
    float[] changed = pixels.clone();
    changed[pixel] += nudge;
    double sum = 0;
    for (float logit : run(logits, changed)) {
      sum += logit;
    }
    return sum;
  }

  private float[] run(Operand<TFloat32> fetched, float[] fed) {
    try (TFloat32 input = SmallGraph.tensor(images.shape(), fed);
        TInt64 chosen = LabelTensors.of(LABELS);
        Result result =
            session.runner().feed(images, input).feed(labels, chosen).fetch(fetched).run()) {
      return SmallGraph.floats((TFloat32) result.get(0));
    }
  }

  private static Networks networks() {
    return TinyNetworks.withoutNorms().labelled(Labels.of(List.of("a", "b", "c")));
  }
}
