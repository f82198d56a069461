package io.facegan.internal.graph;

import java.util.Arrays;
import org.tensorflow.types.TInt64;

/** Labels as graphs take them. */
public final class LabelTensors {
  /** Returns the numbers of labels as a vector; the caller closes it. */
  public static TInt64 of(int[] labels) {
    return TInt64.vectorOf(Arrays.stream(labels).asLongStream().toArray());
  }

  private LabelTensors() {}
}
