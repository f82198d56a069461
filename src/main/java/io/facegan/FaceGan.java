package io.facegan;

import io.facegan.data.ImageSource;
import io.facegan.data.PackStore;
import io.facegan.data.PackedImages;
import io.facegan.export.ModelNote;
import io.facegan.export.SavedModelWriter;
import io.facegan.graph.GanSession;
import io.facegan.graph.Normalization;
import io.facegan.train.RunFolder;
import io.facegan.train.TrainingListener;
import io.facegan.train.TrainingLoop;
import io.facegan.train.TrainingOptions;
import io.facegan.train.TrainingResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Trains a GAN on pictures of faces and exports its generator.
 *
 * <pre>{@code
 * try (FaceGan gan = FaceGan.builder()
 *         .images(Path.of("faces.zip"))
 *         .networks(Networks.tutorial(Activation.GELU))
 *         .epochs(12)
 *         .build()) {
 *     System.out.println(gan.describe());
 *     gan.train();
 *     gan.export(Path.of("savedmodels/faces"));
 * }
 * }</pre>
 *
 * <p>Apart from {@link #stop}, an instance is used by one thread at a time.
 */
public final class FaceGan implements AutoCloseable {
  private final Settings settings;
  private final ImageSource images;
  private TrainingLoop loop;
  private boolean stopRequested;
  private TrainingResult result;

  FaceGan(Settings settings, ImageSource images) {
    this.settings = settings;
    this.images = images;
  }

  /** Returns a builder with every option at its default. */
  public static FaceGanBuilder builder() {
    return new FaceGanBuilder();
  }

  /**
   * Returns what will be trained, for people: every layer of both networks with its output shape,
   * the formula of that shape and its parameters, then the training settings.
   */
  public String describe() {
    return settings.networks().withBatchSize(settings.batchSize()).describe()
        + "Images: %s%n".formatted(images.describe());
  }

  /** Returns the folder that the run is written to. */
  public Path runFolder() {
    return settings.runFolder();
  }

  /**
   * Trains to the planned end, or until {@link #stop}: reads all pictures, then makes the steps in
   * the tutorial's order (discriminator on real pictures, discriminator on fakes, generator). The
   * run folder holds {@code options.json}, {@code reals.png}, {@code samples-*.png} (always of the
   * same latents, those of the seeds from 0 on), {@code losses.png}, {@code metrics.jsonl}, {@code
   * checkpoints/} and, where pictures could not be used, {@code skipped.txt}.
   *
   * @return how it ended
   * @throws IllegalArgumentException if no or too few pictures can be used, or one cannot be and
   *     {@link FaceGanBuilder#strict} was asked for, the run folder is not free, or this processor
   *     lacks the precision
   * @throws IllegalStateException if it was trained or closed before, TensorFlow's native library
   *     is missing, or the training diverged
   * @throws UncheckedIOException if a file cannot be written
   */
  public TrainingResult train() {
    if (loop != null) {
      throw new IllegalStateException("this FaceGan was trained already: build another");
    }
    RunFolder.checkFree(settings.runFolder());
    settings.note("reading " + images.describe());
    PackStore store =
        settings.cache().open(settings::note, new ReadingNotes(images.size(), settings::note));
    try (PackedImages packed = PackedImages.pack(images, settings.packing(), store)) {
      settings.note(packed.summary());
      TrainingOptions options = settings.options(images.describe(), packed.size());
      try (GanSession session =
              new GanSession(
                  options.networks(),
                  options.batchSize(),
                  options.seed(),
                  options.precision(),
                  Normalization.afterTrainingAt(options.batchSize()));
          Reports reports = new Reports(settings.progress())) {
        RunFolder folder = RunFolder.create(settings.runFolder(), options);
        folder.writeSkipped(packed.skipped());
        List<TrainingListener> listeners = reports.with(settings.listeners());
        result = start(new TrainingLoop(options, session, packed, folder, listeners)).run();
        return result;
      }
    }
  }

  /**
   * Asks a running {@link #train}, from any thread, to end after its current step; it then saves
   * and returns as usual. Before the training it makes it end at once.
   */
  public synchronized void stop() {
    stopRequested = true;
    if (loop != null) {
      loop.stop();
    }
  }

  /**
   * Writes the trained generator as a SavedModel: tag {@code serve}, signature {@code
   * serving_default}, input {@code latents} (float32, n x latent size, standard normal), output
   * {@code images} (float32, n x height x width x channel, between 0 and 1).
   *
   * <p>Its batch norm layers use what the sample grids use: each picture's own statistics after
   * training at batch size 1, as the tutorial's training does, else the running averages.
   *
   * @param directory absent or empty
   * @throws IllegalStateException before {@link #train}
   * @throws IllegalArgumentException if the directory is not empty
   * @throws UncheckedIOException if it cannot be written
   */
  public void export(Path directory) {
    if (result == null) {
      throw new IllegalStateException("there is nothing to export yet: call train() first");
    }
    export(result.runFolder(), directory);
  }

  /**
   * Writes the generator of an earlier run's newest checkpoint, as {@link #export(Path)} does.
   *
   * @param run a run folder
   * @param directory absent or empty
   * @throws IllegalArgumentException if the run folder is none or holds no checkpoint, or the
   *     directory is not empty
   * @throws UncheckedIOException if it cannot be written
   */
  public static void export(Path run, Path directory) {
    RunFolder folder = RunFolder.open(run);
    TrainingOptions options = folder.options();
    Normalization normalization = Normalization.afterTrainingAt(options.batchSize());
    SavedModelWriter.write(
        options.networks(),
        folder.checkpoints().newest(),
        normalization,
        new ModelNote(
            Version.current(),
            options.networks().name(),
            options.batchSize(),
            normalization.describe()),
        directory);
  }

  /** Closes the pictures. The run folder and exported models stay. */
  @Override
  public void close() {
    try {
      images.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + images.describe(), e);
    }
  }

  private synchronized TrainingLoop start(TrainingLoop started) {
    loop = started;
    if (stopRequested) {
      loop.stop();
    }
    return loop;
  }
}
