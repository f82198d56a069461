package io.facegan.internal.check;

import io.facegan.image.ImageTrait;
import io.facegan.image.SourceImage;
import io.facegan.internal.data.ImageFramer;
import io.facegan.internal.data.Packing;
import io.facegan.internal.data.SourceReader;
import java.io.IOException;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** What is kept of the pictures while they are read: numbers, 80 bytes a picture, no pixels. */
final class Survey implements SourceReader.Sink<Survey.Look> {
  /** Pictures whose pixels differ less than this between their channels have no colour. */
  private static final int COLOUR = 4;

  final int[] widths;
  final int[] heights;
  final Prints prints;
  final BitSet usable = new BitSet();
  final BitSet blank = new BitSet();
  final Map<Integer, String> skipped = new TreeMap<>();
  final Map<String, Integer> formats = new TreeMap<>();
  final Map<ImageTrait, Integer> traits = new EnumMap<>(ImageTrait.class);
  int enlarged;
  int colourless;

  private final Map<String, String> reasons = new TreeMap<>();
  private final ImageFramer framer;
  private final PerceptualHash print;
  private final int channels;
  private final long[] sums;

  Survey(int pictures, Packing packing) {
    widths = new int[pictures];
    heights = new int[pictures];
    prints = new Prints(pictures);
    framer = new ImageFramer(packing);
    print = new PerceptualHash(packing);
    channels = packing.shape().channels();
    sums = new long[packing.shape().size()];
  }

  /**
   * One picture.
   *
   * @param print empty for a blank one
   */
  record Look(SourceImage picture, ImageFramer.Framed framed, long[] print, boolean colourless) {}

  @Override
  public Look prepare(SourceImage picture) throws IOException {
    // Decoded once and whole: asking the picture for a part at a time would decode it each time.
    SourceImage whole = SourceImage.of(picture.image(), picture.format());
    ImageFramer.Framed framed = framer.frame(whole);
    return new Look(picture, framed, print.of(whole), isColourless(framed.pixels()));
  }

  @Override
  public synchronized void accept(int index, Look look) {
    SourceImage picture = look.picture();
    usable.set(index);
    widths[index] = picture.width();
    heights[index] = picture.height();
    if (look.print().length == 0) {
      blank.set(index);
    } else {
      prints.set(index, look.print());
    }
    formats.merge(picture.format(), 1, Integer::sum);
    picture.traits().forEach(trait -> traits.merge(trait, 1, Integer::sum));
    enlarged += look.framed().enlarged() ? 1 : 0;
    colourless += look.colourless() ? 1 : 0;
    byte[] pixels = look.framed().pixels();
    for (int i = 0; i < sums.length; i++) {
      sums[i] += pixels[i] & 255;
    }
  }

  @Override
  public synchronized void skipped(int index, String reason) {
    // One copy of each reason: a broken download gives the same one a thousand times.
    skipped.put(index, reasons.computeIfAbsent(reason, first -> first));
  }

  /** Returns the mean of all framed pictures, rounded; nothing if there are none. */
  byte[] mean() {
    int count = usable.cardinality();
    byte[] mean = new byte[count == 0 ? 0 : sums.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (byte) ((sums[i] + count / 2) / count);
    }
    return mean;
  }

  private boolean isColourless(byte[] pixels) {
    if (channels != 3) {
      return false;
    }
    long spread = 0;
    for (int i = 0; i < pixels.length; i += 3) {
      int red = pixels[i] & 255;
      int green = pixels[i + 1] & 255;
      int blue = pixels[i + 2] & 255;
      spread += Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
    }
    return spread < COLOUR * (pixels.length / 3L);
  }
}
