package io.facegan.internal.data;

import io.facegan.data.ImageBatch;
import io.facegan.data.ImageSource;
import io.facegan.error.FaceGanException;
import io.facegan.internal.util.Text;
import io.facegan.network.ImageShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * All images of a source, decoded once and held as bytes of one shape in a memory-mapped file, so
 * that the heap stays small however many there are. The order is that of the source, without the
 * images that could not be read. Several threads may read at once.
 */
public final class PackedImages implements AutoCloseable {
  private final ImageShape shape;
  private final PackFile file;
  private final PackIndex index;
  private final int[] slots;
  private final int[] labels;
  private final List<Skipped> skipped;
  private final String content;
  private final String summary;

  PackedImages(ImageSource source, Packing packing, PackFile file, PackIndex index) {
    shape = packing.shape();
    this.file = file;
    this.index = index;
    slots = index.slots();
    labels = null;
    skipped = List.copyOf(index.skipped().values());
    content = index.content(slots);
    summary =
        Text.count(slots.length, "image")
            + " of %s from %s".formatted(shape, source.describe())
            + index.summary();
  }

  private PackedImages(PackedImages all, int[] slots, int[] labels, List<Skipped> skipped) {
    shape = all.shape;
    file = all.file;
    index = all.index;
    this.slots = slots;
    this.labels = labels;
    this.skipped = List.copyOf(skipped);
    content = index.content(slots);
    summary = all.summary;
  }

  /**
   * Returns those of these images that have a label, and the others among those skipped. Closing
   * either closes both.
   *
   * @param found the labels of the source that was packed
   * @param strict whether an image without a label is an error
   * @throws FaceGanException if there is one and it is, or no image of a label can be used
   */
  public PackedImages labelled(SourceLabels found, ImageSource source, boolean strict) {
    TreeMap<Integer, Skipped> others = new TreeMap<>(index.skipped());
    for (int slot : slots) {
      if (found.ofImages()[slot] < 0) {
        others.put(slot, new Skipped(Text.oneLine(source.name(slot)), "it has no label"));
        if (strict) {
          throw Packer.refusal(others.get(slot), source);
        }
      }
    }
    int[] used = Arrays.stream(slots).filter(slot -> found.ofImages()[slot] >= 0).toArray();
    int[] numbers = Arrays.stream(used).map(slot -> found.ofImages()[slot]).toArray();
    PackedImages labelled = new PackedImages(this, used, numbers, List.copyOf(others.values()));
    List<Integer> counts = labelled.labelCounts(found.names().size());
    int empty = counts.indexOf(0);
    if (empty >= 0) {
      throw new FaceGanException(
          "no image with the label \"%s\" in %s can be used: mend or remove them"
              .formatted(found.names().get(empty), source.describe()));
    }
    return labelled;
  }

  /** Returns the number of each image's label; null if they have none. */
  public int[] labels() {
    return labels == null ? null : labels.clone();
  }

  /** Returns how many images have each of so many labels; none if they have no labels. */
  public List<Integer> labelCounts(int count) {
    if (labels == null) {
      return List.of();
    }
    int[] counts = new int[count];
    Arrays.stream(labels).forEach(label -> counts[label]++);
    return Arrays.stream(counts).boxed().toList();
  }

  /** Packs with the defaults of {@link Packing#of} into a temporary file. */
  public static PackedImages pack(ImageSource source, ImageShape shape) {
    return pack(source, Packing.of(shape), PackStore.temporary(note -> {}, done -> {}));
  }

  /**
   * Decodes and frames every image, on all processors, unless the store has them from before.
   * Images that cannot be used are skipped and named in {@link #skipped()}.
   *
   * @param source the images; stays open, and may be closed afterwards
   * @throws FaceGanException if the source is empty, more than half of its images cannot be used,
   *     one cannot be and the packing is strict, or another file than the store's stands in its way
   * @throws UncheckedIOException if the store has not room enough or cannot be read or written, or
   *     the thread is interrupted (its interrupt status is then set)
   */
  public static PackedImages pack(ImageSource source, Packing packing, PackStore store) {
    return pack(source, packing, store, Integer.MAX_VALUE);
  }

  static PackedImages pack(
      ImageSource source, Packing packing, PackStore store, int largestSegment) {
    if (source.size() < 1) {
      throw new FaceGanException(
          "there are no images in %s: give at least one".formatted(source.describe()));
    }
    try {
      return store.pack(source, packing, largestSegment);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** Returns how many images there are, those skipped not counted. */
  public int size() {
    return slots.length;
  }

  public ImageShape shape() {
    return shape;
  }

  /** Returns the images left out, in the source's order. */
  public List<Skipped> skipped() {
    return skipped;
  }

  /** Returns evenly spaced images from all over the collection, whose parts may differ. */
  public ImageBatch spread(int count) {
    if (count < 1 || count > size()) {
      throw new IllegalArgumentException(
          "%d images of %d are asked for: ask for 1 to %2$d".formatted(count, size()));
    }
    return batch(IntStream.range(0, count).map(i -> (int) ((long) i * size() / count)).toArray());
  }

  /**
   * Returns 16 hexadecimal digits that stand for the pixels of all images in their order: the same
   * for the same images wherever they lie, and others when one was added, removed or changed.
   */
  public String content() {
    return content;
  }

  /** Returns one line for people: how many images, from where, what was done to them. */
  public String summary() {
    return summary;
  }

  /** Copies an image's bytes, height x width x channel, into the target from an offset on. */
  public void read(int index, byte[] target, int offset) {
    int slot = slots[Objects.checkIndex(index, slots.length)];
    file.read(slot, target, Objects.checkFromIndexSize(offset, shape.size(), target.length));
  }

  /**
   * Copies some images into a batch, in the order asked for; repeats are allowed.
   *
   * @throws FaceGanException if the batch would exceed 2^31 - 1 bytes
   */
  public ImageBatch batch(int[] indices) {
    byte[] pixels = new byte[BatchBytes.of(indices.length, shape)];
    for (int i = 0; i < indices.length; i++) {
      read(indices[i], pixels, i * shape.size());
    }
    return new ImageBatch(shape, indices.length, pixels);
  }

  /** Lets go of the file, which is deleted if it is temporary. Closing twice does nothing. */
  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the packed images: " + e.getMessage(), e);
    }
  }
}
