package io.facegan.benchmarks;

import static org.bytedeco.pytorch.global.torch.matmul;
import static org.bytedeco.pytorch.global.torch.randn;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The rate of a plain matrix product: what the machine can give at most. */
final class LibtorchProduct {
  private static final int[] SIDES = {1024, 2048, 4096};
  private static final int REPEATS = 6;
  private static final int REPEATS_IF_LONG = 2;
  private static final double LONG_SECONDS = 0.25;

  /** Returns the best rate in GFLOP/s over square matrices, growing while a product is short. */
  static double gigaflops(ScalarType type) {
    double best = 0;
    for (int side : SIDES) {
      double seconds = shortest(type, side);
      best = Math.max(best, 2e-9 * side * side * side / seconds);
      if (seconds > LONG_SECONDS) {
        break;
      }
    }
    return best;
  }

  @SuppressWarnings("try") // the scope frees what is made inside it
  private static double shortest(ScalarType type, int side) {
    double shortest = Double.MAX_VALUE;
    try (PointerScope scope = new PointerScope()) {
      Tensor left = randn(side, side).to(type);
      Tensor right = randn(side, side).to(type);
      int repeats = REPEATS;
      for (int i = 0; i < repeats; i++) {
        long start = System.nanoTime();
        matmul(left, right).close();
        shortest = Math.min(shortest, (System.nanoTime() - start) / 1e9);
        repeats = shortest > LONG_SECONDS ? REPEATS_IF_LONG : REPEATS;
      }
    }
    return shortest;
  }

  private LibtorchProduct() {}
}
