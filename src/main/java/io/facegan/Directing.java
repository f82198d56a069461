package io.facegan;

import io.facegan.data.ImageBatch;
import io.facegan.error.FaceGanException;
import io.facegan.internal.export.LatentDirections;
import io.facegan.internal.inference.LoadedModel;
import io.facegan.internal.latent.DirectionFile;
import io.facegan.internal.latent.Separation;
import io.facegan.internal.util.GivenPath;
import io.facegan.internal.util.Text;
import io.facegan.latent.Direction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The directions of a model: those that it prefers, and those that people have named. */
record Directing(LoadedModel model) {
  private static final String NUMBER = "\\d+";

  List<Direction> all() {
    int size = model.signature().latentSize();
    List<Direction> all = new ArrayList<>();
    double[][] preferred = LatentDirections.of(model.firstKernel(), size);
    for (int i = 0; i < preferred.length; i++) {
      float[] vector = new float[size];
      for (int k = 0; k < size; k++) {
        vector[k] = (float) preferred[i][k];
      }
      all.add(
          new Direction(
              Integer.toString(i + 1),
              vector,
              "number %d of those in which faces change most".formatted(i + 1)));
    }
    all.addAll(DirectionFile.read(model.directory(), size));
    return all;
  }

  /** Finds one by latents of photos, first those that show something, then those that do not. */
  static Direction between(String name, List<float[]> latents, int with) {
    Separation found =
        Separation.of(latents.subList(0, with), latents.subList(with, latents.size()));
    float[] vector = found.vector();
    if (IntStream.range(0, vector.length).allMatch(i -> vector[i] == 0)) {
      throw new FaceGanException(
          "the photos with %s and those without have the same latents: give others"
              .formatted(name));
    }
    return new Direction(
        name,
        vector,
        Text.format(
            "from %s with it and %,d without: of those held out, %.0f %% were on their side",
            Text.count(with, "photo"), latents.size() - with, 100 * found.heldOut()));
  }

  /** Refuses, before any search, what would fail after it. */
  static void check(String name, int with, int without) {
    Separation.check(with, without);
    checkIsWord(new Direction(name, new float[] {1}, ""));
  }

  private static void checkIsWord(Direction direction) {
    if (direction.name().matches(NUMBER)) {
      throw new FaceGanException(
          "a direction's name is the number %s, as the model's own have: choose a word"
              .formatted(direction.name()));
    }
  }

  void keep(Direction direction) {
    Path folder =
        GivenPath.onDisk("model folder", model.directory(), "copy the model to the disk first");
    checkIsWord(direction);
    if (direction.vector().length != model.signature().latentSize()) {
      throw new FaceGanException(
          "the direction %s has %d values, but this model's latents have %d"
              .formatted(
                  direction.name(), direction.vector().length, model.signature().latentSize()));
    }
    DirectionFile.add(folder, direction);
  }

  /** Puts two batches of one shape in a row. */
  static ImageBatch joined(ImageBatch one, ImageBatch other) {
    byte[] pixels = Arrays.copyOf(one.pixels(), one.pixels().length + other.pixels().length);
    System.arraycopy(other.pixels(), 0, pixels, one.pixels().length, other.pixels().length);
    return new ImageBatch(one.shape(), one.count() + other.count(), pixels);
  }
}
