package io.facegan.internal.check;

import io.facegan.data.ImageBatch;
import io.facegan.data.ImageSource;
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

/** Makes findings of what a survey saw. */
final class Summary {
  private static final int SHEET = 64;

  /** As many as 64 pictures of 256x256 have, so that the report stays small. */
  private static final int SHEET_PIXELS = 1 << 22;

  private static final int SHOWN_GROUPS = 12;
  private static final int SHOWN_MEMBERS = 6;
  private static final int THUMBNAIL = 64;

  private final ImageSource source;
  private final Packing packing;
  private final Survey survey;
  private final int[] usable;
  private final Frames frames;

  Summary(ImageSource source, Packing packing, Survey survey) {
    this.source = source;
    this.packing = packing;
    this.survey = survey;
    usable = survey.usable.stream().toArray();
    frames = new Frames(source, packing);
  }

  /**
   * Finds near-duplicates and reads the pictures that are shown.
   *
   * @throws IOException if the thread was interrupted
   */
  Findings findings() throws IOException {
    Map<Integer, ImageBatch> sheet = frames.read(spread(), Integer.MAX_VALUE);
    byte[] mean = survey.mean();
    return new Findings(
        source.describe(),
        packing,
        source.size(),
        usable.length,
        sizes(),
        commonestFirst(survey.formats),
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

  private int[] spread() {
    long area = (long) packing.shape().height() * packing.shape().width();
    int count = (int) Math.max(1, Math.min(SHEET, SHEET_PIXELS / area));
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

  private List<List<Member>> duplicates() throws IOException {
    int[] seen = Arrays.stream(usable).filter(i -> !survey.blank.get(i)).toArray();
    List<int[]> groups =
        NearDuplicates.groups(
            survey.prints, seen, i -> (long) survey.widths[i] * survey.heights[i]);
    int[] shown =
        groups.stream()
            .limit(SHOWN_GROUPS)
            .flatMapToInt(group -> Arrays.stream(group).limit(SHOWN_MEMBERS))
            .toArray();
    Map<Integer, ImageBatch> thumbnails = frames.read(shown, THUMBNAIL);
    return groups.stream()
        .map(
            group -> Arrays.stream(group).mapToObj(picture -> member(picture, thumbnails)).toList())
        .toList();
  }

  private Member member(int picture, Map<Integer, ImageBatch> thumbnails) {
    return new Member(
        name(picture),
        SizeCount.words(survey.widths[picture], survey.heights[picture]),
        Optional.ofNullable(thumbnails.get(picture)));
  }

  private String name(int picture) {
    return Text.oneLine(source.name(picture));
  }

  private static Map<String, Integer> commonestFirst(Map<String, Integer> counts) {
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
