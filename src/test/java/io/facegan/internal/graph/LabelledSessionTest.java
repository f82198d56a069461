package io.facegan.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.internal.runtime.Compute;
import io.facegan.network.Labels;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import io.facegan.network.Objective;
import io.facegan.network.Recipe;
import io.facegan.runtime.Precision;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training steps of networks that know labels, in all ways that updates are made. */
class LabelledSessionTest {
  private static final byte[] BATCH = batch();

  @ParameterizedTest
  @ValueSource(strings = {"tutorial", "relativistic", "non-saturating"})
  void step_trainsTheRowsOfItsLabels(String objective) {
    try (GanSession session = session(recipe(objective))) {
      session.label(step -> new int[] {2, 0});
      float[] embedding = session.values(LabelEmbedding.TABLE);
      float[] projection = session.values(LabelProjection.TABLE);
      assertThat(projection).containsOnly(0f);

      session.step(BATCH, 0);
      session.step(BATCH, 1);

      float[] vectors = session.values(LabelEmbedding.TABLE);
      float[] products = session.values(LabelProjection.TABLE);
      for (int label = 0; label < 3; label++) {
        assertThat(Arrays.equals(row(vectors, label), row(embedding, label)))
            .as("embedding of %d as it was", label)
            .isEqualTo(label == 1);
        assertThat(Arrays.equals(row(products, label), row(projection, label)))
            .as("projection of %d as it was", label)
            .isEqualTo(label == 1);
      }
    }
  }

  @Test
  void samples_followTheirLabels() {
    try (GanSession session = session(recipe("relativistic"))) {
      float[][] latents = {
        new float[TinyNetworks.LATENT],
        new float[TinyNetworks.LATENT],
        new float[TinyNetworks.LATENT]
      };
      byte[] drawn = session.sample(latents, new int[] {0, 1, 0});

      byte[][] images = {part(drawn, 0), part(drawn, 1), part(drawn, 2)};
      assertThat(images[0]).isEqualTo(images[2]).isNotEqualTo(images[1]);
    }
  }

  @Test
  void step_withoutLabels_isRefused() {
    try (GanSession session = session(recipe("relativistic"))) {
      assertThatThrownBy(() -> session.step(BATCH, 0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContainingAll("3 labels", "label(...)");
    }
  }

  @Test
  void networksWithoutLabels_haveNoTraceOfThem() {
    try (GanSession session =
        new GanSession(
            TinyNetworks.recipe(),
            1,
            Compute.onCpu(Precision.FLOAT32),
            Normalization.RUNNING_AVERAGES)) {
      session
          .graph
          .operations()
          .forEachRemaining(operation -> assertThat(operation.name()).doesNotContain("label"));
    }
  }

  private static Recipe recipe(String objective) {
    Networks networks = TinyNetworks.rgb().labelled(Labels.of(List.of("a", "b", "c")));
    return TinyNetworks.recipe(networks, 2).toBuilder()
        .objective(
            switch (objective) {
              case "tutorial" -> Objective.tutorial();
              case "relativistic" -> Objective.relativistic();
              default -> Objective.nonSaturating();
            })
        .build();
  }

  private static GanSession session(Recipe recipe) {
    return new GanSession(
        recipe, 1, Compute.onCpu(Precision.FLOAT32), Normalization.RUNNING_AVERAGES);
  }

  private static float[] row(float[] table, int label) {
    int length = table.length / 3;
    return Arrays.copyOfRange(table, label * length, (label + 1) * length);
  }

  private static byte[] part(byte[] images, int index) {
    int size = images.length / 3;
    return Arrays.copyOfRange(images, index * size, (index + 1) * size);
  }

  private static byte[] batch() {
    byte[] pixels = new byte[2 * 8 * 8 * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (31 * i);
    }
    return pixels;
  }
}
