package io.facegan;

import io.facegan.data.ImageSource;
import io.facegan.export.ModelNote;
import io.facegan.export.SavedModelWriter;
import io.facegan.export.WebWriter;
import io.facegan.graph.Normalization;
import io.facegan.network.Networks;
import io.facegan.train.Checkpoint;
import io.facegan.train.RunFolder;
import io.facegan.train.TrainingLoop;
import io.facegan.train.TrainingOptions;
import io.facegan.train.TrainingResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

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
  private Thread trainer;
  private boolean begun;
  private boolean stopRequested;
  private boolean closed;
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
   * Goes on with an earlier run, as if it had never been broken off: weights, optimizer, the order
   * of the pictures and the latents are those of the newest checkpoint whose files are sound. On a
   * CPU in float32 the run ends with the same bits, however often it was killed and resumed.
   *
   * <p>The builder has every option of the run. These may be set to something else: {@code steps}
   * or {@code epochs} (counted from the run's beginning), {@code sampleEvery}, {@code
   * checkpointEvery}, {@code guard}, {@code images} (the same pictures elsewhere), {@code
   * cacheFolder}, {@code progress}, {@code listener}. With any other change {@link #train} refuses
   * and names each. A run that was killed before its first checkpoint starts over, and a finished
   * one has nothing left to do unless it is given more steps.
   *
   * @param run the run folder
   * @throws IllegalArgumentException if it is none
   */
  public static FaceGanBuilder resume(Path run) {
    return new FaceGanBuilder(RunFolder.open(run));
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
   * Trains to the planned end, or until {@link #stop} or an interrupt of the thread: reads all
   * pictures, then makes the steps in the tutorial's order (discriminator on real pictures,
   * discriminator on fakes, generator). The run folder holds {@code options.json}, {@code
   * reals.png}, {@code samples-*.png} (always of the same latents, those of the seeds from 0 on),
   * {@code losses.png}, {@code metrics.jsonl}, {@code checkpoints/} and, where pictures could not
   * be used, {@code skipped.txt}.
   *
   * @return how it ended
   * @throws IllegalArgumentException if no or too few pictures can be used, or one cannot be and
   *     {@link FaceGanBuilder#strict} was asked for, the run folder is not free, or this processor
   *     lacks the precision
   * @throws IllegalStateException if it was trained or closed before, TensorFlow's native library
   *     is missing, or a guard ended the training (then a {@link io.facegan.train.GuardException})
   * @throws UncheckedIOException if a file cannot be written
   */
  public TrainingResult train() {
    begin();
    try {
      result = new Training(settings, images, this::started).run();
      return result;
    } finally {
      end();
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
    export(trainedRun(), directory);
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
    write(folder, folder.checkpoints().newestOrRefuse(), directory, SavedModelWriter::write);
  }

  /**
   * Writes the generator of an earlier run's best checkpoint, as {@link #export(Path)} does: of
   * those that are kept, the one whose pictures were nearest to the real ones by their sliced
   * Wasserstein distance (Karras et al., "Progressive Growing of GANs", 2018).
   *
   * @throws IllegalArgumentException if the run folder is none or holds no such checkpoint, or the
   *     directory is not empty
   * @throws UncheckedIOException if it cannot be written
   */
  public static void exportBest(Path run, Path directory) {
    RunFolder folder = RunFolder.open(run);
    write(folder, folder.checkpoints().bestOrRefuse(), directory, SavedModelWriter::write);
  }

  /**
   * Writes the trained generator for browsers: a folder with a TensorFlow.js graph model ({@code
   * model/model.json}, input {@code latents}, output {@code images}, both as in {@link
   * #export(Path)}) and a page, {@code index.html}, that draws with it. The page needs no network
   * and no server, and its face of a seed is that of {@link FaceGenerator#generate(long)}.
   *
   * @param directory absent or empty
   * @throws IllegalStateException before {@link #train}
   * @throws IllegalArgumentException if the directory is not empty
   * @throws UncheckedIOException if it cannot be written
   */
  public void exportWeb(Path directory) {
    exportWeb(trainedRun(), directory);
  }

  /**
   * Writes the generator of an earlier run's newest checkpoint, as {@link #exportWeb(Path)} does.
   *
   * @param run a run folder
   * @param directory absent or empty
   * @throws IllegalArgumentException if the run folder is none or holds no checkpoint, or the
   *     directory is not empty
   * @throws UncheckedIOException if it cannot be written
   */
  public static void exportWeb(Path run, Path directory) {
    RunFolder folder = RunFolder.open(run);
    write(folder, folder.checkpoints().newestOrRefuse(), directory, WebWriter::write);
  }

  /**
   * Writes the generator of an earlier run's best checkpoint, which is that of {@link #exportBest},
   * as {@link #exportWeb(Path)} does.
   *
   * @throws IllegalArgumentException if the run folder is none or holds no such checkpoint, or the
   *     directory is not empty
   * @throws UncheckedIOException if it cannot be written
   */
  public static void exportWebBest(Path run, Path directory) {
    RunFolder folder = RunFolder.open(run);
    write(folder, folder.checkpoints().bestOrRefuse(), directory, WebWriter::write);
  }

  private Path trainedRun() {
    if (result == null) {
      throw new IllegalStateException("there is nothing to export yet: call train() first");
    }
    return result.runFolder();
  }

  /** One of the forms that a generator is exported in. */
  private interface Form {
    void write(
        Networks networks,
        Path checkpoint,
        Normalization normalization,
        ModelNote note,
        Path directory);
  }

  private static void write(RunFolder folder, Checkpoint checkpoint, Path directory, Form form) {
    TrainingOptions options = folder.options();
    Normalization normalization = Normalization.afterTrainingAt(options.batchSize());
    form.write(
        options.networks(),
        checkpoint.variables(),
        normalization,
        new ModelNote(
            Version.current(),
            options.networks().name(),
            options.batchSize(),
            normalization.describe()),
        directory);
  }

  /**
   * Closes the pictures. A training on another thread is asked to stop and waited for. The run
   * folder and exported models stay, and {@link #export(Path)} still works. Closing twice is
   * harmless.
   *
   * @throws IllegalStateException if a listener calls it, on the thread that trains
   * @throws UncheckedIOException if the pictures cannot be closed
   */
  @Override
  public void close() {
    if (!awaitEnd()) {
      return;
    }
    try {
      images.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close " + images.describe(), e);
    }
  }

  private synchronized void begin() {
    if (closed) {
      throw new IllegalStateException("this FaceGan is closed: build another");
    }
    if (begun) {
      throw new IllegalStateException("this FaceGan was trained already: build another");
    }
    begun = true;
    trainer = Thread.currentThread();
  }

  private synchronized TrainingLoop started(TrainingLoop started) {
    loop = started;
    if (stopRequested) {
      loop.stop();
    }
    return loop;
  }

  private synchronized void end() {
    trainer = null;
    notifyAll();
  }

  /** Returns whether there is something left to close. */
  private synchronized boolean awaitEnd() {
    if (trainer == Thread.currentThread()) {
      throw new IllegalStateException(
          "a listener cannot close the FaceGan that it listens to: call stop() and close it after"
              + " train() has returned");
    }
    boolean first = !closed;
    closed = true;
    boolean interrupted = false;
    while (trainer != null) {
      stop();
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return first;
  }
}
