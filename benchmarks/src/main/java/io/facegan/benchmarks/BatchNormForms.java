package io.facegan.benchmarks;

import io.facegan.internal.graph.GeneratorSession;
import io.facegan.internal.graph.LabelShares;
import io.facegan.internal.graph.Latents;
import io.facegan.internal.graph.PreciseAverages;
import io.facegan.internal.graph.TrainedWeights;
import io.facegan.internal.train.RunFolder;
import io.facegan.internal.train.TrainingOptions;
import io.facegan.network.Normalization;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Measures how far a run's pictures in each form of batch norm are from those in the form that
 * trained it, batches of the training's size included. {@code docs/batch-norm.md} explains.
 *
 * <p>Argument: {@code RUN_FOLDER}.
 */
public final class BatchNormForms {
  private static final int LEAST_PICTURES = 36;
  private static final int GREY_LEVELS = 255;

  /** Measures and prints a Markdown table. */
  public static void main(String[] arguments) {
    RunFolder run = RunFolder.open(Path.of(arguments[0]));
    TrainingOptions options = run.options();
    Path checkpoint = run.checkpoints().newestOrRefuse().variables();
    int batch = options.batchSize();
    int count = (LEAST_PICTURES + batch - 1) / batch * batch;
    float[][] latents = Latents.of(0, count, options.networks().latentSize());
    float[] trained = draw(options, Normalization.BATCH, checkpoint, latents, batch);
    System.out.printf("%s, %d faces beside batches of %d%n%n", checkpoint, count, batch);
    System.out.println("| form | mean difference | 99th percentile | largest |");
    System.out.println("|---|---|---|---|");
    for (Normalization form : Normalization.values()) {
      System.out.println(row(form, draw(options, form, checkpoint, latents, count), trained));
    }
  }

  private static String row(Normalization form, float[] drawn, float[] trained) {
    double[] differences = new double[drawn.length];
    for (int i = 0; i < drawn.length; i++) {
      differences[i] = Math.abs(drawn[i] - trained[i]) * GREY_LEVELS;
    }
    Arrays.sort(differences);
    return "| %s, %s | %.2f | %.1f | %.1f |"
        .formatted(
            form,
            form == Normalization.BATCH ? "all faces as one batch" : form.describe(),
            Arrays.stream(differences).average().orElseThrow(),
            differences[(int) (0.99 * differences.length)],
            differences[differences.length - 1]);
  }

  /** Returns the pictures of all latents, drawn so many at a time. */
  private static float[] draw(
      TrainingOptions options,
      Normalization form,
      Path checkpoint,
      float[][] latents,
      int atATime) {
    int size = options.networks().imageShape().size();
    float[] drawn = new float[latents.length * size];
    TrainedWeights trained = TrainedWeights.of(options.recipe(), checkpoint);
    TrainedWeights weights =
        form == Normalization.PRECISE
            ? PreciseAverages.of(options.recipe(), trained, new LabelShares(List.of()))
            : trained;
    try (GeneratorSession generator = new GeneratorSession(options.networks(), form, weights)) {
      for (int first = 0; first < latents.length; first += atATime) {
        float[][] some = Arrays.copyOfRange(latents, first, first + atATime);
        float[] images = generator.draw(some);
        System.arraycopy(images, 0, drawn, first * size, images.length);
      }
    }
    return drawn;
  }

  private BatchNormForms() {}
}
