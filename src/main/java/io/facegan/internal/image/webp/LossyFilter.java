package io.facegan.internal.image.webp;

/**
 * Smooths the edges of blocks once all are predicted (RFC 6386, section 15). The strength depends
 * on the segment and on whether a macroblock is predicted block by block.
 */
final class LossyFilter {
  private static final int MOST = 63;

  private final boolean simple;
  private final int sharpness;
  private final int[] levels = new int[2 * LossyHeader.SEGMENTS];
  private final boolean used;

  /**
   * Reads the filter's part of the header.
   *
   * @param segments the level of each segment
   * @param relative whether these levels are added to that of the frame
   */
  LossyFilter(BoolDecoder header, int[] segments, boolean relative) {
    simple = header.flag();
    int frame = header.number(6);
    sharpness = header.number(3);
    used = frame > 0;
    int intra = 0;
    int blockwise = 0;
    if (header.flag() && header.flag()) {
      int[] deltas = new int[8];
      for (int i = 0; i < deltas.length; i++) {
        deltas[i] = header.optional(6);
      }
      // The others are for macroblocks that copy other frames.
      intra = deltas[0];
      blockwise = deltas[4];
    }
    for (int i = 0; i < segments.length; i++) {
      int level = segments[i] + (relative ? frame : 0) + intra;
      levels[2 * i] = limit(level);
      levels[2 * i + 1] = limit(level + blockwise);
    }
  }

  private static int limit(int level) {
    return Math.max(0, Math.min(MOST, level));
  }

  /**
   * Filters the edges of all macroblocks.
   *
   * @param kinds of each macroblock twice its segment, plus 1 if predicted block by block
   * @param inner for each macroblock whether its inner edges are filtered, too
   */
  void apply(LossyPlane[] planes, byte[] kinds, boolean[] inner, int columns) {
    for (int i = 0; used && i < kinds.length; i++) {
      int level = levels[kinds[i]];
      if (level > 0) {
        int interior = interior(level);
        int variance = level >= 40 ? 2 : level >= 15 ? 1 : 0;
        for (int p = 0; p < (simple ? 1 : planes.length); p++) {
          LossyPlane plane = planes[p];
          Edges edges = new Edges(plane, 2 * level + interior, interior, variance);
          edges.all(plane.at(i % columns, i / columns), i % columns > 0, i >= columns, inner[i]);
        }
      }
    }
  }

  private int interior(int level) {
    int interior = sharpness == 0 ? level : sharpness > 4 ? level >> 2 : level >> 1;
    return Math.max(1, sharpness == 0 ? interior : Math.min(9 - sharpness, interior));
  }

  /** The edges of one macroblock in one plane. */
  private final class Edges {
    private final byte[] pixels;
    private final int stride;
    private final int size;
    private final int limit;
    private final int interior;
    private final int variance;

    Edges(LossyPlane plane, int limit, int interior, int variance) {
      pixels = plane.pixels();
      stride = plane.stride();
      size = plane.size();
      this.limit = 2 * limit + 1;
      this.interior = interior;
      this.variance = variance;
    }

    void all(int at, boolean left, boolean top, boolean inner) {
      if (left) {
        edge(at, 1, stride, true);
      }
      for (int x = 4; inner && x < size; x += 4) {
        edge(at + x, 1, stride, false);
      }
      if (top) {
        edge(at, stride, 1, true);
      }
      for (int y = 4; inner && y < size; y += 4) {
        edge(at + y * stride, stride, 1, false);
      }
    }

    /** Filters one edge: {@code across} leads over it, {@code along} to its next pixel. */
    private void edge(int from, int across, int along, boolean outer) {
      int most = outer ? limit + 8 : limit;
      int at = from;
      for (int i = 0; i < size; i++, at += along) {
        int p1 = pixels[at - 2 * across] & 255;
        int p0 = pixels[at - across] & 255;
        int q0 = pixels[at] & 255;
        int q1 = pixels[at + across] & 255;
        if (4 * Math.abs(p0 - q0) + Math.abs(p1 - q1) > most
            || !simple && !isSmooth(at, across, p1, p0, q0, q1)) {
          continue;
        }
        if (simple || Math.abs(p1 - p0) > variance || Math.abs(q1 - q0) > variance) {
          nearest(at, across, signed(3 * (q0 - p0) + signed(p1 - q1)));
        } else if (outer) {
          six(at, across, signed(3 * (q0 - p0) + signed(p1 - q1)));
        } else {
          int step = nearest(at, across, signed(3 * (q0 - p0)));
          int half = step + 1 >> 1;
          add(at - 2 * across, half);
          add(at + across, -half);
        }
      }
    }

    private boolean isSmooth(int at, int across, int p1, int p0, int q0, int q1) {
      int p3 = pixels[at - 4 * across] & 255;
      int p2 = pixels[at - 3 * across] & 255;
      int q2 = pixels[at + 2 * across] & 255;
      int q3 = pixels[at + 3 * across] & 255;
      return Math.abs(p3 - p2) <= interior
          && Math.abs(p2 - p1) <= interior
          && Math.abs(p1 - p0) <= interior
          && Math.abs(q1 - q0) <= interior
          && Math.abs(q2 - q1) <= interior
          && Math.abs(q3 - q2) <= interior;
    }

    /** Changes the two nearest pixels and returns by how much the second one. */
    private int nearest(int at, int across, int difference) {
      int step = Math.min(127, difference + 4) >> 3;
      add(at - across, Math.min(127, difference + 3) >> 3);
      add(at, -step);
      return step;
    }

    /** Changes the six nearest pixels. */
    private void six(int at, int across, int difference) {
      for (int i = 0; i < 3; i++) {
        int step = (27 - 9 * i) * difference + 63 >> 7;
        add(at - (i + 1) * across, step);
        add(at + i * across, -step);
      }
    }

    private void add(int at, int step) {
      pixels[at] = (byte) Math.max(0, Math.min(255, (pixels[at] & 255) + step));
    }

    private static int signed(int value) {
      return Math.max(-128, Math.min(127, value));
    }
  }
}
