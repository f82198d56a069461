package io.facegan.internal.data;

import io.facegan.image.SourceImage;
import io.facegan.internal.image.RgbRows;
import io.facegan.network.ImageShape;
import java.awt.Rectangle;
import java.io.IOException;
import java.util.Arrays;

/** Turns decoded images of any size and kind into the bytes of one shape. */
public final class ImageFramer {
  private final Packing packing;
  private final ImageShape shape;

  public ImageFramer(Packing packing) {
    this.packing = packing;
    shape = packing.shape();
  }

  /** Bytes, height x width x channel, and whether a too small image had to be scaled up. */
  public record Framed(byte[] pixels, boolean enlarged) {}

  /** Brings an image to the shape. Any number of threads may do so at once. */
  public Framed frame(SourceImage image) throws IOException {
    FramedView view = FramedView.of(packing.framing(), image.width(), image.height(), shape);
    Rectangle part = view.part();
    RgbRows rows = new RgbRows(image.image(part), packing.background());
    boolean asItIs =
        view.scale() == 1 && part.width == shape.width() && part.height == shape.height();
    byte[] pixels = asItIs ? copy(rows) : resize(rows, view.scale());
    return new Framed(pixels, view.scale() > 1);
  }

  private byte[] copy(RgbRows rows) {
    byte[] pixels = new byte[shape.size()];
    int[] row = new int[shape.width()];
    for (int y = 0; y < shape.height(); y++) {
      rows.read(y, row);
      putRow(row, pixels, y * row.length * shape.channels());
    }
    return pixels;
  }

  /** Adds up rows first, which is most of the work and goes straight through memory. */
  private byte[] resize(RgbRows rows, double scale) {
    ResamplingKernel across = ResamplingKernel.along(rows.width(), shape.width(), scale);
    ResamplingKernel down = ResamplingKernel.along(rows.height(), shape.height(), scale);
    byte[] pixels = new byte[shape.size()];
    int[] row = new int[rows.width()];
    int left = across.first()[0];
    float[] samples = new float[3 * (across.end(shape.width() - 1) - left)];
    float[][] open = new float[down.most()][samples.length];
    int next = 0;
    for (int target = 0; target < shape.height(); target++) {
      int end = down.end(target);
      for (int y = Math.max(next, down.first()[0]); y < end; y++) {
        rows.read(y, row);
        unpack(row, left, samples);
        addTo(open, down, y, target, samples);
      }
      next = Math.max(next, end);
      float[] sums = open[target % open.length];
      putRow(narrow(sums, across), pixels, target * shape.width() * shape.channels());
      Arrays.fill(sums, 0);
    }
    return pixels;
  }

  private static void unpack(int[] row, int left, float[] samples) {
    for (int x = 0; x < samples.length / 3; x++) {
      int rgb = row[left + x];
      samples[3 * x] = rgb >> 16 & 255;
      samples[3 * x + 1] = rgb >> 8 & 255;
      samples[3 * x + 2] = rgb & 255;
    }
  }

  /** Adds a source row to all target rows from one on that it has a part in. */
  private void addTo(float[][] open, ResamplingKernel down, int y, int from, float[] samples) {
    for (int target = from; target < shape.height() && down.first()[target] <= y; target++) {
      if (y < down.end(target)) {
        float[] sums = open[target % open.length];
        float weight = down.weights()[target][y - down.first()[target]];
        for (int i = 0; i < samples.length; i++) {
          sums[i] += weight * samples[i];
        }
      }
    }
  }

  private int[] narrow(float[] sums, ResamplingKernel across) {
    int[] rgb = new int[shape.width()];
    for (int x = 0; x < rgb.length; x++) {
      float red = 0;
      float green = 0;
      float blue = 0;
      float[] weights = across.weights()[x];
      int at = 3 * (across.first()[x] - across.first()[0]);
      for (float weight : weights) {
        red += weight * sums[at];
        green += weight * sums[at + 1];
        blue += weight * sums[at + 2];
        at += 3;
      }
      rgb[x] = toByte(red) << 16 | toByte(green) << 8 | toByte(blue);
    }
    return rgb;
  }

  private void putRow(int[] rgb, byte[] pixels, int start) {
    int at = start;
    if (shape.channels() == 1) {
      for (int pixel : rgb) {
        int luma = 299 * (pixel >> 16 & 255) + 587 * (pixel >> 8 & 255) + 114 * (pixel & 255);
        pixels[at++] = (byte) ((luma + 500) / 1000);
      }
      return;
    }
    for (int pixel : rgb) {
      pixels[at] = (byte) (pixel >> 16);
      pixels[at + 1] = (byte) (pixel >> 8);
      pixels[at + 2] = (byte) pixel;
      at += 3;
    }
  }

  private static int toByte(float value) {
    return Math.max(0, Math.min(255, Math.round(value)));
  }
}
