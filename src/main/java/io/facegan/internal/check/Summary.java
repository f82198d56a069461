package io.facegan.internal.check;

import io.facegan.data.ImageBatch;
import io.facegan.data.ImageSource;
import io.facegan.internal.check.CollectionReport.Duplicate;
import io.facegan.internal.check.CollectionReport.SizeCount;
import io.facegan.internal.data.Packing;
import io.facegan.internal.data.Skipped;
import io.facegan.internal.util.Text;
import io.facegan.network.ImageShape;
import java.awt.Dimension;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes a report from a survey. */
final class Summary {
  private static final int SHEET_IMAGES = 64;

  /** The pixels of 64 images of 256x256: keeps the report small. */
  private static final int SHEET_PIXELS = 1 << 22;

  private static final int SHOWN_GROUPS = 12;
  private static final int SHOWN_DUPLICATES = 6;
  private static final int THUMBNAIL = 64;

  private final ImageSource source;
  private final Packing packing;
  private final Survey survey;
  private final int[] usable;
  private final FrameReader frames;

  Summary(ImageSource source, Packing packing, Survey survey) {
    this.source = source;
    this.packing = packing;
    this.survey = survey;
    usable = survey.usable.stream().toArray();
    frames = new FrameReader(source, packing);
  }

  /** Finds near-duplicates and reads the images to show. */
  CollectionReport report() throws IOException {
    Map<Integer, ImageBatch> sheet = frames.read(evenlySpread(), Integer.MAX_VALUE);
    byte[] mean = survey.mean();
    return new CollectionReport(
        source.describe(),
        packing,
        source.size(),
        usable.length,
        sizes(),
        mostCommonFirst(survey.formats),
        survey.traits,
        survey.skipped.entrySet().stream()
            .map(entry -> new Skipped(name(entry.getKey()), entry.getValue()))
            .toList(),
        survey.enlarged,
        survey.colourless,
        survey.blank.stream().mapToObj(this::name).toList(),
        duplicates(),
        batch(packing.shape(), sheet.values()),
        sheet.keySet().stream().map(this::name).toList(),
        new ImageBatch(packing.shape(), mean.length / packing.shape().size(), mean));
  }

  private int[] evenlySpread() {
    long area = (long) packing.shape().height() * packing.shape().width();
    int count = (int) Math.max(1, Math.min(SHEET_IMAGES, SHEET_PIXELS / area));
    int shown = Math.min(count, usable.length);
    return IntStream.range(0, shown)
        .map(i -> usable[(int) ((long) i * usable.length / shown)])
        .toArray();
  }

  private List<SizeCount> sizes() {
    Map<Dimension, Integer> counts = new HashMap<>();
    for (int i : usable) {
      counts.merge(new Dimension(survey.widths[i], survey.heights[i]), 1, Integer::sum);
    }
    return counts.entrySet().stream()
        .map(e -> new SizeCount(e.getKey().width, e.getKey().height, e.getValue()))
        .sorted(
            Comparator.comparingInt((SizeCount size) -> -size.count())
                .thenComparingInt(SizeCount::width)
                .thenComparingInt(SizeCount::height))
        .toList();
  }

  private List<List<Duplicate>> duplicates() throws IOException {
    int[] notBlank = Arrays.stream(usable).filter(i -> !survey.blank.get(i)).toArray();
    List<int[]> groups =
        NearDuplicates.groups(
            survey.hashes, notBlank, i -> (long) survey.widths[i] * survey.heights[i]);
    int[] shown =
        groups.stream()
            .limit(SHOWN_GROUPS)
            .flatMapToInt(group -> Arrays.stream(group).limit(SHOWN_DUPLICATES))
            .toArray();
    Map<Integer, ImageBatch> thumbnails = frames.read(shown, THUMBNAIL);
    return groups.stream()
        .map(group -> Arrays.stream(group).mapToObj(image -> duplicate(image, thumbnails)).toList())
        .toList();
  }

  private Duplicate duplicate(int image, Map<Integer, ImageBatch> thumbnails) {
    return new Duplicate(
        name(image),
        survey.widths[image] + "x" + survey.heights[image],
        Optional.ofNullable(thumbnails.get(image)));
  }

  private String name(int image) {
    return Text.oneLine(source.name(image));
  }

  private static Map<String, Integer> mostCommonFirst(Map<String, Integer> counts) {
    Map<String, Integer> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  private static ImageBatch batch(ImageShape shape, Collection<ImageBatch> frames) {
    byte[] pixels = new byte[frames.size() * shape.size()];
    int offset = 0;
    for (ImageBatch frame : frames) {
      System.arraycopy(frame.pixels(), 0, pixels, offset, shape.size());
      offset += shape.size();
    }
    return new ImageBatch(shape, frames.size(), pixels);
  }
}
