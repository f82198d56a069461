package io.facegan;

import io.facegan.data.ImageSource;
import io.facegan.error.FaceGanException;
import io.facegan.internal.data.BatchBytes;
import io.facegan.internal.graph.GanSession;
import io.facegan.internal.runtime.Compute;
import io.facegan.internal.runtime.DeviceFailures;
import io.facegan.internal.runtime.Devices;
import io.facegan.internal.train.ProcessMemory;
import io.facegan.internal.train.RunFolder;
import io.facegan.internal.util.GivenPath;
import io.facegan.metric.FeatureLikeness;
import io.facegan.metric.ImageDiagnostics;
import io.facegan.metric.Memorising;
import io.facegan.network.Normalization;
import io.facegan.network.Recipe;
import io.facegan.runtime.Device;
import io.facegan.runtime.Precision;
import io.facegan.train.Evaluation;
import io.facegan.train.MemoryUse;
import io.facegan.train.TrainingResult;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Trains a GAN on images of faces and exports its generator.
 *
 * <pre>{@code
 * try (FaceGan gan = FaceGan.builder()
 *         .images(Path.of("faces.zip"))
 *         .recipe(Recipe.tutorial(Activation.GELU))
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
  private Runnable stopping;
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
   * Continues an earlier run as if it had not been interrupted: weights, optimizer, the order of
   * the images and the latents are those of the newest checkpoint whose files are sound. On a CPU
   * in float32 the run ends with the same bits, however often it was killed and resumed.
   *
   * <p>The builder has every option of the run. These may be set to something else: {@code steps}
   * or {@code epochs} (counted from the run's beginning), {@code sampleEvery}, {@code
   * checkpointEvery}, {@code guard}, {@code guardTries}, {@code strict}, {@code device}, {@code
   * gpuMemory}, {@code deterministic}, {@code images} (the same images elsewhere), {@code
   * cacheFolder}, {@code tensorBoard}, {@code progress}, {@code listener}. With any other change
   * {@link #train} refuses and names each. A run that was killed before its first checkpoint starts
   * over, and a finished one has nothing left to do unless it is given more steps.
   *
   * @param run the run folder, on disk
   * @throws FaceGanException if it is none
   */
  public static FaceGanBuilder resume(Path run) {
    return new FaceGanBuilder(RunFolder.open(GivenPath.onDisk("run folder", run)));
  }

  /**
   * Returns what will be trained, for people: every layer of both networks with its output shape,
   * the formula of that shape and its parameters, then the training settings, and of a run that
   * begins with the weights of another, which layers do not fit.
   */
  public String describe() {
    return settings.recipe().describe()
        + settings.beginning()
        + "Images: %s%n".formatted(images.describe());
  }

  /** Returns the folder that the run is written to. */
  public Path runFolder() {
    return settings.runFolder();
  }

  /**
   * Trains to the planned end, or until {@link #stop} or an interrupt of the thread: reads all
   * images, then makes the steps in the tutorial's order (discriminator on real images,
   * discriminator on fakes, generator). The run folder holds {@code options.json}, {@code
   * reals.png}, {@code samples-*.png} (always of the same latents, those of the seeds from 0 on),
   * {@code losses.png}, {@code report.html}, {@code metrics.jsonl}, {@code checkpoints/} and, where
   * images could not be used, {@code skipped.txt}.
   *
   * @return how it ended
   * @throws FaceGanException if no or too few images can be used, or one cannot be and {@link
   *     FaceGanBuilder#strict} was asked for, the run folder is not free, TensorFlow's native
   *     library is missing, or memory is short; a {@link io.facegan.train.GuardException} if a
   *     guard ended the training
   * @throws IllegalStateException if it was trained or closed before
   * @throws UncheckedIOException if a file cannot be written
   */
  public TrainingResult train() {
    begin();
    try {
      result = new Run(settings, images, this::started).run();
      return result;
    } finally {
      end();
    }
  }

  /**
   * Judges the newest checkpoint of the run, after {@link #train} or of a run that {@link #resume}
   * names: draws the faces of the sample grids, compares them with the images that it trains on,
   * and reports the mean losses of the last steps and the memory of a training step. The run stays
   * as it is. Where this machine lacks the precision of the run, it is judged in float32 and a
   * warning says so.
   *
   * @throws FaceGanException if the run has no sound checkpoint, or the images or options are not
   *     those of the run
   * @throws IllegalStateException if it is closed or training
   */
  public Evaluation evaluate() {
    checkIdle();
    return new Run(settings, images, stop -> {}).evaluate();
  }

  /**
   * Compares the images of each label, as the newest checkpoint of the run draws them, with the
   * images of that label that it trains on, as {@link #evaluate} does for all together. The run
   * stays as it is.
   *
   * @return by the names of labels, in their order, of at most 12 labels: those with the most
   *     images; none of a run without labels, or of labels with fewer than 4 images
   * @throws FaceGanException if the run has no sound checkpoint, or the images or options are not
   *     those of the run
   * @throws IllegalStateException if it is closed or training
   */
  public Map<String, ImageDiagnostics> evaluateLabels() {
    checkIdle();
    return new Run(settings, images, stop -> {}).evaluateLabels();
  }

  /**
   * Returns 64 of the images, or all if there are fewer, in a grid, as the discriminator will see
   * them once the recipe's augmentation has risen. Nothing is trained or written.
   *
   * @throws FaceGanException if the recipe has no augmentation, or no image can be used
   * @throws IllegalStateException if it is closed or training
   */
  public BufferedImage previewAugmentation() {
    checkIdle();
    return new Run(settings, images, stop -> {}).previewAugmentation();
  }

  /**
   * Looks for copies of the images that the run trains on, mirrored ones too if it mirrors them,
   * among 512 images of its newest checkpoint. The run stays as it is.
   *
   * @throws FaceGanException if the run has no sound checkpoint, the images or options are not
   *     those of the run, or there are fewer than 10 images
   * @throws IllegalStateException if it is closed or training
   */
  public Memorising memorising() {
    checkIdle();
    return new Run(settings, images, stop -> {}).memorising();
  }

  /**
   * Compares images of the newest checkpoint of the run with the images that it trains on, as
   * {@link #evaluate} does, in the features of another model, such as an Inception network. The run
   * stays as it is.
   *
   * @param features folder of a SavedModel whose signature {@code serving_default} takes float32
   *     images (n x height x width x channel, 0 to 1, of the run's size) and gives float32 features
   *     (n x any number); {@code docs/diagnostics.md} shows how to wrap one
   * @throws FaceGanException if it takes or gives something else, or as {@link #evaluate} does
   * @throws IllegalStateException if it is closed or training
   */
  public FeatureLikeness likeness(Path features) {
    checkIdle();
    return new Run(settings, images, stop -> {})
        .likeness(GivenPath.named("model of features", features));
  }

  private synchronized void checkIdle() {
    checkOpen();
    if (trainer != null) {
      throw new IllegalStateException(
          "this FaceGan is training: ask again when train() has returned, or use a listener");
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("this FaceGan is closed: build another");
    }
  }

  /**
   * Makes two training steps on black images and returns the memory that the second took: what a
   * training with these options will need.
   *
   * @throws FaceGanException if the device lacks the precision or does not work, TensorFlow's
   *     native library is missing, or the memory is not enough
   */
  public static MemoryUse measureMemory(Recipe recipe, Precision precision, Device device) {
    int batchSize = recipe.batchSize();
    byte[] images = new byte[BatchBytes.of(batchSize, recipe.networks().imageShape())];
    Normalization sampling = Normalization.afterTrainingAt(batchSize);
    Compute compute = new Compute(Devices.choose(device, OptionalLong.empty()), precision, false);
    try (GanSession session = new GanSession(recipe, 0, compute, sampling)) {
      session.label(any -> new int[batchSize]);
      // The first step makes some things that stay.
      session.step(images, 0);
      return ProcessMemory.now(session.measuredStep(any -> images, 1).memory());
    } catch (RuntimeException failure) {
      throw DeviceFailures.explained(failure, compute.placement(), () -> "nothing was measured");
    }
  }

  /**
   * Asks a running {@link #train}, from any thread, to end after its current step; it then saves
   * and returns as usual. Before the training it makes it end at once.
   */
  public synchronized void stop() {
    stopRequested = true;
    if (stopping != null) {
      stopping.run();
    }
  }

  /**
   * Writes the trained generator as a SavedModel, which every TensorFlow runtime loads, as {@link
   * Export#savedModel} does. {@link Export} writes the other forms, from the run folder.
   *
   * @param directory on disk, absent or empty
   * @throws IllegalStateException before {@link #train}
   * @throws FaceGanException if the directory is not empty or not on disk
   * @throws UncheckedIOException if it cannot be written
   */
  public void export(Path directory) {
    if (result == null) {
      throw new IllegalStateException("there is nothing to export yet: call train() first");
    }
    Export.of(result.runFolder()).savedModel(directory);
  }

  /**
   * Closes the images. A training on another thread is asked to stop and waited for. The run folder
   * and exported models stay, and {@link #export(Path)} still works. Closing twice is harmless.
   *
   * @throws IllegalStateException if a listener calls it, on the thread that trains
   * @throws UncheckedIOException if the images cannot be closed
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
    checkOpen();
    if (begun) {
      throw new IllegalStateException("this FaceGan was trained already: build another");
    }
    begun = true;
    trainer = Thread.currentThread();
  }

  /**
   * @param stop ends the training after its step, from any thread
   */
  private synchronized void started(Runnable stop) {
    stopping = stop;
    if (stopRequested) {
      stop.run();
    }
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
