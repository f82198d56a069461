package io.facegan.internal.export.onnx;

import java.util.ArrayList;
import java.util.List;

/** A permutation of a tensor's axes. */
final class Permutation {
  private final int[] axes;

  /**
   * @param axes for each axis of the result, the axis of the original
   */
  Permutation(int... axes) {
    this.axes = axes.clone();
  }

  /** Returns the shape of the result. */
  List<Integer> sides(List<Integer> original) {
    List<Integer> sides = new ArrayList<>();
    for (int axis : axes) {
      sides.add(original.get(axis));
    }
    return sides;
  }

  /** Returns the values of the result, in row-major order as those of the original. */
  float[] values(float[] values, List<Integer> original) {
    int[] steps = strides(original);
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

  /** Returns the stride in the original of each axis of the result. */
  private int[] strides(List<Integer> original) {
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
