package io.facegan.internal.report;

import io.facegan.internal.util.Text;
import io.facegan.metric.FeatureLikeness;
import io.facegan.metric.ImageDiagnostics;
import io.facegan.metric.Likeness;
import io.facegan.metric.Memorising;
import io.facegan.train.Evaluation;
import io.facegan.train.LossMeans;
import io.facegan.train.MemoryUse;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Formats an evaluation: a line for each figure, with its reference value. */
public final class EvaluationText {
  /** The time of measuring memory in a run. */
  static final String OF_TRAINING = "in a training step";

  private final StringBuilder text = new StringBuilder();

  private EvaluationText() {}

  /** Returns the lines for a run, each with its line end. */
  public static String of(Evaluation evaluation) {
    EvaluationText lines = new EvaluationText();
    lines.images(evaluation.diagnostics());
    lines.losses(evaluation.losses(), evaluation.generatorGradient());
    lines.memory(OF_TRAINING, evaluation.memory());
    return lines.text.toString();
  }

  /** Returns the lines for a model, which has no losses. */
  public static String of(ImageDiagnostics images, MemoryUse memory) {
    EvaluationText lines = new EvaluationText();
    lines.images(images);
    lines.memory("while generating", memory);
    return lines.text.toString();
  }

  /** Returns only the lines about memory. */
  public static String of(MemoryUse memory) {
    EvaluationText lines = new EvaluationText();
    lines.memory(OF_TRAINING, memory);
    return lines.text.toString();
  }

  /** Returns the line about copies, without a line end. */
  public static String of(Memorising found) {
    if (Double.isNaN(found.share())) {
      return Text.format(
          "%-13sunknown: 1 %% or more of the %,d real images are there twice; nearest %.2f",
          "copies", found.reals(), found.nearest());
    }
    return Text.format(
        "%-13s%.1f %% of %,d images are as near to one of %,d real ones as 1 %% of these are to"
            + " another (%.2f); nearest %.2f",
        "copies",
        100 * found.share(),
        found.generated(),
        found.reals(),
        found.nearestReals(),
        found.nearest());
  }

  /** Returns the lines of figures in other features, each with its line end. */
  public static String of(FeatureLikeness found) {
    EvaluationText lines = new EvaluationText();
    lines.line(
        "features",
        "%d of each image, %d images with %d real ones",
        found.features(),
        found.generated(),
        found.reals());
    Likeness likeness = found.likeness();
    Likeness reals = found.likenessReals();
    lines.beside("kernel", "", likeness.kernelDistance(), reals.kernelDistance());
    lines.rest(likeness, reals);
    return lines.text.toString();
  }

  /** Returns a line for each label, each with its line end. */
  public static String of(Map<String, ImageDiagnostics> byLabel) {
    EvaluationText lines = new EvaluationText();
    byLabel.forEach(
        (label, images) ->
            lines.line(
                "label",
                "%s: %d images with %d real ones, %s; kernel %s, real images %s; diversity %s",
                label,
                images.generated(),
                images.reals(),
                images.verdict().toString().toLowerCase(Locale.ROOT),
                figure(images.likeness().kernelDistance(), ""),
                figure(images.likenessReals().kernelDistance(), ""),
                figure(images.diversity(), "")));
    return lines.text.toString();
  }

  private void images(ImageDiagnostics images) {
    line("verdict", "%s", images.verdict().toString().toLowerCase(Locale.ROOT));
    line("compared", "%d images with %d real ones", images.generated(), images.reals());
    likeness(images.likeness(), images.likenessReals());
    if (Double.isNaN(images.diversity())) {
      line("diversity", "unknown: too many of the real images are the same");
    } else {
      line(
          "diversity",
          "%.3f of real images': collapsed below %s, thin below %s",
          images.diversity(),
          ImageDiagnostics.COLLAPSED_BELOW,
          ImageDiagnostics.THIN_BELOW);
    }
    beside("similarity", "of 1", images.similarity(), images.similarityReals());
    line(
        "distance",
        "%.1f from real images, which are %.1f apart (sliced Wasserstein)",
        images.distance(),
        images.distanceReals());
    beside("checkerboard", "grey levels", images.checkerboard(), images.checkerboardReals());
    beside("dark border", "grey levels", images.borderDarkness(), images.borderDarknessReals());
    beside("asymmetry", "of 2", images.asymmetry(), images.asymmetryReals());
  }

  private void likeness(Likeness likeness, Likeness reals) {
    if (likeness.equals(Likeness.UNKNOWN)) {
      line("kernel", "unknown: give at least 12 real images, better 1,024");
      return;
    }
    line(
        "kernel",
        "%.2f, real images %.2f: rough above %s, unlike above %s",
        likeness.kernelDistance(),
        reals.kernelDistance(),
        ImageDiagnostics.ROUGH_ABOVE,
        ImageDiagnostics.UNLIKE_ABOVE);
    rest(likeness, reals);
  }

  private void rest(Likeness likeness, Likeness reals) {
    beside("frechet", "", likeness.frechetDistance(), reals.frechetDistance());
    beside("precision", "of 1", likeness.precision(), reals.precision());
    beside("recall", "of 1", likeness.recall(), reals.recall());
    beside("density", "", likeness.density(), reals.density());
    beside("coverage", "of 1", likeness.coverage(), reals.coverage());
  }

  private void losses(LossMeans losses, double gradient) {
    if (losses.steps() == 0) {
      line("loss D", "before the first step");
      line("loss G", "before the first step");
      return;
    }
    loss("loss D", losses.discriminator(), losses.discriminatorFromBalance());
    loss("loss G", losses.generator(), losses.generatorFromBalance());
    line("gradient G", "%.3g nats per unit of relative weight change", gradient);
  }

  private void loss(String name, double loss, double fromBalance) {
    String side = fromBalance < 0 ? "below" : "above";
    line(name, "%.3f, %.3f %s ln 2", loss, Math.abs(fromBalance), side);
  }

  private void memory(String when, MemoryUse memory) {
    line(
        "memory",
        "%s",
        allocated(when, memory).orElse("TensorFlow reports no allocations on this device"));
    line("process", "%s, peak %s", bytes(memory.process()), bytes(memory.processPeak()));
  }

  /** Returns the figures of TensorFlow's allocator; empty where it reports none. */
  static Optional<String> allocated(String when, MemoryUse memory) {
    return memory
        .allocator()
        .map(
            allocator ->
                "%s allocated by TensorFlow, peak %s %s"
                    .formatted(
                        Text.bytes(allocator.allocated()), Text.bytes(allocator.peak()), when));
  }

  private static String bytes(OptionalLong bytes) {
    return bytes.isPresent() ? Text.bytes(bytes.getAsLong()) : "unknown";
  }

  private void beside(String name, String unit, double generated, double real) {
    line(name, "%s, real images %s", figure(generated, unit), figure(real, ""));
  }

  private static String figure(double value, String unit) {
    if (Double.isNaN(value)) {
      return "unknown";
    }
    return Text.format("%.3g%s", value, unit.isEmpty() ? "" : " " + unit);
  }

  private void line(String name, String pattern, Object... values) {
    text.append(Text.format("%-13s", name))
        .append(Text.format(pattern, values))
        .append(System.lineSeparator());
  }
}
