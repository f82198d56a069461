package io.facegan.internal.runtime;

import com.sun.jna.NativeLibrary;
import io.facegan.error.FaceGanException;
import io.facegan.runtime.Precision;

/**
 * TensorFlow's switches for the arithmetic of GPUs, which hold for a whole process: whether float32
 * convolutions and matrix products may round to TF32, and whether operations must give the same
 * bits each time. Its Java and C interfaces lack them, so they are called by their C++ symbols, and
 * only where a session asks for what is not TensorFlow's default.
 */
public final class Numerics {
  private static final String LIBRARY = "libtensorflow_framework.so.2";
  private static final String TF32 = "_ZN3tsl32enable_tensor_float_32_executionEb";
  private static final String DETERMINISM = "_ZN3tsl19EnableOpDeterminismEb";

  private static final Numerics PROCESS = new Numerics(Numerics::call);

  private final Symbols symbols;
  private int open;
  private Settings current = Settings.DEFAULT;

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
   * @throws FaceGanException if another one that is open needs them otherwise, or TensorFlow lacks
   *     one that is needed
   */
  public static void enter(Compute compute) {
    PROCESS.begin(compute);
  }

  /** Tells that such a session is closed. */
  public static void leave() {
    PROCESS.end();
  }

  synchronized void begin(Compute compute) {
    Settings wanted = Settings.of(compute);
    if (open > 0 && !wanted.equals(current)) {
      throw new FaceGanException(
          ("this process trains on a GPU already, %s, and TensorFlow computes one way in a process:"
                  + " close that training first, or start another process")
              .formatted(current));
    }
    set(wanted);
    open++;
  }

  synchronized void end() {
    open--;
    if (open == 0) {
      set(Settings.DEFAULT);
    }
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

  private static void call(String symbol, boolean value) {
    // C++ takes 0 and 1 alone, and JNA would give -1.
    NativeLibrary.getInstance(LIBRARY).getFunction(symbol).invokeVoid(new Object[] {value ? 1 : 0});
  }
}
