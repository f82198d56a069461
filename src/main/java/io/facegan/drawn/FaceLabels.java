package io.facegan.drawn;

import java.util.Optional;
import java.util.function.Function;

/** What drawn faces are like in words, for networks that learn labels. */
final class FaceLabels {
  /** Returns what tells the label of a face by an attribute; it gives null where there is none. */
  static Optional<Function<FaceTraits, String>> of(String attribute) {
    return switch (attribute) {
      case "glasses" -> Optional.of(FaceLabels::glasses);
      case "hair" -> Optional.of(FaceLabels::hair);
      default -> Optional.empty();
    };
  }

  private static String glasses(FaceTraits face) {
    return face.glasses() == FaceTraits.Glasses.NONE ? "without" : "with";
  }

  private static String hair(FaceTraits face) {
    if (face.hair().style() == FaceTraits.HairStyle.BALD) {
      return null;
    }
    return FacePalette.hairLabel(face.hair().colour());
  }

  private FaceLabels() {}
}
