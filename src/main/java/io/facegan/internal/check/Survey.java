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

/** Collects facts about the images while they are read: 80 bytes per image, no pixels. */
final class Survey implements SourceReader.Sink<Survey.Facts> {
  /** An image is colourless if the channels of its pixels differ by less than this on average. */
  private static final int COLOUR = 4;

  final int[] widths;
  final int[] heights;
  final PerceptualHashes hashes;
  final BitSet usable = new BitSet();
  final BitSet blank = new BitSet();
  final Map<Integer, String> skipped = new TreeMap<>();
  final Map<String, Integer> formats = new TreeMap<>();
  final Map<ImageTrait, Integer> traits = new EnumMap<>(ImageTrait.class);
  int enlarged;
  int colourless;

  private final Map<String, String> reasons = new TreeMap<>();
  private final ImageFramer framer;
  private final PerceptualHash hash;
  private final int channels;
  private final long[] sums;

  Survey(int images, Packing packing) {
    widths = new int[images];
    heights = new int[images];
    hashes = new PerceptualHashes(images);
    framer = new ImageFramer(packing);
    hash = new PerceptualHash(packing);
    channels = packing.shape().channels();
    sums = new long[packing.shape().size()];
  }

  /** The facts about one image; the hash of a blank one is empty. */
  record Facts(SourceImage image, ImageFramer.Framed framed, long[] hash, boolean colourless) {}

  @Override
  public Facts prepare(SourceImage image) throws IOException {
    // Decodes it once: each request for a part of it would decode it again.
    SourceImage whole = SourceImage.of(image.image(), image.format());
    ImageFramer.Framed framed = framer.frame(whole);
    return new Facts(image, framed, hash.of(whole), isColourless(framed.pixels()));
  }

  @Override
  public synchronized void accept(int index, Facts facts) {
    SourceImage image = facts.image();
    usable.set(index);
    widths[index] = image.width();
    heights[index] = image.height();
    if (facts.hash().length == 0) {
      blank.set(index);
    } else {
      hashes.set(index, facts.hash());
    }
    formats.merge(image.format(), 1, Integer::sum);
    image.traits().forEach(trait -> traits.merge(trait, 1, Integer::sum));
    enlarged += facts.framed().enlarged() ? 1 : 0;
    colourless += facts.colourless() ? 1 : 0;
    byte[] pixels = facts.framed().pixels();
    for (int i = 0; i < sums.length; i++) {
      sums[i] += pixels[i] & 255;
    }
  }

  @Override
  public synchronized void skipped(int index, String reason, boolean settled) {
    // Shares equal strings: a broken download gives the same reason a thousand times.
    skipped.put(index, reasons.computeIfAbsent(reason, first -> first));
  }

  /** Returns the rounded mean of all framed images; an empty array if there are none. */
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
