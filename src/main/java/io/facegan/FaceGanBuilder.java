package io.facegan;

import io.facegan.data.Framing;
import io.facegan.data.ImageSource;
import io.facegan.data.ImageSources;
import io.facegan.data.Labelling;
import io.facegan.error.FaceGanException;
import io.facegan.internal.data.CacheFolder;
import io.facegan.internal.train.RunFolder;
import io.facegan.internal.train.TrainingOptions;
import io.facegan.internal.util.GivenPath;
import io.facegan.internal.util.Positive;
import io.facegan.network.Recipe;
import io.facegan.runtime.Cluster;
import io.facegan.runtime.Device;
import io.facegan.runtime.Precision;
import io.facegan.train.Guard;
import io.facegan.train.Reaction;
import io.facegan.train.TrainingListener;
import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** The options of a {@link FaceGan}; each has a default. */
public final class FaceGanBuilder {
  /** Steps from one sample grid to the next, if nothing else is said. */
  public static final long DEFAULT_SAMPLE_EVERY = 500;

  /** Steps from one checkpoint to the next, if nothing else is said. */
  public static final long DEFAULT_CHECKPOINT_EVERY = 1_000;

  final RecipeChoice recipe;
  final ImagesChoice images;
  final ComputeChoice compute;
  final LengthChoice length = new LengthChoice();
  long seed = 42;
  final RunChoice run;
  boolean progress = true;
  final List<TrainingListener> listeners = new ArrayList<>();

  /** The options of the run to resume, or null for a new run. */
  final TrainingOptions resumed;

  FaceGanBuilder() {
    resumed = null;
    recipe = new RecipeChoice(null);
    images = new ImagesChoice(null);
    compute = new ComputeChoice(null);
    run = new RunChoice();
  }

  /** Takes every option of a run to resume. */
  FaceGanBuilder(RunFolder folder) {
    resumed = folder.options();
    recipe = new RecipeChoice(resumed.recipe());
    images = new ImagesChoice(resumed);
    compute = new ComputeChoice(resumed);
    run = new RunChoice(folder, resumed);
    seed = resumed.seed();
  }

  /**
   * Trains on the images of a folder (with its subfolders), a zip, or an HDF5 file, as {@link
   * ImageSources#open} reads them. Without images the run is on drawn faces.
   *
   * @throws FaceGanException if the path is empty, or not on disk but, say, in a jar: the run
   *     remembers the place
   */
  public FaceGanBuilder images(Path folderOrFile) {
    images.from(
        GivenPath.onDisk(
            "images",
            folderOrFile,
            "a run knows its images by their place on disk; copy them there, or open them with"
                + " ImageSources.open and give images(ImageSource)"));
    return this;
  }

  /** Trains on any other collection of images, which {@link FaceGan#close} closes. */
  public FaceGanBuilder images(ImageSource source) {
    images.from(Objects.requireNonNull(source, "images"));
    return this;
  }

  /** Sets how images are brought to the networks' size; default {@link Framing#AUTO}. */
  public FaceGanBuilder framing(Framing chosen) {
    images.framing = Objects.requireNonNull(chosen, "framing");
    return this;
  }

  /** Sets what shows where an image is transparent; default white. */
  public FaceGanBuilder background(Color colour) {
    images.background = Objects.requireNonNull(colour, "background");
    return this;
  }

  /**
   * Says whether images come mirrored left to right half of the times, which doubles a small
   * collection; default false, as in the tutorial.
   */
  public FaceGanBuilder mirror(boolean mirrored) {
    images.mirror = mirrored;
    return this;
  }

  /**
   * Trains networks that draw images of a label: the recipe's networks are {@linkplain
   * io.facegan.network.Networks#labelled labelled} with those that the images have. Images without
   * a label are skipped. Default: no labels.
   *
   * @param chosen where the labels come from
   */
  public FaceGanBuilder labels(Labelling chosen) {
    images.labelling = Objects.requireNonNull(chosen, "labels");
    return this;
  }

  /**
   * Says whether every label comes equally often, so that the images of rare ones come more often;
   * default false: every image comes equally often.
   */
  public FaceGanBuilder balance(boolean equally) {
    images.balanced = equally;
    return this;
  }

  /**
   * Says whether the first image that cannot be used ends the run; default false: such images are
   * skipped and named in {@code skipped.txt}.
   */
  public FaceGanBuilder strict(boolean refused) {
    images.strict = refused;
    return this;
  }

