package io.facegan;

import io.facegan.error.FaceGanException;
import io.facegan.internal.export.FrozenGraphWriter;
import io.facegan.internal.export.ModelNote;
import io.facegan.internal.export.SavedModelWriter;
import io.facegan.internal.export.ServedModel;
import io.facegan.internal.export.WebWriter;
import io.facegan.internal.export.onnx.OnnxWriter;
import io.facegan.internal.graph.CallLimit;
import io.facegan.internal.graph.LabelShares;
import io.facegan.internal.graph.PreciseAverages;
import io.facegan.internal.graph.TrainedWeights;
import io.facegan.internal.latent.DirectionFile;
import io.facegan.internal.util.AtomicFolder;
import io.facegan.internal.util.GivenPath;
import io.facegan.internal.util.OutputPlaces;
import io.facegan.internal.util.Version;
import io.facegan.network.Normalization;
import io.facegan.network.Recipe;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.LongConsumer;

/**
 * The trained networks of a run or of a SavedModel, on their way out: choose which and how, then
 * write them in one or several forms.
 *
 * <pre>{@code
 * Export.of(Path.of("runs/faces")).best().savedModel(Path.of("savedmodels/faces"));
 * }</pre>
 *
 * <p>Whatever is written appears under its name only when it is complete.
 */
public final class Export {
  private final ExportOrigin origin;
  private final ExportForm form;

  private Export(ExportOrigin origin, ExportForm form) {
    this.origin = origin;
    this.form = form;
  }

  /**
   * Takes the newest checkpoint of a run, or the weights of a SavedModel, which {@link #onnx},
   * {@link #web} and {@link #frozenGraph} write in their forms.
   *
   * @param runOrModel a run folder on disk, one that was stopped will do; or the folder of a
   *     SavedModel that FaceGan exported
   * @throws FaceGanException if it is neither, or a run without a checkpoint
   */
  public static Export of(Path runOrModel) {
    ExportOrigin origin = ExportOrigin.open(GivenPath.onDisk("run folder", runOrModel));
    return new Export(
        origin, new ExportForm(origin.batchNorm(), origin.averaged(), false, CallLimit.NONE));
  }

  /**
   * Takes the best checkpoint in place of the newest: of those that are kept, the one whose images
   * were nearest to the real ones by {@link io.facegan.metric.ImageDiagnostics#rank}.
   *
   * @throws FaceGanException if the run holds no such checkpoint, or it is a SavedModel
   */
  public Export best() {
    return new Export(origin.best(), form);
  }

  /**
   * Has the generator normalise in another form than the sample grids do, which is {@code
   * PER_PICTURE} after training at batch size 1, as the tutorial does, and {@code RUNNING_AVERAGES}
   * after others. {@code docs/batch-norm.md} says how far apart they are.
   *
   * @param chosen {@code BATCH} is for SavedModels alone, and makes images depend on those that are
   *     drawn beside them; {@code PRECISE} draws 200 batches first, when the model is written
   */
  public Export batchNorm(Normalization chosen) {
    return new Export(origin, form.withBatchNorm(Objects.requireNonNull(chosen, "form")));
  }

  /**
   * Takes the generator's weights as the last step left them, in place of their average, which is
   * what sample grids and evaluations show.
   *
   * @throws FaceGanException if the run keeps no average, it is a SavedModel, or the export is
   *     {@link #trainable}, which holds both
   */
  public Export rawWeights() {
    origin.checkIsRun("raw weights");
    if (recipe().averaging().isNone()) {
      throw new FaceGanException(
          "raw weights of %s: its recipe averages no weights, so export it without asking for raw"
                  .formatted(origin.folder())
              + " ones");
    }
    return checkedTrainable(new Export(origin, form.withRawWeights()));
  }

  private static Export checkedTrainable(Export chosen) {
    if (chosen.form.trainable()
        && !chosen.form.averaged()
        && !chosen.recipe().averaging().isNone()) {
      throw new FaceGanException(
          "raw weights of a trainable SavedModel: it holds the weights and their average, and"
              + " generates with the average; choose one of the two");
    }
    return chosen;
  }

  /**
   * Makes SavedModels hold all that any TensorFlow runtime needs to continue the training: the
   * signatures {@code train_step}, {@code project_step}, {@code save} and {@code restore}, and the
   * optimizer's variables, which make it three times as large. {@link #savedModel} describes them.
   *
   * @throws FaceGanException after {@link #rawWeights}, of a SavedModel, or if the recipe updates
   *     the generator in some steps only, which a single signature cannot
   */
  public Export trainable() {
    origin.checkIsRun("a trainable SavedModel");
    int steps = recipe().discriminatorSteps();
    if (steps > 1) {
      throw new FaceGanException(
          "trainable SavedModel of %s: its recipe updates the generator in every %d. step, and train_step"
                  .formatted(origin.folder(), steps)
              + " cannot; export it without training, or train with one discriminator step");
    }
    return checkedTrainable(new Export(origin, form.withTraining()));
  }

