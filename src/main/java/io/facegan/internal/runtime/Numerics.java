package io.facegan.internal.runtime;

import com.sun.jna.NativeLibrary;
import io.facegan.runtime.Precision;

/**
 * TensorFlow's switches for the arithmetic of GPUs, which hold for a whole process: whether float32
 * convolutions and matrix products may round to TF32, and whether operations must give the same
 * bits each time. Its Java interface lacks them.
 */
public final class Numerics {
  private static final String LIBRARY = "libtensorflow_framework.so.2";
  private static final String TF32 = "_ZN3tsl32enable_tensor_float_32_executionEb";
  private static final String DETERMINISM = "_ZN3tsl19EnableOpDeterminismEb";

  private static int open;
  private static boolean tf32;
  private static boolean deterministic;

  /**
   * Sets the switches for a session that is about to open, on a GPU.
   *
   * @throws IllegalStateException if another one that is open needs them otherwise
   */
  public static synchronized void enter(Compute compute) {
    boolean wantsTf32 = compute.precision() == Precision.TF32;
    if (open > 0 && (wantsTf32 != tf32 || compute.deterministic() != deterministic)) {
      throw new IllegalStateException(
          ("this process trains on a GPU already, %s: TensorFlow does both one way in a process,"
                  + " close that training first or start another process")
              .formatted(words(tf32, deterministic)));
    }
    set(wantsTf32, compute.deterministic());
    tf32 = wantsTf32;
    deterministic = compute.deterministic();
    open++;
  }

  /** Tells that such a session is closed. */
  public static synchronized void leave() {
    open--;
  }

  /** Sets the switches. */
  static void set(boolean tf32, boolean deterministic) {
    NativeLibrary library = NativeLibrary.getInstance(LIBRARY);
    library.getFunction(TF32).invokeVoid(new Object[] {bool(tf32)});
    library.getFunction(DETERMINISM).invokeVoid(new Object[] {bool(deterministic)});
  }

  /** C++ takes 0 and 1 alone, and JNA would give -1. */
  private static int bool(boolean value) {
    return value ? 1 : 0;
  }

  private static String words(boolean tf32, boolean deterministic) {
    return "%s TF32 and %s deterministic operations"
        .formatted(tf32 ? "with" : "without", deterministic ? "with" : "without");
  }

  private Numerics() {}
}
