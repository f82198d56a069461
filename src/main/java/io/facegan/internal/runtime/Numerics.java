package io.facegan.internal.runtime;

import com.sun.jna.NativeLibrary;
import io.facegan.error.FaceGanException;
import io.facegan.runtime.Precision;
import java.util.List;

/**
 * TensorFlow's switches for the arithmetic of GPUs, which hold for a whole process: whether float32
 * convolutions and matrix products may round to TF32, and whether operations must give the same
 * bits each time. Its Java and C interfaces lack them, so they are called by their C++ symbols, and
 * only where a session asks for what is not TensorFlow's default.
 *
 * <p>The first session on a GPU that trains, or joins, decides. TensorFlow keeps the algorithm that
 * it found for a convolution as long as the process lives, whatever the switches say later, so a
 * session that needs them otherwise would not get what it asks for, and is refused.
 */
public final class Numerics {
  /**
   * Both have a switch for TF32, each its own, and kernels of both are asked to compute; the one
   * for determinism is in the second alone, where the first finds it too.
   */
  private static final List<String> LIBRARIES =
      List.of("libtensorflow_cc.so.2", "libtensorflow_framework.so.2");

  static final String TF32 = "_ZN3tsl32enable_tensor_float_32_executionEb";
  static final String DETERMINISM = "_ZN3tsl19EnableOpDeterminismEb";

  private static final Numerics PROCESS = new Numerics(Numerics::call);

  private final Symbols symbols;
  private Settings current = Settings.DEFAULT;
  private boolean decided;

  /** TensorFlow's functions; tests stand in for them. */
  interface Symbols {
    /**
     * @throws UnsatisfiedLinkError if there is no such function
     */
    void call(String symbol, boolean value);
  }

  private record Settings(boolean tf32, boolean deterministic) {
    static final Settings DEFAULT = new Settings(true, false);

    /** Older GPUs have no TF32 that could be switched off, and bfloat16 is less exact than it. */
    static Settings of(Compute compute) {
      boolean exact =
          compute.precision() == Precision.FLOAT32
              && compute.placement().gpu().filter(Gpu::hasBfloat16).isPresent();
      return new Settings(!exact, compute.deterministic());
    }

    @Override
    public String toString() {
      return "%s TF32 and %s deterministic operations"
          .formatted(tf32 ? "with" : "without", deterministic ? "with" : "without");
    }
  }

  Numerics(Symbols symbols) {
    this.symbols = symbols;
  }

  /**
   * Sets the switches for a session that is about to open, on a GPU.
   *
   * @throws FaceGanException if an earlier one in this process needed them otherwise, or TensorFlow
   *     lacks one that is needed
   */
  public static void enter(Compute compute) {
    PROCESS.begin(compute);
  }

  /** Leaves the switches as they are for good, for a session that is about to open on a GPU. */
  public static void join() {
    PROCESS.keep();
  }

  synchronized void keep() {
    decided = true;
  }

  synchronized void begin(Compute compute) {
    Settings wanted = Settings.of(compute);
    if (decided && !wanted.equals(current)) {
      throw new FaceGanException(
          ("this process computes on a GPU %s, and TensorFlow keeps the algorithms that it finds"
                  + " for that: start another process to train %s")
              .formatted(current, wanted));
    }
    set(wanted);
    decided = true;
  }

  private void set(Settings wanted) {
    if (wanted.tf32 != current.tf32) {
      set(TF32, wanted.tf32, "precision float32 on this GPU", "choose precision tf32 or bfloat16");
      current = new Settings(wanted.tf32, current.deterministic);
    }
    if (wanted.deterministic != current.deterministic) {
      set(DETERMINISM, wanted.deterministic, "deterministic operations", "leave them out");
      current = wanted;
    }
  }

  private void set(String symbol, boolean value, String what, String remedy) {
    try {
      symbols.call(symbol, value);
    } catch (UnsatisfiedLinkError missing) {
      throw new FaceGanException(
          "%s: TensorFlow's native library lacks the function for it (%s): %s, or use %s"
              .formatted(what, missing.getMessage(), remedy, Natives.ARTIFACT),
          missing);
    }
  }

  static void call(String symbol, boolean value) {
    for (String library : LIBRARIES) {
      // C++ takes 0 and 1 alone, and JNA would give -1.
      NativeLibrary.getInstance(library)
          .getFunction(symbol)
          .invokeVoid(new Object[] {value ? 1 : 0});
    }
  }
}
