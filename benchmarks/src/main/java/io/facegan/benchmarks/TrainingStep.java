package io.facegan.benchmarks;

import io.facegan.FaceGan;
import io.facegan.FaceGanBuilder;
import io.facegan.drawn.DrawnFaces;
import io.facegan.network.Activation;
import io.facegan.network.ImageShape;
import io.facegan.network.Recipe;
import io.facegan.runtime.Cluster;
import io.facegan.runtime.Device;
import io.facegan.runtime.Precision;
import io.facegan.train.Evaluation;
import io.facegan.train.StepResult;
import io.facegan.train.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Times FaceGan's training step, its reading of pictures included.
 *
 * <p>Arguments: {@code BATCH STEPS float32|tf32|bfloat16 [DEVICE [RECIPE [WORKERS TASK [WIRE]]]]};
 * the device is {@code cpu} if none is given, the recipe {@code tutorial}, or {@code portrait-64}
 * for pictures of that size. With workers ({@code host:port,host:port}) this process is one of
 * several, and the batch is that of all together; only worker 0 reports times.
 */
public final class TrainingStep {
  private static final int PICTURES = 256;

  /** Measures and prints. */
  public static void main(String[] arguments) throws Exception {
    Settings settings = Settings.parse(arguments);
    Path folder = Files.createTempDirectory("facegan-benchmark");
    try {
      Stopwatch stopwatch = new Stopwatch(settings.steps());
      String device = arguments.length > 3 ? arguments[3] : "cpu";
      String recipe = arguments.length > 4 ? arguments[4] : StepRecipe.TUTORIAL;
      train(settings, Device.parse(device), recipe(recipe), folder, stopwatch, arguments);
      if (arguments.length > 6 && !arguments[6].equals("0")) {
        System.out.printf("result who=follower peak_mib=%.0f%n", Measurement.peak());
        return;
      }
      new Measurement(
              "facegan",
              settings,
              Measurement.inCycles(stopwatch.seconds(), StepRecipe.cycle(recipe)))
          .number("allocated_peak_gib", stopwatch.peak / (double) (1 << 30))
          .print();
    } finally {
      delete(folder);
    }
  }

  private static void train(
      Settings settings,
      Device device,
      Recipe recipe,
      Path folder,
      TrainingListener listener,
      String[] arguments)
      throws Exception {
    // One more, whose memory is watched, which takes time.
    int steps = Settings.WARM_UP + settings.steps() + 1;
    FaceGanBuilder builder =
        FaceGan.builder()
            .images(new DrawnFaces(42, Math.max(PICTURES, settings.batch()), side(recipe)))
            .recipe(recipe)
            .precision(Precision.parse(settings.precision()))
            .batchSize(settings.batch())
            .device(device)
            .steps(steps)
            .sampleEvery(steps)
            .seed(42)
            .progress(false)
            .listener(listener)
            .runFolder(folder.resolve("run"));
    if (arguments.length > 6) {
      builder.cluster(cluster(arguments));
    }
    try (FaceGan gan = builder.build()) {
      gan.train();
    }
  }

  private static Cluster cluster(String[] arguments) {
    Cluster cluster = Cluster.of(List.of(arguments[5].split(",")), Integer.parseInt(arguments[6]));
    return arguments.length > 7 ? cluster.wire(Precision.parse(arguments[7])) : cluster;
  }

  static Recipe recipe(String name) {
    if (name.equals(StepRecipe.TUTORIAL)) {
      return Recipe.tutorial(Activation.LEAKY_RELU);
    }
    int side = StepRecipe.portraitSide(name);
    return Recipe.portrait(ImageShape.rgb(side, side));
  }

  private static int side(Recipe recipe) {
    return recipe.networks().imageShape().height();
  }

  private static void delete(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Notes the time between one step's end and the next one's, warm-up left out. */
  private static final class Stopwatch implements TrainingListener {
    private final double[] seconds;
    private long last;
    private long peak;

    Stopwatch(int steps) {
      seconds = new double[steps];
    }

    @Override
    public void stepped(StepResult result) {
      long now = System.nanoTime();
      int index = (int) result.step() - 1 - Settings.WARM_UP;
      if (index >= 0 && index < seconds.length) {
        seconds[index] = (now - last) / 1e9;
      }
      last = now;
    }

    @Override
    public void evaluated(Evaluation evaluation) {
      evaluation.memory().allocator().ifPresent(memory -> peak = memory.peak());
    }

    double[] seconds() {
      return Arrays.copyOf(seconds, seconds.length);
    }
  }

  private TrainingStep() {}
}
