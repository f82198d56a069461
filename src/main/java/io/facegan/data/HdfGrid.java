package io.facegan.data;

import io.jhdf.exceptions.HdfException;
import java.util.ArrayList;
import java.util.List;

/** The grid of chunks of a dataset. Chunks at the far ends extend beyond the dataset. */
record HdfGrid(HdfData.Shape shape, int[] chunk, int chunkBytes) {
  static HdfGrid of(HdfData.Shape shape, int[] chunk) {
    long bytes = shape.element();
    boolean fits = chunk.length == shape.axes().length;
    for (int length : chunk) {
      fits &= length > 0;
      bytes = Math.multiplyExact(bytes, (long) length);
    }
    if (!fits || bytes <= 0) {
      throw new HdfException("its chunks have a wrong number of axes");
    }
    if (bytes >= Integer.MAX_VALUE - Long.BYTES) {
      throw new HdfException("it has chunks of more than 2 GB");
    }
    return new HdfGrid(shape, chunk, (int) bytes);
  }

  double chunksPerIndex() {
    double chunks = 1;
    for (int i = 1; i < chunk.length; i++) {
      chunks *= Math.ceil((double) shape.axes()[i] / chunk[i]);
    }
    return chunks;
  }

  Part part(long first, int count) {
    return new Part(this, first, count);
  }

  /** A range of indices of the first axis. */
  record Part(HdfGrid grid, long first, int count) {
    /** Returns the number of chunks that it overlaps. */
    double chunks() {
      long length = grid.chunk[0];
      return ((first + count - 1) / length - first / length + 1) * grid.chunksPerIndex();
    }

    /** Returns the origins of the chunks that it overlaps. */
    List<long[]> origins() {
      List<long[]> origins = new ArrayList<>();
      long[] origin = new long[grid.chunk.length];
      long length = grid.chunk[0];
      for (origin[0] = first / length * length; origin[0] < first + count; origin[0] += length) {
        addOrigins(origin, 1, origins);
      }
      return origins;
    }

    private void addOrigins(long[] origin, int axis, List<long[]> origins) {
      if (axis == origin.length) {
        origins.add(origin.clone());
        return;
      }
      long end = grid.shape.axes()[axis];
      for (origin[axis] = 0; origin[axis] < end; origin[axis] += grid.chunk[axis]) {
        addOrigins(origin, axis + 1, origins);
      }
    }

    boolean overlaps(long[] origin) {
      for (int axis = 0; axis < origin.length; axis++) {
        if (from(origin, axis) >= to(origin, axis)) {
          return false;
        }
      }
      return true;
    }

    /** Copies the overlap with a chunk. */
    void copy(long[] origin, byte[] from, byte[] to) {
      copy(origin, from, to, 0, 0, 0);
    }

    private void copy(long[] origin, byte[] from, byte[] to, int axis, int source, int target) {
      long low = from(origin, axis);
      long high = to(origin, axis);
      int in = source * grid.chunk[axis] + (int) (low - origin[axis]);
      int out = axis == 0 ? (int) (low - first) : (int) (target * grid.shape.axes()[axis] + low);
      int length = (int) (high - low);
      if (axis == origin.length - 1) {
        int size = grid.shape.element();
        System.arraycopy(from, in * size, to, out * size, length * size);
        return;
      }
      for (int i = 0; i < length; i++) {
        copy(origin, from, to, axis + 1, in + i, out + i);
      }
    }

    private long from(long[] origin, int axis) {
      return Math.max(origin[axis], axis == 0 ? first : 0);
    }

    private long to(long[] origin, int axis) {
      long end = axis == 0 ? first + count : grid.shape.axes()[axis];
      return Math.min(origin[axis] + grid.chunk[axis], end);
    }
  }
}
