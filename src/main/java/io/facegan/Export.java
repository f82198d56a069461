package io.facegan;

import io.facegan.error.FaceGanException;
import io.facegan.internal.export.FrozenGraphWriter;
import io.facegan.internal.export.ModelNote;
import io.facegan.internal.export.SavedModelWriter;
import io.facegan.internal.export.ServedModel;
import io.facegan.internal.export.WebWriter;
import io.facegan.internal.export.onnx.OnnxWriter;
import io.facegan.internal.graph.CallLimit;
import io.facegan.internal.graph.PreciseAverages;
import io.facegan.internal.graph.TrainedWeights;
import io.facegan.internal.train.Checkpoint;
import io.facegan.internal.train.RunFolder;
import io.facegan.internal.train.TrainingOptions;
import io.facegan.internal.util.AtomicFolder;
import io.facegan.internal.util.GivenPath;
import io.facegan.internal.util.OutputPlaces;
import io.facegan.internal.util.Version;
import io.facegan.network.Normalization;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalInt;

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
  private final RunFolder run;
  private final TrainingOptions options;
  private final Checkpoint checkpoint;
  private final Normalization batchNorm;
  private final boolean averaged;
  private final boolean trainable;
  private final CallLimit limit;

  private Export(
      RunFolder run,
      TrainingOptions options,
      Checkpoint checkpoint,
      Normalization batchNorm,
      boolean averaged,
      boolean trainable,
      CallLimit limit) {
    this.run = run;
    this.options = options;
    this.checkpoint = checkpoint;
    this.batchNorm = batchNorm;
    this.averaged = averaged;
    this.trainable = trainable;
    this.limit = limit;
  }

  /**
   * Takes the newest checkpoint of a run.
   *
   * @param run a run folder on disk; one that was stopped will do
   * @throws FaceGanException if it is none or holds no checkpoint
   */
  public static Export of(Path run) {
    RunFolder folder = RunFolder.open(GivenPath.onDisk("run folder", run));
    TrainingOptions options = folder.options();
    return new Export(
        folder,
        options,
        folder.checkpoints().newestOrRefuse(),
        Normalization.afterTrainingAt(options.batchSize()),
        !options.recipe().averaging().isNone(),
        false,
        CallLimit.NONE);
  }

  /**
   * Takes the best checkpoint in place of the newest: of those that are kept, the one whose images
   * were nearest to the real ones by {@link io.facegan.metric.ImageDiagnostics#rank}.
   *
   * @throws FaceGanException if the run holds no such checkpoint
   */
  public Export best() {
    return new Export(
        run, options, run.checkpoints().bestOrRefuse(), batchNorm, averaged, trainable, limit);
  }

  /**
   * Has the generator normalise in another form than the sample grids do, which is {@code
   * PER_PICTURE} after training at batch size 1, as the tutorial does, and {@code RUNNING_AVERAGES}
   * after others. {@code docs/batch-norm.md} says how far apart they are.
   *
   * @param form {@code BATCH} is for SavedModels alone, and makes images depend on those that are
   *     drawn beside them; {@code PRECISE} draws 200 batches first, when the model is written
   */
  public Export batchNorm(Normalization form) {
    Normalization chosen = Objects.requireNonNull(form, "form");
    return new Export(run, options, checkpoint, chosen, averaged, trainable, limit);
  }

  /**
   * Takes the generator's weights as the last step left them, in place of their average, which is
   * what sample grids and evaluations show.
   *
   * @throws FaceGanException if the run keeps no average, or the export is {@link #trainable},
   *     which holds both
   */
  public Export rawWeights() {
    if (options.recipe().averaging().isNone()) {
      throw new FaceGanException(
          "raw weights of %s: its recipe averages no weights, so export it without asking for raw"
                  .formatted(run.path())
              + " ones");
    }
    return checkedTrainable(
        new Export(run, options, checkpoint, batchNorm, false, trainable, limit));
  }

  private static Export checkedTrainable(Export chosen) {
    if (chosen.trainable && !chosen.averaged && !chosen.options.recipe().averaging().isNone()) {
      throw new FaceGanException(
          "raw weights of a trainable SavedModel: it holds the weights and their average, and"
              + " generates with the average; choose one of the two");
    }
    return chosen;
  }

  /**
   * Makes SavedModels hold all that any TensorFlow runtime needs to continue the training: the
   * signatures {@code train_step}, {@code save} and {@code restore}, and the optimizer's variables,
   * which make it three times as large. {@link #savedModel} describes them.
   *
   * @throws FaceGanException after {@link #rawWeights}, or if the recipe updates the generator in
   *     some steps only, which a single signature cannot
   */
  public Export trainable() {
    int steps = options.recipe().discriminatorSteps();
    if (steps > 1) {
      throw new FaceGanException(
          "trainable SavedModel of %s: its recipe updates the generator in every %d. step, and train_step"
                  .formatted(run.path(), steps)
              + " cannot; export it without training, or train with one discriminator step");
    }
    return checkedTrainable(new Export(run, options, checkpoint, batchNorm, averaged, true, limit));
  }

  /**
   * Has SavedModels refuse calls for more images than this, with a message. Without it a call may
   * ask for more than there is memory.
   *
   * @param images at least 16, which {@link FaceGenerator} draws at once
   * @throws FaceGanException if below 16
   */
  public Export atMost(int images) {
    if (images < FaceGenerator.MOST_AT_ONCE) {
      throw new FaceGanException(
          "the most images of a call are %d: choose at least %d, which FaceGenerator draws at once"
              .formatted(images, FaceGenerator.MOST_AT_ONCE));
    }
    return new Export(
        run,
        options,
        checkpoint,
        batchNorm,
        averaged,
        trainable,
        new CallLimit(OptionalInt.of(images)));
  }

  /**
   * Writes both networks as a SavedModel, tag {@code serve}, which TensorFlow loads from 1.15 on.
   * The number of images, n, is free everywhere. Signatures:
   *
   * <ul>
   *   <li>{@code serving_default} and {@code generate}: {@code latents} (float32, n x latent size,
   *       standard normal) to {@code images} (float32, n x height x width x channel, 0 to 1)
   *   <li>{@code generate_seeded}: {@code seeds} (int64, n) to the same; the faces of {@link
   *       FaceGenerator#generate(long)} in every runtime
   *   <li>{@code generate_uint8}: {@code latents} to {@code images} (uint8, 0 to 255)
   *   <li>{@code generate_png}: {@code seeds} to {@code png_bytes} (string, n files)
   *   <li>{@code interpolate}: {@code from_latents}, {@code to_latents} (float32, n x latent size)
   *       and {@code steps} (int32, 2 to 1000) to {@code images} (float32, n x steps x height x
   *       width x channel), on great circles
   *   <li>{@code discriminate}: {@code images} (uint8) to {@code probabilities} (float32, n) of
   *       being real; {@code discriminate_float} the same from float32 images between 0 and 1
   *   <li>after {@link #trainable} also {@code train_step}: {@code images} (uint8) and {@code seed}
   *       (int64, the run's seed and the step's number) to {@code discriminator_loss_real}, {@code
   *       discriminator_loss_fake} and {@code generator_loss} (float32), the updates made; {@code
   *       save} and {@code restore}: {@code path} (string) of a checkpoint's files
   * </ul>
   *
   * <p>The folder {@code assets.extra} explains the model to people and programs: signatures,
   * options of the training, layers, sample images, and how far the model's images are from the
   * training's ({@code parity.json}).
   *
   * @param directory on disk, absent or empty
   * @throws FaceGanException if the directory is not empty or not on disk
   * @throws UncheckedIOException if it cannot be written
   */
  public void savedModel(Path directory) {
    AtomicFolder.checkFree(GivenPath.onDisk("export folder", directory));
    SavedModelWriter.write(
        served(), directory, new ExportNotes(run, options, checkpoint, trained())::write);
  }

  /**
   * Writes the generator as one file, a TensorFlow GraphDef whose variables are constants, for
   * programs that take no SavedModel: from {@code latents} to {@code images}, both as {@link
   * #savedModel} has them, by operations that any importer of such graphs knows.
   *
   * @param file on disk, absent; usually named {@code .pb}
   * @throws FaceGanException if the file is there or not on disk, the export is {@link #trainable},
   *     or the generator has more than 532 million parameters
   * @throws UncheckedIOException if it cannot be written
   */
  public void frozenGraph(Path file) {
    OutputPlaces.checkFreeFile(
        FrozenGraphWriter.WHAT, GivenPath.onDisk(FrozenGraphWriter.WHAT, file));
    if (trainable) {
      throw new FaceGanException(
          "a frozen graph cannot be trained, its weights are constants: export a SavedModel");
    }
    FrozenGraphWriter.write(options.networks(), weights(), batchNorm, file);
  }

  private ServedModel served() {
    return new ServedModel(
        options.recipe(),
        weights(),
        batchNorm,
        Normalization.afterTrainingAt(options.batchSize()),
        trainable,
        limit,
        note());
  }

  /**
   * Writes the generator as an ONNX model, which many runtimes without TensorFlow can load:
   * operator set 13, input {@code latents} and output {@code images} as {@link #savedModel} has
   * them. The images are the same, up to rounding.
   *
   * @param file on disk, absent; usually named {@code .onnx}
   * @throws FaceGanException if the file is there or not on disk, or the model would have more than
   *     2^31 - 1 bytes
   * @throws UncheckedIOException if it cannot be written
   */
  public void onnx(Path file) {
    OutputPlaces.checkFreeFile(OnnxWriter.WHAT, GivenPath.onDisk(OnnxWriter.WHAT, file));
    OnnxWriter.write(options.networks(), weights(), batchNorm, note(), file);
  }

  /**
   * Writes the generator for browsers: a folder with a TensorFlow.js graph model ({@code
   * model/model.json}, input {@code latents}, output {@code images}, both as in {@link
   * #savedModel}) and a page, {@code index.html}, that draws with it. The page needs no network and
   * no server, and its face of a seed is that of {@link FaceGenerator#generate(long)}.
   *
   * @param directory on disk, absent or empty
   * @throws FaceGanException if the directory is not empty or not on disk
   * @throws UncheckedIOException if it cannot be written
   */
  public void web(Path directory) {
    AtomicFolder.checkFree(GivenPath.onDisk("export folder", directory));
    WebWriter.write(options.networks(), weights(), batchNorm, note(), directory);
  }

  private TrainedWeights weights() {
    return batchNorm == Normalization.PRECISE
        ? PreciseAverages.of(options.recipe(), trained())
        : trained();
  }

  private TrainedWeights trained() {
    return averaged
        ? TrainedWeights.of(options.recipe(), checkpoint.variables())
        : TrainedWeights.raw(checkpoint.variables());
  }

  private ModelNote note() {
    return new ModelNote(
        Version.current(),
        options.networks().name(),
        options.batchSize(),
        checkpoint.step(),
        options.images().count(),
        options.images().content(),
        batchNorm.describe(),
        averaged);
  }
}
