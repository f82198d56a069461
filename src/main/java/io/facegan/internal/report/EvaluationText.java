package io.facegan.internal.report;

import io.facegan.internal.util.Text;
import io.facegan.metric.ImageDiagnostics;
import io.facegan.train.Evaluation;
import io.facegan.train.LossMeans;
import io.facegan.train.MemoryUse;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** A judgement for people: a line for each figure, with what it should be. */
public final class EvaluationText {
  /** What of it is measured, of a run. */
  static final String OF_TRAINING = "of a training step";

  private final StringBuilder text = new StringBuilder();

  private EvaluationText() {}

  /** Returns the lines of a run's judgement, each with its line end. */
  public static String of(Evaluation evaluation) {
    EvaluationText lines = new EvaluationText();
    lines.pictures(evaluation.pictures());
    lines.losses(evaluation.losses(), evaluation.generatorGradient());
    lines.memory(OF_TRAINING, evaluation.memory());
    return lines.text.toString();
  }

  /** Returns the lines of a model's judgement, which has no losses. */
  public static String of(ImageDiagnostics pictures, MemoryUse memory) {
    EvaluationText lines = new EvaluationText();
    lines.pictures(pictures);
    lines.memory("of drawing", memory);
    return lines.text.toString();
  }

  /** Returns the lines about memory alone. */
  public static String of(MemoryUse memory) {
    EvaluationText lines = new EvaluationText();
    lines.memory(OF_TRAINING, memory);
    return lines.text.toString();
  }

  private void pictures(ImageDiagnostics pictures) {
    line(
        "diversity",
        "%.3f of real pictures': %s (collapsed below %s, thin below %s)",
        pictures.diversity(),
        pictures.verdict().toString().toLowerCase(Locale.ROOT),
        ImageDiagnostics.COLLAPSED_BELOW,
        ImageDiagnostics.THIN_BELOW);
    line("distance", "%.1f from real pictures (sliced Wasserstein)", pictures.distance());
    beside("checkerboard", "grey levels", pictures.checkerboard(), pictures.checkerboardReals());
    beside("dark border", "grey levels", pictures.borderDarkness(), pictures.borderDarknessReals());
    beside("asymmetry", "of 2", pictures.asymmetry(), pictures.asymmetryReals());
  }

  private void losses(LossMeans losses, double gradient) {
    if (losses.steps() == 0) {
      line("loss D", "before the first step");
      line("loss G", "before the first step");
      return;
    }
    loss("loss D", losses.discriminator(), losses.discriminatorFromBalance());
    loss("loss G", losses.generator(), losses.generatorFromBalance());
    line("gradient G", "%.3g nats by the generator's own length", gradient);
  }

  private void loss(String name, double loss, double fromBalance) {
    String side = fromBalance < 0 ? "below" : "above";
    line(name, "%.3f, %.3f %s ln 2", loss, Math.abs(fromBalance), side);
  }

  private void memory(String when, MemoryUse memory) {
    line(
        "memory",
        "%s",
        allocated(when, memory)
            .orElse("TensorFlow does not count what it allocates on this processor"));
    line("process", "%s, at most %s", bytes(memory.process()), bytes(memory.processPeak()));
  }

  /** Returns the two figures of TensorFlow's allocator, nothing where it does not count. */
  static Optional<String> allocated(String when, MemoryUse memory) {
    return memory
        .allocator()
        .map(
            allocator ->
                "%s allocated by TensorFlow, %s at the peak %s"
                    .formatted(
                        Text.bytes(allocator.allocated()), Text.bytes(allocator.peak()), when));
  }

  private static String bytes(OptionalLong bytes) {
    return bytes.isPresent() ? Text.bytes(bytes.getAsLong()) : "unknown";
  }

  private void beside(String name, String unit, double generated, double real) {
    line(name, "%.3g %s, real pictures %.3g", generated, unit, real);
  }

  private void line(String name, String pattern, Object... values) {
    text.append(Text.format("%-13s", name))
        .append(Text.format(pattern, values))
        .append(System.lineSeparator());
  }
}
