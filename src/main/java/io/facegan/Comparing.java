package io.facegan;

import io.facegan.data.Framing;
import io.facegan.data.ImageBatch;
import io.facegan.data.ImageSource;
import io.facegan.data.Labelling;
import io.facegan.error.FaceGanException;
import io.facegan.internal.data.PackStore;
import io.facegan.internal.data.PackedImages;
import io.facegan.internal.data.Packing;
import io.facegan.internal.data.SampledSource;
import io.facegan.internal.data.SourceLabels;
import io.facegan.internal.inference.FeatureModel;
import io.facegan.internal.metric.FeatureFigures;
import io.facegan.internal.metric.JudgedLabels;
import io.facegan.internal.metric.Nearest;
import io.facegan.internal.metric.Reference;
import io.facegan.internal.util.GivenPath;
import io.facegan.internal.util.Positive;
import io.facegan.metric.FeatureLikeness;
import io.facegan.metric.ImageDiagnostics;
import io.facegan.metric.Memorising;
import java.awt.Color;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Compares the faces of a generator with real images, which are decoded into a temporary file. */
record Comparing(
    FaceGenerator faces, int count, ImageSource reals, Framing framing, Color background) {
  /** Both halves of those that a comparison takes. */
  private static final int REALS = 2 * Reference.FACES;

  /** Fewer are compared only if somebody says so. */
  private static final int LEAST = 36;

  Comparing {
    Positive.check("count", count);
  }

  ImageDiagnostics diagnostics() {
    return with((generated, images) -> Reference.of(images).compare(generated));
  }

  Memorising memorising() {
    return withMost(Nearest.MOST_REALS, images -> Nearest.of(faces.batch(0, count), images, true));
  }

  /** Compares in the features of a model. */
  FeatureLikeness likeness(Path features) {
    Path given = GivenPath.named("model of features", features);
    try (FeatureModel model = FeatureModel.load(given, faces.imageShape())) {
      return with(
          (generated, images) ->
              FeatureFigures.of(
                  generated, images, batch -> model.of(batch.pixels(), batch.shape())));
    }
  }

  /** Gives the faces of the first seeds, as many as real images ask for, and those images. */
  private <T> T with(BiFunction<ImageBatch, PackedImages, T> comparison) {
    return withMost(
        REALS,
        images -> {
          int most = Math.max(LEAST, Reference.faces(images.size()));
          return comparison.apply(faces.batch(0, Math.min(count, most)), images);
        });
  }

  /**
   * Compares the faces of each label with the real images of that label.
   *
   * @throws FaceGanException as {@link SourceLabels#of}, or if the generator does not know a label
   */
  Map<String, ImageDiagnostics> byLabel(Labelling labelling) {
    SourceLabels labels = SourceLabels.of(reals, labelling);
    Map<String, FaceGenerator> known = new LinkedHashMap<>();
    labels.names().forEach(name -> known.put(name, faces.labelled(name)));
    Map<String, ImageDiagnostics> found = new LinkedHashMap<>();
    for (int label : JudgedLabels.of(Arrays.stream(labels.counts()).boxed().toList())) {
      String name = labels.names().get(label);
      int[] places =
          IntStream.range(0, reals.size()).filter(i -> labels.ofImages()[i] == label).toArray();
      ImageSource its = SampledSource.of(reals, places);
      found.put(
          name, new Comparing(known.get(name), count, its, framing, background).diagnostics());
    }
    return found;
  }

  /** Gives at most so many real images, from all over the collection. */
  private <T> T withMost(int most, Function<PackedImages, T> use) {
    try (PackedImages packed =
        PackedImages.pack(
            SampledSource.evenly(reals, most),
            new Packing(faces.imageShape(), framing, background, false),
            PackStore.temporary(note -> {}, done -> {}))) {
      return use.apply(packed);
    }
  }
}
