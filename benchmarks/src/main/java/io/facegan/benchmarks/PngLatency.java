package io.facegan.benchmarks;

import io.facegan.FaceGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/**
 * How long a model takes to load and to draw its first picture, and how long single PNG files take
 * while 8 threads ask for them: by the signature {@code generate_png} in TensorFlow, as a server
 * would, and by {@link FaceGenerator}.
 *
 * <p>Arguments: {@code SAVED_MODEL CALLS_A_THREAD}.
 */
public final class PngLatency {
  private static final int THREADS = 8;

  /** Makes one PNG file. */
  private interface Drawing {
    byte[] png(long seed) throws IOException;
  }

  /** Measures and prints. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    Path model = Path.of(arguments[0]);
    int calls = Integer.parseInt(arguments[1]);
    long start = System.nanoTime();
    try (FaceGenerator faces = FaceGenerator.load(model)) {
      faces.generate(0);
      System.out.printf("load and first picture: %.2f s%n", (System.nanoTime() - start) / 1e9);
      print("FaceGenerator", seed -> encoded(faces, seed), calls);
    }
    try (SavedModelBundle bundle = SavedModelBundle.load(model.toString(), "serve")) {
      print("generate_png", seed -> served(bundle, seed), calls);
    }
  }

  private static byte[] encoded(FaceGenerator faces, long seed) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(faces.generate(seed), "png", out);
    return out.toByteArray();
  }

  private static byte[] served(SavedModelBundle bundle, long seed) {
    try (TInt64 seeds = TInt64.vectorOf(seed);
        Result result = bundle.session().runner().feed("seeds", seeds).fetch("png_bytes").run()) {
      return ((TString) result.get(0)).asBytes().getObject(0);
    }
  }

  private static void print(String who, Drawing drawing, int calls)
      throws InterruptedException, ExecutionException {
    measure(drawing, calls);
    double[] seconds = measure(drawing, calls);
    Arrays.sort(seconds);
    System.out.printf(
        "%s, %d threads: p50 %.1f ms, p99 %.1f ms of %d calls%n",
        who,
        THREADS,
        1e3 * seconds[seconds.length / 2],
        1e3 * seconds[seconds.length * 99 / 100],
        seconds.length);
  }

  private static double[] measure(Drawing drawing, int calls)
      throws InterruptedException, ExecutionException {
    double[] seconds = new double[THREADS * calls];
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Void>> all = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int first = thread * calls;
        all.add(
            () -> {
              for (int i = first; i < first + calls; i++) {
                long start = System.nanoTime();
                if (drawing.png(i).length == 0) {
                  throw new IllegalStateException("no picture");
                }
                seconds[i] = (System.nanoTime() - start) / 1e9;
              }
              return null;
            });
      }
      for (Future<Void> each : threads.invokeAll(all)) {
        each.get();
      }
    } finally {
      threads.shutdown();
    }
    return seconds;
  }

  private PngLatency() {}
}
