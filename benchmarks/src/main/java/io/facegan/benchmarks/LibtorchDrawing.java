package io.facegan.benchmarks;

import static org.bytedeco.pytorch.global.torch.globalContext;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.bytedeco.pytorch.global.torch.set_num_threads;

import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * Times how fast libtorch draws with a generator in evaluation mode, up to the values of the
 * pictures in Java, with whichever layout and number of threads is fastest.
 *
 * <p>Arguments: {@code small|tutorial BATCH STEPS}.
 */
public final class LibtorchDrawing {
  private static final int LATENT = 100;

  /** Measures and prints. */
  public static void main(String[] arguments) throws Exception {
    Settings settings = Settings.parse(new String[] {arguments[1], arguments[2], Settings.FLOAT32});
    // It does not run on every processor, and says so at every convolution.
    globalContext().setUserEnabledNNPACK(false);
    Measurement fastest = null;
    double least = Double.POSITIVE_INFINITY;
    for (int threads : new int[] {1, Runtime.getRuntime().availableProcessors()}) {
      set_num_threads(threads);
      for (MemoryFormat layout : List.of(MemoryFormat.Contiguous, MemoryFormat.ChannelsLast)) {
        double[] seconds = time(generator(arguments[0], layout), settings);
        if (Measurement.median(seconds) < least) {
          least = Measurement.median(seconds);
          fastest =
              new Measurement("libtorch", settings, seconds)
                  .with("layout", layout.toString())
                  .with("threads", Integer.toString(threads));
        }
      }
    }
    fastest.print();
  }

  private static UnaryOperator<Tensor> generator(String networks, MemoryFormat layout) {
    if (networks.equals("small")) {
      LibtorchSmall small = new LibtorchSmall(layout);
      LibtorchGan.arrange(small, layout);
      small.eval();
      return small::forward;
    }
    LibtorchNetworks.Generator tutorial = new LibtorchNetworks.Generator(layout);
    LibtorchGan.arrange(tutorial, layout);
    tutorial.eval();
    return tutorial::forward;
  }

  @SuppressWarnings("try") // the mode acts by being open, the scope frees what is made inside it
  private static double[] time(UnaryOperator<Tensor> generator, Settings settings)
      throws Exception {
    try (InferenceMode mode = new InferenceMode()) {
      Tensor latents = randn(settings.batch(), LATENT);
      return Repeated.seconds(
          settings.steps(),
          () -> {
            try (PointerScope scope = new PointerScope()) {
              return values(generator.apply(latents));
            }
          });
    }
  }

  private static float[] values(Tensor pictures) {
    float[] values = new float[(int) pictures.numel()];
    new FloatPointer(pictures.contiguous().data_ptr_float()).get(values);
    if (!(values[0] >= 0 && values[0] <= 1)) {
      throw new IllegalStateException("the first value is " + values[0]);
    }
    return values;
  }

  private LibtorchDrawing() {}
}
