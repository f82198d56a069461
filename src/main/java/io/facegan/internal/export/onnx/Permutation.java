package io.facegan.internal.export.onnx;

import java.util.ArrayList;
import java.util.List;

/** Another order of a tensor's axes. */
final class Permutation {
  private final int[] axes;

  /**
   * @param axes for each axis of the result, which one of the original it is
   */
  Permutation(int... axes) {
    this.axes = axes.clone();
  }

  /** Returns the sides of the result. */
  List<Integer> sides(List<Integer> original) {
    List<Integer> sides = new ArrayList<>();
    for (int axis : axes) {
      sides.add(original.get(axis));
    }
    return sides;
  }

  /**
   * Returns the values of the result.
   *
   * @param values those of the original, its last axis running fastest
   * @param original the sides of the original
   */
  float[] values(float[] values, List<Integer> original) {
    int[] steps = steps(original);
    List<Integer> sides = sides(original);
    int[] position = new int[axes.length];
    float[] result = new float[values.length];
    int from = 0;
    for (int i = 0; i < result.length; i++) {
      result[i] = values[from];
      int axis = axes.length - 1;
      from += steps[axis];
      while (axis > 0 && ++position[axis] == sides.get(axis)) {
        from -= steps[axis] * sides.get(axis);
        position[axis] = 0;
        axis--;
        from += steps[axis];
      }
    }
    return result;
  }

  /** Returns for each axis of the result how far apart its neighbours are in the original. */
  private int[] steps(List<Integer> original) {
    int[] apart = new int[axes.length];
    int step = 1;
    for (int axis = axes.length - 1; axis >= 0; axis--) {
      apart[axis] = step;
      step *= original.get(axis);
    }
    int[] steps = new int[axes.length];
    for (int axis = 0; axis < axes.length; axis++) {
      steps[axis] = apart[axes[axis]];
    }
    return steps;
  }
}