  /**
   * Sets where decoded images are kept, so that the next training on the same collection starts at
   * once; default the environment variable {@code FACEGAN_CACHE}, else {@code facegan} in the
   * user's folder for such files ({@code ~/.cache} on Linux). One file for each collection and
   * size, of height x width x channels bytes an image; it may be deleted at any time but while it
   * is made.
   *
   * @throws FaceGanException if the path is empty or not on disk
   */
  public FaceGanBuilder cacheFolder(Path folder) {
    images.cache = CacheFolder.in(GivenPath.onDisk("cache folder", folder));
    return this;
  }

  /** Keeps no decoded images: they go to a temporary file. */
  public FaceGanBuilder noCache() {
    images.cache = CacheFolder.NONE;
    return this;
  }

  /**
   * Begins with the weights of another training in place of random ones, the same images or others:
   * those of both networks and the averages, as the newest checkpoint of a run or a SavedModel has
   * them. The optimizer's state and the schedule begin anew. The run keeps its own copy of the
   * weights, and needs the other no more.
   *
   * <p>Without {@link #recipe} the run has the recipe of the other. Layers that have not the same
   * name and shapes in both begin with random weights; {@link FaceGan#describe} names them.
   *
   * @param runOrModel a run folder, or the folder of a SavedModel that FaceGan exported
   * @throws FaceGanException if the path is empty or not on disk; {@link #build} refuses what is no
   *     such folder
   * @throws IllegalStateException of a resumed run, which has its own weights
   */
  public FaceGanBuilder startFrom(Path runOrModel) {
    recipe.startFrom(runOrModel, false);
    return this;
  }

  /**
   * Does the same as {@link #startFrom} with the best checkpoint of a run, as {@link Export#best}
   * takes it.
   *
   * @param trained a run folder
   * @throws FaceGanException as {@link #startFrom}
   * @throws IllegalStateException of a resumed run, which has its own weights
   */
  public FaceGanBuilder startFromBest(Path trained) {
    recipe.startFrom(trained, true);
    return this;
  }

  /**
   * Sets what to train, and how; default that of {@link #startFrom}, else {@link
   * Recipe#portrait()}, 64x64.
   */
  public FaceGanBuilder recipe(Recipe chosen) {
    recipe.set(Objects.requireNonNull(chosen, "recipe"));
    return this;
  }

  /**
   * Changes the recipe, be it a given one or that of {@link #startFrom}. Several changes follow one
   * another.
   */
  public FaceGanBuilder adjust(UnaryOperator<Recipe> changed) {
    recipe.adjust(Objects.requireNonNull(changed, "change"));
    return this;
  }

  /**
   * Sets how many images each step sees, in place of what the recipe names.
   *
   * @throws FaceGanException if below 1
   */
  public FaceGanBuilder batchSize(int images) {
    recipe.batchSize(Positive.check("batch size", images));
    return this;
  }

  /**
   * Sets how often every image is seen; not together with {@link #steps}. Without both, every image
   * is seen once, or as often as makes 60,000 if the recipe's learning rates fall towards the end
   * of the run, as the portrait recipe's do.
   *
   * @throws FaceGanException if below 1
   */
  public FaceGanBuilder epochs(int times) {
    length.epochs(Positive.check("epochs", times));
    return this;
  }

  /**
   * Sets the number of training steps, instead of {@link #epochs}.
   *
   * @throws FaceGanException if below 1
   */
  public FaceGanBuilder steps(long count) {
    length.steps(Positive.check("steps", count));
    return this;
  }

  /** Seeds the initial weights, the latents and the order of the images; default 42. */
  public FaceGanBuilder seed(long number) {
    seed = number;
    return this;
  }

  /** Sets the precision of the convolutions; default {@link Precision#AUTO}. */
  public FaceGanBuilder precision(Precision chosen) {
    compute.precision = Objects.requireNonNull(chosen, "precision");
    return this;
  }

  /**
   * Sets where to train; default {@link Device#AUTO}: the first NVIDIA GPU if it works, else the
   * CPU, and a line says why. A resumed run may continue on another device, if it supports its
   * precision there.
   */
  public FaceGanBuilder device(Device chosen) {
    compute.device = Objects.requireNonNull(chosen, "device");
    return this;
  }