  /**
   * Has SavedModels refuse calls for more images than this, with a message. Without it a call may
   * ask for more than there is memory.
   *
   * @param images at least 16, which {@link FaceGenerator} draws at once
   * @throws FaceGanException if below 16
   */
  public Export atMost(int images) {
    if (images < Drawing.MOST_AT_ONCE) {
      throw new FaceGanException(
          "the most images of a call are %d: choose at least %d, which FaceGenerator draws at once"
              .formatted(images, Drawing.MOST_AT_ONCE));
    }
    return new Export(origin, form.withLimit(new CallLimit(OptionalInt.of(images))));
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
   *       project_step}, which moves latents towards those of photos, as {@code docs/projection.md}
   *       says; {@code save} and {@code restore}: {@code path} (string) of a checkpoint's files
   * </ul>
   *
   * <p>The folder {@code assets.extra} explains the model to people and programs: signatures,
   * options of the training, layers, sample images, and how far the model's images are from the
   * training's ({@code parity.json}).
   *
   * @param directory on disk, absent or empty
   * @throws FaceGanException if the directory is not empty or not on disk, or it is of a SavedModel
   * @throws UncheckedIOException if it cannot be written
   */
  public void savedModel(Path directory) {
    origin.checkIsRun("a SavedModel");
    AtomicFolder.checkFree(GivenPath.onDisk("export folder", directory));
    SavedModelWriter.write(
        served(),
        directory,
        new ExportNotes(origin.run(), origin.options(), origin.checkpoint(), trained())::write);
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
    if (form.trainable()) {
      throw new FaceGanException(
          "a frozen graph cannot be trained, its weights are constants: export a SavedModel");
    }
    FrozenGraphWriter.write(recipe().networks(), weights(), form.batchNorm(), file);
  }

  private ServedModel served() {
    return new ServedModel(
        recipe(),
        weights(),
        form.batchNorm(),
        Normalization.afterTrainingAt(recipe().batchSize()),
        form.trainable(),
        form.limit(),
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
    OnnxWriter.write(recipe().networks(), weights(), form.batchNorm(), note(), file);
  }

  /**
   * Writes the generator for browsers: a folder with a TensorFlow.js graph model ({@code
   * model/model.json}, input {@code latents}, output {@code images}, both as in {@link
   * #savedModel}) and a page, {@code index.html}, that draws with it. The page needs no network and
   * no server, and its face of a seed is that of {@link FaceGenerator#generate(long)}. It has a
   * slider for each direction that the SavedModel keeps ({@link FaceGenerator#keep}).
   *
   * @param directory on disk, absent or empty
   * @throws FaceGanException if the directory is not empty or not on disk
   * @throws UncheckedIOException if it cannot be written
   */
  public void web(Path directory) {
    web(directory, bytes -> {});
  }

  /**
   * Does the same as {@link #web(Path)}, and says first how large it will be.
   *
   * @param directory on disk, absent or empty
   * @param size told, before anything is written, about how many bytes the folder will have: the
   *     weights, 3/7 of it, which a browser loads from a server, and their copy as scripts, 4/7,
   *     which it loads where there is none. What it throws ends the export
   * @throws FaceGanException if the directory is not empty or not on disk
   * @throws UncheckedIOException if it cannot be written
   */
  public void web(Path directory, LongConsumer size) {
    AtomicFolder.checkFree(GivenPath.onDisk("export folder", directory));
    Objects.requireNonNull(size, "size");
    WebWriter.write(
        recipe().networks(), weights(), form.batchNorm(), note(), named(), directory, size);
  }

  /** Returns the vectors of the directions that a SavedModel keeps, by their names. */
  private Map<String, float[]> named() {
    Map<String, float[]> named = new LinkedHashMap<>();
    DirectionFile.read(origin.folder(), recipe().networks().latentSize())
        .forEach(direction -> named.put(direction.name(), direction.vector()));
    return named;
  }

  private Recipe recipe() {
    return origin.options().recipe();
  }

  private TrainedWeights weights() {
    return form.batchNorm() == Normalization.PRECISE
        ? PreciseAverages.of(recipe(), trained(), shares())
        : trained();
  }

  private TrainedWeights trained() {
    return form.averaged()
        ? TrainedWeights.of(recipe(), origin.variables())
        : TrainedWeights.raw(origin.variables());
  }

  private ModelNote note() {
    return new ModelNote(
        Version.current(),
        recipe().networks().name(),
        recipe().batchSize(),
        origin.steps(),
        origin.options().images().count(),
        origin.options().images().content(),
        origin.options().parent() == null ? null : origin.options().parent().words(),
        form.batchNorm().describe(),
        form.averaged(),
        recipe().networks().labels().names(),
        origin.options().images().labelCounts());
  }

  private LabelShares shares() {
    return new LabelShares(origin.options().images().labelCounts());
  }
}
