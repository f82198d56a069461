package io.facegan;

import io.facegan.export.ModelNote;
import io.facegan.export.SavedModelWriter;
import io.facegan.export.WebWriter;
import io.facegan.graph.Normalization;
import io.facegan.onnx.OnnxWriter;
import io.facegan.train.Checkpoint;
import io.facegan.train.RunFolder;
import io.facegan.train.TrainingOptions;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * The trained networks of a run, on their way out: choose which and how, then write them in one or
 * several forms.
 *
 * <pre>{@code
 * Export.of(Path.of("runs/faces")).best().savedModel(Path.of("savedmodels/faces"));
 * }</pre>
 *
 * <p>Whatever is written appears under its name only when it is complete.
 */
public final class Export {
  private final TrainingOptions options;
  private final RunFolder run;
  private final Checkpoint checkpoint;

  private Export(RunFolder run, TrainingOptions options, Checkpoint checkpoint) {
    this.run = run;
    this.options = options;
    this.checkpoint = checkpoint;
  }

  /**
   * Takes the newest checkpoint of a run.
   *
   * @param run a run folder; one that was stopped will do
   * @throws IllegalArgumentException if it is none or holds no checkpoint
   */
  public static Export of(Path run) {
    RunFolder folder = RunFolder.open(run);
    return new Export(folder, folder.options(), folder.checkpoints().newestOrRefuse());
  }

  /**
   * Takes the best checkpoint in place of the newest: of those that are kept, the one whose
   * pictures were nearest to the real ones by their sliced Wasserstein distance (Karras et al.,
   * "Progressive Growing of GANs", 2018).
   *
   * @throws IllegalArgumentException if the run holds no such checkpoint
   */
  public Export best() {
    return new Export(run, options, run.checkpoints().bestOrRefuse());
  }

  /**
   * Writes the generator as a SavedModel: tag {@code serve}, signature {@code serving_default},
   * input {@code latents} (float32, n x latent size, standard normal), output {@code images}
   * (float32, n x height x width x channel, between 0 and 1).
   *
   * <p>Its batch norm layers use what the sample grids use: each picture's own statistics after
   * training at batch size 1, as the tutorial's training does, else the running averages.
   *
   * @param directory absent or empty
   * @throws IllegalArgumentException if the directory is not empty
   * @throws UncheckedIOException if it cannot be written
   */
  public void savedModel(Path directory) {
    SavedModelWriter.write(
        options.networks(), checkpoint.variables(), normalization(), note(), directory);
  }

  /**
   * Writes the generator as an ONNX model, which many runtimes without TensorFlow can load:
   * operator set 13, input {@code latents} and output {@code images} as {@link #savedModel} has
   * them. The pictures are the same, up to rounding.
   *
   * @param file absent; usually named {@code .onnx}
   * @throws IllegalArgumentException if the file is there, or the model would have more than 2^31 -
   *     1 bytes
   * @throws UncheckedIOException if it cannot be written
   */
  public void onnx(Path file) {
    OnnxWriter.write(options.networks(), checkpoint.variables(), normalization(), note(), file);
  }

  /**
   * Writes the generator for browsers: a folder with a TensorFlow.js graph model ({@code
   * model/model.json}, input {@code latents}, output {@code images}, both as in {@link
   * #savedModel}) and a page, {@code index.html}, that draws with it. The page needs no network and
   * no server, and its face of a seed is that of {@link FaceGenerator#generate(long)}.
   *
   * @param directory absent or empty
   * @throws IllegalArgumentException if the directory is not empty
   * @throws UncheckedIOException if it cannot be written
   */
  public void web(Path directory) {
    WebWriter.write(options.networks(), checkpoint.variables(), normalization(), note(), directory);
  }

  private Normalization normalization() {
    return Normalization.afterTrainingAt(options.batchSize());
  }

  private ModelNote note() {
    return new ModelNote(
        Version.current(),
        options.networks().name(),
        options.batchSize(),
        normalization().describe());
  }
}
