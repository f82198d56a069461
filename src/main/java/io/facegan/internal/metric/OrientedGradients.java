package io.facegan.internal.metric;

import io.facegan.data.ImageBatch;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Features that need no network: how strong the edges of each orientation are in each cell of a
 * grid, after Dalal and Triggs, <a href="https://doi.org/10.1109/CVPR.2005.177">Histograms of
 * Oriented Gradients for Human Detection</a>, CVPR 2005, of the luma, with a fine and a coarse
 * grid. Each cell is brought to the contrast of the cells around it, so that light matters little
 * and where eyes, nose and mouth have their edges matters most.
 *
 * <p>Images of 128 pixels and more are halved first until they are smaller, so that the same images
 * at other sizes have about the same features.
 */
final class OrientedGradients {
  private static final int TOO_LARGE = 128;
  private static final int[] GRIDS = {8, 4};
  private static final int ORIENTATIONS = 9;

  /** Contrast below this, of 255 grey levels, is left as faint as it is. */
  private static final double FAINT = 5;

  /** No edge counts for more than this many times the mean of its surroundings. */
  private static final double MOST = 1;

  private OrientedGradients() {}

  /** Returns the features of each image. */
  static double[][] of(ImageBatch batch) {
    return IntStream.range(0, batch.count())
        .parallel()
        .mapToObj(image -> of(Plane.luma(batch, image)))
        .toArray(double[][]::new);
  }

  private static double[] of(Plane luma) {
    Plane plane = luma;
    while (Math.min(plane.height(), plane.width()) >= TOO_LARGE) {
      plane = Pyramid.halved(plane);
    }
    double[][] edges = edges(plane);
    double[] features = new double[0];
    for (int grid : GRIDS) {
      double[] cells = cells(plane, edges, grid);
      int start = features.length;
      features = Arrays.copyOf(features, start + cells.length);
      System.arraycopy(cells, 0, features, start, cells.length);
    }
    return features;
  }

  /** Returns each pixel's gradient, shared between the two nearest of the orientations. */
  private static double[][] edges(Plane plane) {
    double[][] edges = new double[ORIENTATIONS][plane.values().length];
    for (int i = 0; i < plane.values().length; i++) {
      int y = i / plane.width();
      int x = i % plane.width();
      double across = plane.at(y, x + 1) - plane.at(y, x - 1);
      double down = plane.at(y + 1, x) - plane.at(y - 1, x);
      double strength = Math.sqrt(across * across + down * down);
      double turns = StrictMath.atan2(down, across) / Math.PI;
      double place = (turns < 0 ? turns + 1 : turns) * ORIENTATIONS;
      int first = (int) place;
      double share = place - first;
      edges[first % ORIENTATIONS][i] += strength * (1 - share);
      edges[(first + 1) % ORIENTATIONS][i] += strength * share;
    }
    return edges;
  }

  /** Returns the mean edges of each cell, brought to the contrast of the 3x3 cells around it. */
  private static double[] cells(Plane plane, double[][] edges, int grid) {
    int rows = Math.min(grid, plane.height());
    int columns = Math.min(grid, plane.width());
    double[][] cells = new double[rows * columns][ORIENTATIONS];
    double[] squares = new double[rows * columns];
    for (int cell = 0; cell < cells.length; cell++) {
      for (int k = 0; k < ORIENTATIONS; k++) {
        Plane edge = new Plane(plane.height(), plane.width(), edges[k]);
        double mean = edge.mean(cell / columns, rows, cell % columns, columns);
        cells[cell][k] = mean;
        squares[cell] += mean * mean;
      }
    }
    Plane contrast = new Plane(rows, columns, squares);
    double[] features = new double[cells.length * ORIENTATIONS];
    for (int i = 0; i < features.length; i++) {
      int cell = i / ORIENTATIONS;
      double around = around(contrast, cell / columns, cell % columns);
      double relative = cells[cell][i % ORIENTATIONS] / Math.sqrt(around + FAINT * FAINT);
      features[i] = Math.min(MOST, relative);
    }
    return features;
  }

  private static double around(Plane contrast, int row, int column) {
    double sum = 0;
    for (int i = 0; i < 9; i++) {
      sum += contrast.at(row + i / 3 - 1, column + i % 3 - 1);
    }
    return sum / 9;
  }
}
