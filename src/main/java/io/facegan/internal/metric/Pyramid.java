package io.facegan.internal.metric;

import java.util.ArrayList;
import java.util.List;

/**
 * The Laplacian pyramid (Burt and Adelson, The Laplacian Pyramid as a Compact Image Code, 1983): a
 * picture as its finest details, those half as fine and so on, and at last a small picture of the
 * rest. All levels, each scaled up to the one before and added to it, are the picture again.
 */
final class Pyramid {
  /** The shorter side of the last level is at least this long, if the picture's is. */
  private static final int SMALLEST = 16;

  private Pyramid() {}

  /** Returns the levels, the finest first; a small picture is its only level. */
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

  /** Weighs neighbours 1 4 6 4 1 in both directions and keeps every second pixel. */
  private static Plane halved(Plane plane) {
    Plane across = halvedAcross(plane);
    return turned(halvedAcross(turned(across)));
  }

  private static Plane halvedAcross(Plane plane) {
    int width = (plane.width() + 1) / 2;
    double[] values = new double[plane.height() * width];
    for (int i = 0; i < values.length; i++) {
      int y = i / width;
      int x = i % width * 2;
      values[i] =
          (plane.at(y, x - 2)
                  + 4 * plane.at(y, x - 1)
                  + 6 * plane.at(y, x)
                  + 4 * plane.at(y, x + 1)
                  + plane.at(y, x + 2))
              / 16;
    }
    return new Plane(plane.height(), width, values);
  }

  /** Subtracts what the half scaled up can show of a plane. */
  private static Plane without(Plane plane, Plane half) {
    Plane across = doubledAcross(half, plane.width());
    Plane both = turned(doubledAcross(turned(across), plane.height()));
    double[] values = plane.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] -= both.values()[i];
    }
    return new Plane(plane.height(), plane.width(), values);
  }

  /** The same weights the other way: pixels kept get 1 6 1 of those kept, the others 4 4. */
  private static Plane doubledAcross(Plane half, int width) {
    double[] values = new double[half.height() * width];
    for (int i = 0; i < values.length; i++) {
      int y = i / width;
      int x = i % width / 2;
      values[i] =
          i % width % 2 == 0
              ? (half.at(y, x - 1) + 6 * half.at(y, x) + half.at(y, x + 1)) / 8
              : (half.at(y, x) + half.at(y, x + 1)) / 2;
    }
    return new Plane(half.height(), width, values);
  }

  private static Plane turned(Plane plane) {
    double[] values = new double[plane.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i % plane.width() * plane.height() + i / plane.width()] = plane.values()[i];
    }
    return new Plane(plane.width(), plane.height(), values);
  }
}
