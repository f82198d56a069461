package io.facegan.cli;

import java.util.List;
import java.util.function.IntFunction;

/**
 * The faces that {@code generate} draws.
 *
 * @param latents may be worked out one by one
 * @param kind what the names of their files begin with
 * @param label what tells one from the others, such as its seed
 * @param content what is drawn, for the user
 */
record ChosenFaces(List<float[]> latents, String kind, IntFunction<String> label, String content) {
  int count() {
    return latents.size();
  }

  String fileName(int index) {
    return "%s-%s.png".formatted(kind, label.apply(index));
  }
}
