package io.facegan.internal.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * The Laplacian pyramid (Burt and Adelson, The Laplacian Pyramid as a Compact Image Code, 1983):
 * the finest details of an image, those half as fine and so on, and finally a small image of the
 * rest. Scaling up each level and adding it to the one before restores the image.
 */
final class Pyramid {
  /** The shorter side of the last level has at least this many pixels, if the image has them. */
  private static final int SMALLEST = 16;

  private Pyramid() {}

  /** Returns the levels, the finest first; a small image is its only level. */
  static List<Plane> of(Plane plane) {
    List<Plane> levels = new ArrayList<>();
    Plane rest = plane;
    while ((Math.min(rest.height(), rest.width()) + 1) / 2 >= SMALLEST) {
      Plane half = halved(rest);
      levels.add(without(rest, half));
      rest = half;
    }
    levels.add(rest);
    return levels;
  }

  /** Filters with weights 1 4 6 4 1 in both directions and keeps every second pixel. */
  static Plane halved(Plane plane) {
    Plane across = halvedColumns(plane);
    return transposed(halvedColumns(transposed(across)));
  }

  private static Plane halvedColumns(Plane plane) {
    int width = (plane.width() + 1) / 2;
    double[] values = new double[plane.height() * width];
    for (int i = 0; i < values.length; i++) {
      int y = i / width;
      int x = i % width * 2;
      values[i] =
          (plane.mirrored(y, x - 2)
                  + 4 * plane.mirrored(y, x - 1)
                  + 6 * plane.mirrored(y, x)
                  + 4 * plane.mirrored(y, x + 1)
                  + plane.mirrored(y, x + 2))
              / 16;
    }
    return new Plane(plane.height(), width, values);
  }

  /** Subtracts the enlarged half from a plane. */
  private static Plane without(Plane plane, Plane half) {
    Plane across = doubledColumns(half, plane.width());
    Plane both = transposed(doubledColumns(transposed(across), plane.height()));
    double[] values = plane.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] -= both.values()[i];
    }
    return new Plane(plane.height(), plane.width(), values);
  }

  /**
   * The transposed filter: kept pixels are weighted 1 6 1 from their neighbours, the others 4 4.
   */
  private static Plane doubledColumns(Plane half, int width) {
    double[] values = new double[half.height() * width];
    for (int i = 0; i < values.length; i++) {
      int y = i / width;
      int x = i % width / 2;
      values[i] =
          i % width % 2 == 0
              ? (half.at(y, Math.abs(x - 1)) + 6 * half.at(y, x) + half.at(y, x + 1)) / 8
              : (half.at(y, x) + half.at(y, x + 1)) / 2;
    }
    return new Plane(half.height(), width, values);
  }

  private static Plane transposed(Plane plane) {
    double[] values = new double[plane.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i % plane.width() * plane.height() + i / plane.width()] = plane.values()[i];
    }
    return new Plane(plane.width(), plane.height(), values);
  }
}
