package io.facegan;

import io.facegan.data.ImageBatch;
import io.facegan.error.FaceGanException;
import io.facegan.internal.data.BatchBytes;
import io.facegan.internal.graph.LabelShares;
import io.facegan.internal.inference.LoadedModel;
import io.facegan.network.ImageShape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Draws with a model that is open.
 *
 * @param label of all images, or {@link #NONE}
 */
record Drawing(LoadedModel model, int label) {
  /** How many images are drawn at once, to bound memory. */
  static final int MOST_AT_ONCE = 16;

  /** Stands for no label. */
  private static final int NONE = -1;

  static Drawing with(LoadedModel model) {
    return new Drawing(model, NONE);
  }

  /** Returns the same for images of one label, which the model must know. */
  Drawing ofLabel(String name) {
    return new Drawing(model, model.labels().labels().number(name));
  }

  void check(List<float[]> latents) {
    latents.forEach(this::check);
  }

  private void check(float[] latent) {
    int size = model.signature().latentSize();
    if (latent.length != size) {
      throw new FaceGanException(
          "the latent has %d values, but this model takes %d".formatted(latent.length, size));
    }
    for (int i = 0; i < latent.length; i++) {
      if (!Float.isFinite(latent[i])) {
        throw new FaceGanException(
            "value %d of the latent is %s: every value must be finite".formatted(i, latent[i]));
      }
    }
  }

  /** Refuses a model that knows labels, if none is chosen. */
  void checkChosen() {
    if (label == NONE && !model.labels().labels().isNone()) {
      throw new FaceGanException(
          "this model draws images of a label, and none is chosen: "
              + model.labels().labels().choice());
    }
  }

  /** Returns the chosen label for so many images; null if the model knows none. */
  int[] chosen(int count) {
    checkChosen();
    if (model.labels().labels().isNone()) {
      return null;
    }
    int[] chosen = new int[count];
    Arrays.fill(chosen, label);
    return chosen;
  }

  /** Returns the same, or if none is chosen, each label as often as in the training. */
  int[] labelsOf(long firstSeed, int count) {
    return label == NONE
        ? new LabelShares(model.labels().counts()).of(firstSeed, count)
        : chosen(count);
  }

  /** Returns labels for images that nobody looks at. */
  int[] anyLabels(int count) {
    return label == NONE ? new int[count] : chosen(count);
  }

  /** Draws images of latents and of their labels, null without labels. */
  ImageBatch draw(List<float[]> latents, int[] labels) {
    ImageShape shape = model.signature().image();
    byte[] pixels = new byte[BatchBytes.of(latents.size(), shape)];
    int threads = model.isSmall() ? Runtime.getRuntime().availableProcessors() : 1;
    int share = Math.max(1, (latents.size() + threads - 1) / threads);
    int together = Math.min(share, Math.max(1, MOST_AT_ONCE / threads));
    IntStream calls = IntStream.range(0, (latents.size() + together - 1) / together);
    (threads > 1 ? calls.parallel() : calls)
        .forEach(
            call -> {
              int from = call * together;
              int to = Math.min(from + together, latents.size());
              model.drawBytes(
                  latents.subList(from, to),
                  labels == null ? null : Arrays.copyOfRange(labels, from, to),
                  pixels,
                  from * shape.size());
            });
    return new ImageBatch(shape, latents.size(), pixels);
  }
}
