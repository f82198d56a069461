package io.facegan.internal.check;

import io.facegan.data.Framing;
import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** How to train on a collection; the reasons and further hints are one sentence each. */
public record Suggestion(Networks networks, Framing framing, List<String> reasons) {
  public Suggestion {
    Objects.requireNonNull(networks, "networks");
    Objects.requireNonNull(framing, "framing");
    reasons = List.copyOf(reasons);
  }

  /** Returns the same as options of the command line. */
  public List<String> options() {
    ImageShape shape = networks.imageShape();
    List<String> options = new ArrayList<>();
    Collections.addAll(
        options,
        "--recipe",
        networks.name(),
        "--size",
        size(shape),
        "--framing",
        framing.toString());
    if (shape.channels() == 1) {
      options.add("--grey");
    }
    return List.copyOf(options);
  }

  /** Returns a size as the command line expects it: one number, or height x width. */
  static String size(ImageShape shape) {
    return shape.height() == shape.width()
        ? Integer.toString(shape.height())
        : shape.height() + "x" + shape.width();
  }
}
