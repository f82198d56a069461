package io.facegan.internal.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegan.internal.util.Text;
import io.facegan.metric.ImageDiagnostics;
import java.util.Locale;

/** The figures of an evaluation that the page shows, by their names in {@code metrics.jsonl}. */
enum Figure {
  KERNEL_DISTANCE(
      "kernel distance",
      "lower is better: rough above %s, unlike above %s"
          .formatted(ImageDiagnostics.ROUGH_ABOVE, ImageDiagnostics.UNLIKE_ABOVE)),
  FRECHET_DISTANCE("Fréchet distance", "lower is better"),
  PRECISION("precision", "of 1: how many of the images are near to real ones"),
  RECALL("recall", "of 1: how much of what real images show is there"),
  DENSITY("density", "higher is better: how near they are to real ones"),
  COVERAGE("coverage", "of 1: how many real images have one that is near"),
  DIVERSITY(
      "diversity",
      "of the real images': collapsed below %s, thin below %s"
          .formatted(ImageDiagnostics.COLLAPSED_BELOW, ImageDiagnostics.THIN_BELOW)),
  CHECKERBOARD("checkerboard", "grey levels; above 1.3 times the real images' is a pattern"),
  DISTANCE("sliced Wasserstein distance", "lower is better"),
  BORDER_DARKNESS("dark border", "grey levels; negative is brighter"),
  ASYMMETRY("asymmetry", "of 2: 0 if the halves mirror each other"),
  SIMILARITY("similarity", "of 1: 1 if all images are the same"),
  GENERATOR_GRADIENT("gradient of the generator", "nats per unit of relative weight change");

  /** These are worth a look without being asked for. */
  private static final int FIRST = 8;

  final String words;
  final String hint;

  Figure(String words, String hint) {
    this.words = words;
    this.hint = hint;
  }

  /** Returns its name in {@code metrics.jsonl}. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the name of the same figure of real images. */
  String ofReals() {
    return key() + "_reals";
  }

  /** Returns its name with its value, beside that of real images if there is one. */
  String of(JsonNode evaluation) {
    String text = words + " " + number(evaluation.path(key()));
    JsonNode reals = evaluation.path(ofReals());
    return reals.isNumber() ? "%s (real images %s)".formatted(text, number(reals)) : text;
  }

  /** Returns a number as people read it, with a dash for none. */
  static String number(JsonNode value) {
    double size = Math.abs(value.asDouble());
    return value.isNumber()
        ? Text.format(size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", value.asDouble())
        : "\u2013";
  }

  /** Returns whether it is among the most telling ones. */
  boolean first() {
    return ordinal() < FIRST;
  }
}
