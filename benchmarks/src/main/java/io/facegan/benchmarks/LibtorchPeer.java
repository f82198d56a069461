package io.facegan.benchmarks;

import static org.bytedeco.pytorch.global.torch.manual_seed;
import static org.bytedeco.pytorch.global.torch.set_num_threads;

import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Times a training step in libtorch on the CPU.
 *
 * <p>Arguments: {@code BATCH STEPS float32|bfloat16 [contiguous|channels_last|trial [RECIPE]]}.
 * Without a layout it tries both and measures with the faster one; its peak memory is then that of
 * both. The recipe is {@code tutorial}, or {@code portrait-64} for pictures of that size, in
 * float32.
 */
public final class LibtorchPeer {
  private static final String CHANNELS_LAST = "channels_last";
  private static final String CONTIGUOUS = "contiguous";
  private static final int TRIAL_STEPS = 3;

  /** Measures and prints. */
  public static void main(String[] arguments) {
    Settings settings = Settings.parse(arguments);
    set_num_threads(Runtime.getRuntime().availableProcessors());
    boolean given = arguments.length > 3 && !arguments[3].equals("trial");
    String recipe = arguments.length > 4 ? arguments[4] : StepRecipe.TUTORIAL;
    String layout = given ? arguments[3] : fasterLayout(settings, recipe);
    double[] seconds =
        Measurement.inCycles(
            time(settings, settings.steps(), layout, recipe), StepRecipe.cycle(recipe));
    // Before the matrix products, whose memory is not the training's.
    Measurement measurement = new Measurement("libtorch", settings, seconds);
    measurement
        .with("layout", layout)
        .number("float32_gflops", LibtorchProduct.gigaflops(ScalarType.Float))
        .number("bfloat16_gflops", LibtorchProduct.gigaflops(ScalarType.BFloat16))
        .print();
  }

  private static String fasterLayout(Settings settings, String recipe) {
    double contiguous = tried(settings, CONTIGUOUS, recipe);
    double channelsLast = tried(settings, CHANNELS_LAST, recipe);
    return contiguous < channelsLast ? CONTIGUOUS : CHANNELS_LAST;
  }

  /** A layout in which libtorch's losses are no numbers is none to measure. */
  private static double tried(Settings settings, String layout, String recipe) {
    try {
      return Measurement.median(time(settings, TRIAL_STEPS, layout, recipe));
    } catch (IllegalStateException notFinite) {
      System.err.println(layout + ": " + notFinite.getMessage());
      return Double.POSITIVE_INFINITY;
    }
  }

  private static double[] time(Settings settings, int steps, String layout, String recipe) {
    manual_seed(42);
    LibtorchStep gan =
        recipe.equals(StepRecipe.TUTORIAL)
            ? new LibtorchGan(settings, format(layout))
            : new LibtorchPortrait(settings, StepRecipe.portraitSide(recipe), format(layout));
    for (int i = 0; i < Settings.WARM_UP; i++) {
      gan.step();
    }
    double[] seconds = new double[steps];
    for (int i = 0; i < steps; i++) {
      long start = System.nanoTime();
      double loss = gan.step();
      seconds[i] = (System.nanoTime() - start) / 1e9;
      if (!Double.isFinite(loss)) {
        throw new IllegalStateException("the generator's loss is " + loss + " at step " + (i + 1));
      }
    }
    return seconds;
  }

  private static MemoryFormat format(String layout) {
    return switch (layout) {
      case CONTIGUOUS -> MemoryFormat.Contiguous;
      case CHANNELS_LAST -> MemoryFormat.ChannelsLast;
      default ->
          throw new IllegalArgumentException(
              "layout is '%s': choose %s or %s".formatted(layout, CONTIGUOUS, CHANNELS_LAST));
    };
  }

  private LibtorchPeer() {}
}
