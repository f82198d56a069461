package io.facegan;

import io.facegan.data.Framing;
import io.facegan.data.ImageBatch;
import io.facegan.data.ImageSource;
import io.facegan.data.Labelling;
import io.facegan.error.FaceGanException;
import io.facegan.internal.animation.AnimationFile;
import io.facegan.internal.data.ImageGrid;
import io.facegan.internal.graph.Latents;
import io.facegan.internal.graph.TruncatedLatents;
import io.facegan.internal.inference.LoadedModel;
import io.facegan.internal.runtime.Devices;
import io.facegan.internal.train.ProcessMemory;
import io.facegan.internal.util.GivenPath;
import io.facegan.internal.util.Positive;
import io.facegan.latent.Direction;
import io.facegan.latent.Projection;
import io.facegan.latent.Walk;
import io.facegan.metric.FeatureLikeness;
import io.facegan.metric.ImageDiagnostics;
import io.facegan.metric.Memorising;
import io.facegan.network.ImageShape;
import io.facegan.runtime.Device;
import io.facegan.train.MemoryUse;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Draws faces with an exported model. May be used by many threads at once; {@link #close} waits for
 * those that are drawing, and whatever draws, compares, measures or finds something throws an
 * {@link IllegalStateException} from then on.
 *
 * <p>A face is chosen by its latent, or by a seed: the same seed gives the same latent on every
 * machine. The seeds from 0 on are the faces of the sample grids of the training.
 */
public final class FaceGenerator implements AutoCloseable {
  private final LoadedModel model;
  private final Lifetime lifetime;
  private final Drawing drawing;

  private FaceGenerator(LoadedModel model, Lifetime lifetime, Drawing drawing) {
    this.model = model;
    this.lifetime = lifetime;
    this.drawing = drawing;
  }

  /**
   * Loads a model that {@link FaceGan#export} wrote, or any SavedModel with such a signature. From
   * a jar or another file system it is loaded by way of a temporary folder.
   *
   * @throws FaceGanException if the folder holds none, or one without the signature {@code
   *     serving_default} from latents [n, size] to images [n, height, width, 1 or 3], or if
   *     TensorFlow's native library is missing
   */
  public static FaceGenerator load(Path directory) {
    return load(directory, Device.CPU);
  }

  /**
   * Loads a model as {@link #load(Path)} does, to draw on a device. The images of two devices may
   * differ by rounding: on a GPU float32 convolutions are TF32 where it has that, unless this
   * process has trained without it there.
   *
   * <p>A GPU is taken for the whole process, as {@code docs/gpu.md} says: with the memory cap of an
   * earlier training, or with none, and a later training that wants another cap, another GPU or no
   * TF32 is refused.
   *
   * @param device {@link Device#CPU} as {@link #load(Path)}; {@link Device#AUTO} for the first GPU
   *     if it works, else the CPU, and {@link #computesOn} says why
   * @throws FaceGanException as {@link #load(Path)}, or if a GPU is asked for that does not work;
   *     the message says why and what to do
   */
  public static FaceGenerator load(Path directory, Device device) {
    Path folder = GivenPath.named("model folder", directory);
    LoadedModel model = LoadedModel.load(folder, Devices.choose(device));
    return new FaceGenerator(model, new Lifetime(model), Drawing.with(model));
  }

  /** Returns where it draws, in words, and if that is not the GPU that it could be, why. */
  public String computesOn() {
    return model.placement().words();
  }

  /** Returns how many values a latent has. */
  public int latentSize() {
    return model.signature().latentSize();
  }

  /**
   * Returns the labels that the model knows, in the order of their numbers from 0; none of most
   * models. One that knows labels draws nothing until one is chosen with {@link #labelled}.
   */
  public List<String> labels() {
    return model.labels().labels().names();
  }

  /**
   * Returns a generator of the same model that draws images of one label: the same seeds, other
   * faces. Nothing is loaded again, and closing either closes both.
   *
   * @param name one of {@link #labels}
   * @throws FaceGanException if the model knows no labels or not this one; the message lists those
   *     it knows
   */
  public FaceGenerator labelled(String name) {
    if (labels().isEmpty()) {
      throw new FaceGanException(
          "label \"%s\" of a model that knows no labels: leave it out, or train with labels"
              .formatted(name));
    }
    return new FaceGenerator(model, lifetime, drawing.ofLabel(name));
  }

  /** Returns the shape of the images. */
  public ImageShape imageShape() {
    return model.signature().image();
  }

  /** Returns the shapes of the model and what it says of itself, for people. */
  public String describe() {
    return model.describe();
  }

  /**
   * Returns the latent of a seed, the same on every machine.
   *
   * @param seed any number; near seeds give unrelated latents
   * @return {@link #latentSize} values, standard normal
   */
  public float[] latent(long seed) {
    return Latents.of(seed, latentSize());
  }

  /**
   * Returns the latent of a seed without its unusual values, which are drawn anew: its face is more
   * like those of other seeds. {@code docs/latents.md} measures how much, and what it costs.
   *
   * @param seed any number
   * @param truncation the standard deviation that the values of all seeds have then, 0.1 to 1; 1
   *     changes nothing
   * @return {@link #latentSize} values, those of {@link #latent(long)} where they are not too far
   *     from 0
   * @throws FaceGanException if the truncation is out of range
   */
  public float[] latent(long seed, double truncation) {
    return TruncatedLatents.of(seed, latentSize(), truncation);
  }

  /**
   * Draws one face.
   *
   * @param seed any number
   * @return an RGB image, or a grey one if the model draws such
   */
  public BufferedImage generate(long seed) {
    return generate(Latents.of(seed, latentSize()));
  }

  /**
   * Draws the face of a latent.
   *
   * @param latent {@link #latentSize} finite values, in training from a standard normal
   *     distribution
   * @throws FaceGanException if there are more or fewer, or one is not finite
   */
  public BufferedImage generate(float[] latent) {
    return generate(List.of(latent)).get(0);
  }

  /**
   * Draws the faces of {@code count} seeds in a row.
   *
   * @param firstSeed the first seed
   * @param count how many, at least 1
   * @throws FaceGanException if count is below 1
   */
  public List<BufferedImage> generate(long firstSeed, int count) {
    Positive.check("count", count);
    return generate(List.of(Latents.of(firstSeed, count, latentSize())));
  }

  /**
   * Draws the faces of some latents, in order.
   *
   * @param latents each as for {@link #generate(float[])}
   * @throws FaceGanException if one has the wrong length or a value that is not finite
   */
  public List<BufferedImage> generate(List<float[]> latents) {
    drawing.check(latents);
    int[] chosen = drawing.chosen(latents.size());
    ImageBatch images = lifetime.whileOpen(() -> drawing.draw(latents, chosen));
    return IntStream.range(0, images.count()).mapToObj(i -> ImageGrid.image(images, i)).toList();
  }

  /**
   * Draws the faces of any number of latents, such as a {@link Walk}, and hands them on one by one:
   * while they are used, the next ones are drawn, and no more than some are in memory.
   *
   * @param latents each as for {@link #generate(float[])}
   * @param faces is given the faces in order, by the thread that calls this
   * @throws FaceGanException if one has the wrong length or a value that is not finite; the faces
   *     some way before it have been handed on
   */
  public void generate(List<float[]> latents, Consumer<BufferedImage> faces) {
    DrawingAhead.of(latents, imageShape(), this::generate).handOn(faces);
  }

  /**
   * Draws the faces of latents, such as a {@link Walk}, and writes them as an animation that is
   * played again and again. The memory that it takes does not grow with its length.
   *
   * @param latents at least one, each as for {@link #generate(float[])}
   * @param rate faces a second, 1 to 100, or to 50 in a GIF file
   * @param scale how many times as wide and high as drawn, 1 to 16
   * @param file its name ends with .gif (256 colours for each face), .png (an animated PNG file:
   *     every pixel as drawn) or .mp4 (written by the program ffmpeg, which must be on the PATH);
   *     one that is there is replaced when the new one is whole, and its folder is made
   * @throws FaceGanException if a value is out of range, the name ends otherwise or ffmpeg is
   *     missing or fails; the message has what it said
   * @throws UncheckedIOException if writing fails
   */
  public void animate(List<float[]> latents, int rate, int scale, Path file) {
    try (AnimationFile animation = AnimationFile.begin(file, latents.size(), rate, scale)) {
      generate(latents, animation::add);
    }
  }

  /**
   * Draws the faces of {@code count} seeds in a row, as one batch; of a model that knows labels, if
   * none is chosen, each label as often as in the training.
   */
  ImageBatch batch(long firstSeed, int count) {
    return batch(Latents.of(firstSeed, count, latentSize()), drawing.labelsOf(firstSeed, count));
  }

  /** Draws the faces of latents and numbers of labels, as one batch. */
  ImageBatch batch(float[][] latents, int[] labels) {
    return lifetime.whileOpen(() -> drawing.draw(List.of(latents), labels));
  }

  /**
   * Compares the faces of the first seeds with real images as {@link #evaluate(int, ImageSource,
   * Framing, Color)} does, with {@link Framing#AUTO} and a white background.
   */
  public ImageDiagnostics evaluate(int count, ImageSource reals) {
    return evaluate(count, reals, Framing.AUTO, Color.WHITE);
  }

  /**
   * Compares the faces of the first seeds with real images, as trainings do: 1,024 from all over
   * the collection, or all if it has fewer. They are decoded into a temporary file.
   *
   * @param count how many faces at most, at least 2; trainings compare 512. No more are than half
   *     of the real images, or 36
   * @param reals stays open
   * @param framing how real images are brought to {@link #imageShape}
   * @param background what shows where they are transparent
   * @throws FaceGanException if the count is below 2, or more than half of the images cannot be
   *     used
   * @throws UncheckedIOException if the temporary file cannot be written
   */
  public ImageDiagnostics evaluate(
      int count, ImageSource reals, Framing framing, Color background) {
    return new Comparing(this, count, reals, framing, background).diagnostics();
  }

  /**
   * Compares the faces of each label with the real images of that label, as {@link #evaluate(int,
   * ImageSource, Framing, Color)} does for all.
   *
   * @param count how many faces of each label at most, at least 2; no more are compared than half
   *     of the label's real images, or 36
   * @param reals stays open
   * @param labelling where their labels come from
   * @return by the names of labels, in their order, of at most 12 labels: those with the most
   *     images, and at least 4
   * @throws FaceGanException as {@link #evaluate(int, ImageSource, Framing, Color)}, or if the
   *     images have no such labels, or one that is not among {@link #labels}
   */
  public Map<String, ImageDiagnostics> evaluateLabels(
      int count, ImageSource reals, Labelling labelling, Framing framing, Color background) {
    return new Comparing(this, count, reals, framing, background).byLabel(labelling);
  }

  /**
   * Looks for copies of real images, mirrored ones too, among the faces of the first seeds. The
   * real images are decoded into a temporary file.
   *
   * @param count how many faces, at least 2
   * @param reals those that the model was trained on; stays open. Of more than 10,000, as many are
   *     taken from all over the collection
   * @param framing how real images are brought to {@link #imageShape}
   * @param background what shows where they are transparent
   * @throws FaceGanException if the count is below 2, more than half of the images cannot be used
   *     or there are fewer than 10
   * @throws UncheckedIOException if the temporary file cannot be written
   */
  public Memorising memorising(int count, ImageSource reals, Framing framing, Color background) {
    return new Comparing(this, count, reals, framing, background).memorising();
  }

  /**
   * Compares the faces of the first seeds with real images as {@link #evaluate(int, ImageSource,
   * Framing, Color)} does, in the features of another model.
   *
   * @param count how many faces at most, at least 2
   * @param reals stays open
   * @param framing how real images are brought to {@link #imageShape}
   * @param background what shows where they are transparent
   * @param features as for {@link FaceGan#likeness}
   * @throws FaceGanException if the count is below 2, more than half of the images cannot be used,
   *     or the model of features takes or gives something else
   * @throws UncheckedIOException if the temporary file cannot be written
   */
  public FeatureLikeness likeness(
      int count, ImageSource reals, Framing framing, Color background, Path features) {
    return new Comparing(this, count, reals, framing, background).likeness(features);
  }

  /**
   * Draws faces and looks at the memory that it takes.
   *
   * @param count how many at once, 1 to 16 as {@link #generate} draws them
   * @throws FaceGanException if the count is out of range
   */
  public MemoryUse measureMemory(int count) {
    if (count < 1 || count > Drawing.MOST_AT_ONCE) {
      throw new FaceGanException(
          "count is %d: choose 1 to %d, more are never drawn at once"
              .formatted(count, Drawing.MOST_AT_ONCE));
    }
    List<float[]> latents = List.of(Latents.of(0, count, latentSize()));
    return ProcessMemory.now(
        lifetime.whileOpen(() -> model.measure(latents, drawing.anyLabels(count))));
  }

  /**
   * Searches the latent whose image is nearest to a photo, as {@link #project(ImageSource,
   * ProjectionOptions)} does with {@link ProjectionOptions#DEFAULT}.
   *
   * @param photo of any size
   * @throws FaceGanException if the model's operations have no gradients
   */
  public Projection project(BufferedImage photo) {
    Projecting search = projecting(ProjectionOptions.DEFAULT);
    ImageBatch framed = search.framed(photo);
    return lifetime.whileOpen(() -> search.of(framed, List.of("photo"))).get(0);
  }

  /**
   * Searches the latents whose images are nearest to photos. A search begins at the nearest of 100
   * random faces, compares images and photos at several scales, and with a model that was exported
   * {@linkplain Export#trainable trainable} also as its discriminator sees them, and keeps to
   * latents that are about as likely as random ones. Any photo has such a latent; {@link
   * Projection#like} says whether its image is like the photo.
   *
   * <p>The same photos give the same latents, on the same machine. It computes on the CPU, wherever
   * the model draws, and reads the model's folder again.
   *
   * @param photos at least one; stays open
   * @return one for each photo, in order
   * @throws FaceGanException if there are no photos or one cannot be used, the model knows {@link
   *     #labels} and none is chosen with {@link #labelled}, an operation of the model or of the
   *     model of features has no gradient, or the latter takes or gives something else
   */
  public List<Projection> project(ImageSource photos, ProjectionOptions options) {
    Projecting search = projecting(options);
    ImageBatch framed = search.framed(photos);
    List<String> names = IntStream.range(0, photos.size()).mapToObj(photos::name).toList();
    return lifetime.whileOpen(() -> search.of(framed, names));
  }

  private Projecting projecting(ProjectionOptions options) {
    return new Projecting(drawing, options, this::generate);
  }

  /**
   * Returns the directions in which faces change: up to 12 that the generator's first layer
   * stretches most, with their numbers for names (the first axes if it is no dense layer), and
   * those that {@link #keep} has put into the model's folder.
   *
   * @throws FaceGanException if the file of those is damaged
   */
  public List<Direction> directions() {
    return lifetime.whileOpen(() -> new Directing(model).all());
  }

  /**
   * Finds a direction by examples: the one that separates the latents of photos that show something
   * from those of photos that do not, as {@link #project(ImageSource, ProjectionOptions)} finds
   * them. {@link Direction#meaning} says how well it did with photos that were held out.
   *
   * @param name of the direction
   * @param with at least 5 photos that show it; stays open
   * @param without at least 5 photos that do not; stays open
   * @throws FaceGanException if the name has other characters than {@link Direction} allows, there
   *     are fewer photos, or as for {@link #project(ImageSource, ProjectionOptions)}
   */
  public Direction findDirection(
      String name, ImageSource with, ImageSource without, ProjectionOptions options) {
    Directing.check(name, with.size(), without.size());
    Projecting search = projecting(options);
    ImageBatch shown = search.framed(with);
    ImageBatch all = Directing.joined(shown, search.framed(without));
    List<float[]> latents = lifetime.whileOpen(() -> search.latents(all));
    return Directing.between(name, latents, shown.count());
  }

  /**
   * Puts a direction into the model's folder, {@code assets.extra/directions.json}, in place of one
   * with its name. {@link #directions} and exported web pages have it then.
   *
   * @throws FaceGanException if its name is a number, it has another length than the model's
   *     latents, or the folder is not on disk
   * @throws UncheckedIOException if it cannot be written
   */
  public void keep(Direction direction) {
    lifetime.whileOpen(
        () -> {
          new Directing(model).keep(direction);
          return null;
        });
  }

  /** Frees the model, once every thread that is drawing has finished. Closing twice is harmless. */
  @Override
  public void close() {
    lifetime.close();
  }
}
