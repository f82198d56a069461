package io.facegan.network;

import io.facegan.error.FaceGanException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Argument checks whose messages name the thing, its value and what was expected. */
final class Checks {
  static int positive(String name, int value) {
    if (value < 1) {
      throw new FaceGanException(name + " is " + value + ": it must be at least 1");
    }
    return value;
  }

  static void positive(String name, Extent extent) {
    if (extent.height() < 1 || extent.width() < 1) {
      throw new FaceGanException(name + " is " + extent + ": both sides must be at least 1");
    }
  }

  static void positive(String name, double value) {
    // Negated so that NaN fails too.
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new FaceGanException(name + " is " + value + ": it must be a finite number above 0");
    }
  }

  static void smaller(String name, Extent extent, String otherName, Extent other) {
    if (extent.height() >= other.height() || extent.width() >= other.width()) {
      throw new FaceGanException(
          "%s is %s: each side must be smaller than the %s %s"
              .formatted(name, extent, otherName, other));
    }
  }

  static ImageShape image(LayerSpec layer, FeatureShape input) {
    if (input instanceof ImageShape image) {
      return image;
    }
    throw new FaceGanException(
        "%s needs an image, but its input is a vector of %s: put a Reshape before it"
            .formatted(layer.describe(), input));
  }

  static VectorShape vector(LayerSpec layer, FeatureShape input) {
    if (input instanceof VectorShape vector) {
      return vector;
    }
    throw new FaceGanException(
        "%s needs a vector, but its input is an image of %s: put a Flatten before it"
            .formatted(layer.describe(), input));
  }

  static String grouped(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** Writes a setting as people do: 0.2, 1e-8, 5000; of computed ones the first six digits. */
  static String plain(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    double rounded = BigDecimal.valueOf(value).round(new MathContext(6)).doubleValue();
    return Double.toString(rounded).replaceFirst("\\.0(?=E|$)", "").replace('E', 'e');
  }

  private Checks() {}
}
