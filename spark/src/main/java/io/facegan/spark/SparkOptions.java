package io.facegan.spark;

import io.facegan.FaceGan;
import io.facegan.FaceGanBuilder;
import io.facegan.error.FaceGanException;
import io.facegan.network.Activation;
import io.facegan.network.ImageShape;
import io.facegan.network.Recipe;
import io.facegan.runtime.Cluster;
import io.facegan.runtime.Precision;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of {@link SparkTraining}. The driver reads them, and each worker's process again. */
@Command(
    customSynopsis =
        "spark-submit --class io.facegan.spark.SparkTraining ... --workers N --out DIR",
    showDefaultValues = true,
    sortOptions = false)
final class SparkOptions {
  /** How many ports, from the first on, are drawn from. */
  static final int PORTS = 12_000;

  @Option(names = "--workers", required = true, description = "Tasks that train together.")
  Integer workers;

  @Option(
      names = "--out",
      required = true,
      description = "Folder for run/ and model/, on any file system of Hadoop.")
  String out;

  @Option(
      names = "--images",
      description = "Folder of images, .zip or HDF5 file, on any such; else drawn faces.")
  String images;

  @Option(names = "--or-resume", description = "Go on with the run that --out holds.")
  boolean orResume;

  @Option(names = "--recipe", description = "portrait, tutorial or small.")
  private String recipe = "portrait";

  @Option(names = "--size", description = "Of the images: one number, or height x width: 218x178.")
  private String size;

  @Option(names = "--batch", description = "Images per step, of all workers.")
  private Integer batch;

  @Option(names = "--steps", description = "Total number of steps; not with --epochs.")
  private Long steps;

  @Option(names = "--epochs", description = "How often to see every image.")
  private Integer epochs;

  @Option(names = "--seed", description = "Of weights, latents and order.")
  private long seed = 42;

  @Option(names = "--mirror", description = "Mirror images half of the time.")
  private boolean mirror;

  @Option(names = "--precision", description = "float32, tf32, bfloat16 or auto.")
  private String precision = "auto";

  @Option(names = "--sample-every", description = "Steps between sample grids.")
  private long sampleEvery = FaceGanBuilder.DEFAULT_SAMPLE_EVERY;

  @Option(names = "--checkpoint-every", description = "Steps between checkpoints.")
  private long checkpointEvery = FaceGanBuilder.DEFAULT_CHECKPOINT_EVERY;

  @Option(names = "--heap", description = "Java heap of a worker's process, as of -Xmx.")
  String heap = "2g";

  @Option(names = "--ports", description = "First of the 12,000 ports that workers may take.")
  int ports = 20_000;

  @Option(names = "--worker-timeout", description = "Seconds after which a silent worker is lost.")
  private int timeout = 30;

  @Option(names = "--wire", description = "What gradients travel as: float32 or bfloat16.")
  private String wire = "float32";

  @Option(names = "--plain-traffic", description = "Train unencrypted, though Spark encrypts.")
  boolean plainTraffic;

  /**
   * Reads a command line.
   *
   * @throws FaceGanException in one line if an option is wrong
   */
  static SparkOptions parse(String... args) {
    SparkOptions options = new SparkOptions();
    try {
      new CommandLine(options).parseArgs(args);
    } catch (ParameterException mistake) {
      throw new FaceGanException(mistake.getMessage().replaceAll("\\s+", " "));
    }
    require(options.workers >= 1, "--workers", options.workers, "at least 1");
    require(!options.out.isBlank(), "--out", options.out, "a folder, such as hdfs:///faces/run1");
    boolean ports = options.ports >= 1 && options.ports <= 65_535 - PORTS;
    require(ports, "--ports", options.ports, "1 to " + (65_535 - PORTS));
    options.cluster(List.of("localhost:1"), 0);
    options.builder();
    return options;
  }

  private static void require(boolean right, String option, Object value, String expected) {
    if (!right) {
      throw new FaceGanException("%s is \"%s\": give %s".formatted(option, value, expected));
    }
  }

  /** Returns the cluster of workers at these addresses. */
  Cluster cluster(List<String> addresses, int task) {
    return Cluster.of(addresses, task)
        .timeout(Duration.ofSeconds(timeout))
        .wire(Precision.parse(wire));
  }

  /** Returns a builder with all that these options say about the training itself. */
  FaceGanBuilder builder() {
    require(steps == null || epochs == null, "--epochs", epochs, "this or --steps");
    FaceGanBuilder builder =
        FaceGan.builder()
            .recipe(recipe())
            .mirror(mirror)
            .seed(seed)
            .precision(Precision.parse(precision))
            .sampleEvery(sampleEvery)
            .checkpointEvery(checkpointEvery);
    Optional.ofNullable(batch).ifPresent(builder::batchSize);
    Optional.ofNullable(steps).ifPresent(builder::steps);
    Optional.ofNullable(epochs).ifPresent(builder::epochs);
    return builder;
  }

  private Recipe recipe() {
    Activation leaky = Activation.LEAKY_RELU;
    return switch (recipe) {
      case "portrait" -> size == null ? Recipe.portrait() : Recipe.portrait(shape());
      case "tutorial" -> size == null ? Recipe.tutorial(leaky) : Recipe.tutorial(leaky, shape());
      case "small" -> size == null ? Recipe.small() : Recipe.small(shape());
      default ->
          throw new FaceGanException(
              "--recipe is \"%s\": give portrait, tutorial or small".formatted(recipe));
    };
  }

  private ImageShape shape() {
    require(size.matches("\\d{1,9}(x\\d{1,9})?"), "--size", size, "a number, or 218x178");
    String[] sides = size.split("x");
    return ImageShape.rgb(Integer.parseInt(sides[0]), Integer.parseInt(sides[sides.length - 1]));
  }
}
