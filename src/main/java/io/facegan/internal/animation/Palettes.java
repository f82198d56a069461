package io.facegan.internal.animation;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Reduces the colours of an image to the 256 of a palette that is made for it. Boxes of colours are
 * split where that takes away most of the squared error (as Wu, "Efficient Statistical Computations
 * for Optimal Color Quantization", 1991), then the palette is moved to the means of what is nearest
 * to each of its colours.
 */
final class Palettes {
  private static final int COLOURS = 256;

  private static final int[] WEIGHTS = {NearestColour.RED, NearestColour.GREEN, NearestColour.BLUE};

  private final int[] colours;
  private final int[] counts;
  private int distinct;

  private Palettes(int[] pixels) {
    colours = pixels.clone();
    Arrays.sort(colours);
    counts = new int[colours.length];
    for (int colour : colours) {
      if (distinct == 0 || colours[distinct - 1] != colour) {
        colours[distinct++] = colour;
      }
      counts[distinct - 1]++;
    }
  }

  /** Returns an image of the same size with one byte a pixel and a palette. */
  static BufferedImage indexed(BufferedImage image) {
    int bands = image.getRaster().getNumBands();
    int[] samples =
        image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
    int[] pixels = new int[samples.length / bands];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] =
          samples[i * bands] << 16
              | samples[i * bands + bands / 2] << 8
              | samples[i * bands + bands - 1];
    }
    int[] palette = new Palettes(pixels).palette();
    NearestColour nearest = new NearestColour(palette);
    BufferedImage indexed =
        new BufferedImage(
            image.getWidth(),
            image.getHeight(),
            BufferedImage.TYPE_BYTE_INDEXED,
            new IndexColorModel(8, palette.length, palette, 0, false, -1, 0));
    byte[] indices = ((DataBufferByte) indexed.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < pixels.length; i++) {
      indices[i] =
          i > 0 && pixels[i] == pixels[i - 1] ? indices[i - 1] : (byte) nearest.of(pixels[i]);
    }
    return indexed;
  }

  private int[] palette() {
    if (distinct <= COLOURS) {
      return Arrays.copyOf(colours, distinct);
    }
    PriorityQueue<Box> boxes =
        new PriorityQueue<>(Comparator.comparingDouble((Box box) -> -box.error));
    boxes.add(new Box(0, distinct));
    while (boxes.size() < COLOURS) {
      Box widest = boxes.remove();
      int middle = widest.split();
      boxes.add(new Box(widest.from, middle));
      boxes.add(new Box(middle, widest.to));
    }
    return means(boxes.stream().mapToInt(Box::mean).toArray());
  }

  /** Moves each colour to the mean of the pixels that are nearest to it. */
  private int[] means(int[] palette) {
    long[][] sums = new long[palette.length][4];
    NearestColour nearest = new NearestColour(palette);
    for (int i = 0; i < distinct; i++) {
      long[] sum = sums[nearest.of(colours[i])];
      for (int band = 0; band < 3; band++) {
        sum[band] += (long) counts[i] * level(colours[i], band);
      }
      sum[3] += counts[i];
    }
    int[] moved = new int[palette.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = sums[i][3] == 0 ? palette[i] : colour(sums[i], sums[i][3]);
    }
    return moved;
  }

  private static int level(int colour, int band) {
    return colour >> 16 - 8 * band & 255;
  }

  private static int colour(long[] sums, long count) {
    int colour = 0;
    for (int band = 0; band < 3; band++) {
      colour = colour << 8 | (int) ((sums[band] + count / 2) / count);
    }
    return colour;
  }

  /** Some of the colours, those at {@code from} to before {@code to}. */
  private final class Box {
    private final int from;
    private final int to;
    private final long[] sums = new long[3];
    private long count;
    private int band;

    /** The squared distances from the mean, in the band that has most, weighted. */
    private double error;

    Box(int from, int to) {
      this.from = from;
      this.to = to;
      double[] squares = new double[3];
      for (int i = from; i < to; i++) {
        count += counts[i];
        for (int j = 0; j < 3; j++) {
          long level = level(colours[i], j);
          sums[j] += counts[i] * level;
          squares[j] += counts[i] * level * level;
        }
      }
      for (int j = 0; j < 3; j++) {
        double spread = WEIGHTS[j] * (squares[j] - (double) sums[j] * sums[j] / count);
        if (spread > error) {
          error = spread;
          band = j;
        }
      }
    }

    /** Brings the colours below the mean before those above it; returns the first of the latter. */
    int split() {
      int low = from;
      int high = to - 1;
      while (low <= high) {
        if ((long) level(colours[low], band) * count < sums[band]) {
          low++;
        } else {
          swap(low, high--);
        }
      }
      return low;
    }

    private void swap(int i, int j) {
      int colour = colours[i];
      colours[i] = colours[j];
      colours[j] = colour;
      int number = counts[i];
      counts[i] = counts[j];
      counts[j] = number;
    }

    int mean() {
      return colour(sums, count);
    }
  }
}
