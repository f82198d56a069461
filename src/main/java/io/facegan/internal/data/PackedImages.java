package io.facegan.internal.data;

import io.facegan.data.ImageBatch;
import io.facegan.data.ImageSource;
import io.facegan.error.FaceGanException;
import io.facegan.internal.util.Text;
import io.facegan.network.ImageShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * All images of a source, decoded once and held as bytes of one shape in a memory-mapped file, so
 * that the heap stays small however many there are. The order is that of the source, without the
 * images that could not be read. Several threads may read at once.
 */
public final class PackedImages implements AutoCloseable {
  private final ImageShape shape;
  private final PackFile file;
  private final int[] slots;
  private final List<Skipped> skipped;
  private final String content;
  private final String summary;

  PackedImages(ImageSource source, Packing packing, PackFile file, PackIndex index) {
    shape = packing.shape();
    this.file = file;
    slots = index.slots();
    skipped = List.copyOf(index.skipped().values());
    content = index.content();
    summary =
        Text.count(slots.length, "image")
            + " of %s from %s".formatted(shape, source.describe())
            + index.summary();
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
