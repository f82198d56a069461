package io.facegan;

import io.facegan.data.Framing;
import io.facegan.data.ImageBatch;
import io.facegan.data.ImageSource;
import io.facegan.internal.data.PackStore;
import io.facegan.internal.data.PackedImages;
import io.facegan.internal.data.Packing;
import io.facegan.internal.data.SampledSource;
import io.facegan.internal.metric.Reference;
import java.awt.Color;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Compares the faces of a generator with real images, which are decoded into a temporary file. */
record Comparing(FaceGenerator faces, ImageSource reals, Framing framing, Color background) {
  /** Both halves of those that a comparison takes. */
  private static final int REALS = 2 * Reference.FACES;

  /** Fewer are compared only if somebody says so. */
  private static final int LEAST = 36;

  /** Gives the faces of the first seeds, as many as real images ask for, and those images. */
  <T> T with(int count, BiFunction<ImageBatch, PackedImages, T> comparison) {
    return withMost(
        REALS,
        images -> {
          int most = Math.max(LEAST, Reference.faces(images.size()));
          return comparison.apply(faces.batch(0, Math.min(count, most)), images);
        });
  }

  /** Gives at most so many real images, from all over the collection. */
  <T> T withMost(int most, Function<PackedImages, T> use) {
    try (PackedImages packed =
        PackedImages.pack(
            new SampledSource(reals, most),
            new Packing(faces.imageShape(), framing, background, false),
            PackStore.temporary(note -> {}, done -> {}))) {
      return use.apply(packed);
    }
  }
}