  /**
   * Sets the most bytes that may be taken of a GPU's memory; default all of it, as it is needed.
   * The first GPU training of a process sets it for all later ones.
   *
   * @throws FaceGanException if below 1
   */
  public FaceGanBuilder gpuMemory(long bytes) {
    compute.gpuMemory = OptionalLong.of(Positive.check("GPU memory", bytes));
    return this;
  }

  /**
   * Says whether the same seed gives the same bits on the same GPU too; default false, for it takes
   * longer there. On a CPU it does so in {@link Precision#FLOAT32} anyway.
   */
  public FaceGanBuilder deterministic(boolean same) {
    compute.deterministic = same;
    return this;
  }

  /**
   * Sets where the run is written, absent or empty; default {@code runs/} with the time.
   *
   * @throws FaceGanException if the path is empty or not on disk
   * @throws IllegalStateException of a resumed run, which has its folder
   */
  public FaceGanBuilder runFolder(Path folder) {
    run.folder(folder);
    return this;
  }

  /**
   * Sets the steps from one sample grid to the next; default {@value #DEFAULT_SAMPLE_EVERY}.
   *
   * @throws FaceGanException if below 1
   */
  public FaceGanBuilder sampleEvery(long interval) {
    run.sampleEvery = Positive.check("sample interval", interval);
    return this;
  }

  /**
   * Sets the steps from one checkpoint to the next; default {@value #DEFAULT_CHECKPOINT_EVERY}. The
   * end of the training is always saved.
   *
   * @throws FaceGanException if below 1
   */
  public FaceGanBuilder checkpointEvery(long interval) {
    run.checkpointEvery = Positive.check("checkpoint interval", interval);
    return this;
  }

  /**
   * Sets what is done when a guard finds that the training is dying; default {@link
   * Reaction#ROLL_BACK} for {@link Guard#NOT_FINITE}, {@link Reaction#WARN} for the others.
   *
   * @throws FaceGanException if it is to warn of numbers that are not finite, which never recover
   */
  public FaceGanBuilder guard(Guard guard, Reaction reaction) {
    run.guards =
        run.guards.with(
            Objects.requireNonNull(guard, "guard"), Objects.requireNonNull(reaction, "reaction"));
    return this;
  }

  /**
   * Sets how often guards may roll the run back, all together; default 3.
   *
   * @throws FaceGanException if below 0
   */
  public FaceGanBuilder guardTries(int count) {
    run.guards = run.guards.withTries(count);
    return this;
  }

  /**
   * Says whether the run folder also gets files of events that TensorBoard shows, {@code
   * events.out.tfevents.*}; default false.
   */
  public FaceGanBuilder tensorBoard(boolean written) {
    run.tensorBoard = written;
    return this;
  }

  /**
   * Trains together with other processes, which build the same training with the same cluster and
   * another task; {@code docs/distributed.md} shows how to start them. The batch size is that of
   * all together, and each computes a share of it. Only worker 0 writes the run folder, tells
   * listeners and can export; the others' {@link FaceGan#train} returns when it has ended.
   *
   * @param workers who they are and which of them this is, for example {@link
   *     Cluster#fromEnvironment}
   */
  public FaceGanBuilder cluster(Cluster workers) {
    run.cluster = Optional.of(workers);
    return this;
  }

  /**
   * Says whether the run is resumed if its folder holds it already, as {@link FaceGan#resume} does:
   * for supervisors, which start the same program again after a failure; default false. A run of
   * other options is refused.
   *
   * @throws IllegalStateException of a resumed run
   */
  public FaceGanBuilder orResume(boolean resumes) {
    run.orResume(resumes);
    return this;
  }

  /** Says whether progress is shown on standard error; default true. */
  public FaceGanBuilder progress(boolean shown) {
    progress = shown;
    return this;
  }

  /** Adds a listener, told of everything after the run's own files were written. */
  public FaceGanBuilder listener(TrainingListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  /**
   * Checks all options together and opens the images. Nothing is written yet.
   *
   * @throws FaceGanException if both steps and epochs are set, the images are missing or none, the
   *     run folder of a new run is not free, the device lacks the precision of a new run, the GPU
   *     memory is not what it has, a GPU is asked for that does not work, the folder to start from
   *     is neither a run nor a model or nothing of it fits, or layers are to be frozen that have
   *     random weights; the message says why and what to do
   * @throws java.io.UncheckedIOException if the images cannot be read
   */
  public FaceGan build() {
    return Assembly.of(this);
  }
}
