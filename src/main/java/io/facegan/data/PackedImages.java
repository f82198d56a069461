package io.facegan.data;

import io.facegan.network.ImageShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * All pictures of a source, decoded once and held as bytes of one shape in a memory-mapped
 * temporary file, so that the heap stays small however many there are. The order is that of the
 * source, without the pictures that could not be read. Several threads may read at once.
 */
public final class PackedImages implements AutoCloseable {
  private static final int NAMED_REASONS = 3;

  private final ImageShape shape;
  private final PixelFile file;
  private final int[] slots;
  private final List<Skipped> skipped;
  private final int enlarged;
  private final String summary;

  private PackedImages(ImageSource source, ImageShape shape, PixelFile file, Packer packer) {
    this.shape = shape;
    this.file = file;
    slots =
        IntStream.range(0, source.size()).filter(i -> !packer.skipped().containsKey(i)).toArray();
    skipped = List.copyOf(packer.skipped().values());
    enlarged = packer.enlarged();
    summary = summarize(source, packer.grey());
  }

  /**
   * A picture that was left out.
   *
   * @param name its name in the source
   * @param reason why, in one line
   */
  public record Skipped(String name, String reason) {}

  /** Packs with {@link Framing#AUTO} and no report of progress; else as the other method. */
  public static PackedImages pack(ImageSource source, ImageShape shape) {
    return pack(source, shape, Framing.AUTO, done -> {});
  }

  /**
   * Decodes and frames every picture, on all processors. Pictures that cannot be read are skipped
   * and named in {@link #skipped()}.
   *
   * @param source the pictures; stays open, and may be closed afterwards
   * @param shape the wanted shape, with 1 channel (luma) or 3 (RGB)
   * @param framing how pictures are brought to that shape
   * @param progress told how many pictures are done, in rising order, from one thread at a time but
   *     not the caller's
   * @return the pictures, to be closed by the caller
   * @throws IllegalArgumentException if the shape has other channels, the source is empty, or more
   *     than half of its pictures cannot be read
   * @throws UncheckedIOException if the temporary file cannot be written, or the thread is
   *     interrupted (its interrupt status is then set)
   */
  public static PackedImages pack(
      ImageSource source, ImageShape shape, Framing framing, LongConsumer progress) {
    return pack(source, shape, framing, progress, Integer.MAX_VALUE);
  }

  static PackedImages pack(
      ImageSource source,
      ImageShape shape,
      Framing framing,
      LongConsumer progress,
      int largestSegment) {
    PictureFramer framer = new PictureFramer(shape, framing);
    if (source.size() < 1) {
      throw new IllegalArgumentException(
          "there are no pictures in %s: give at least one".formatted(source.describe()));
    }
    try {
      PixelFile file = PixelFile.create(source.size(), shape.size(), largestSegment);
      try {
        Packer packer = new Packer(source, framer, file, progress);
        packer.run();
        checkEnough(source, packer);
        file.map();
        return new PackedImages(source, shape, file, packer);
      } catch (IOException | RuntimeException e) {
        file.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static void checkEnough(ImageSource source, Packer packer) {
    int bad = packer.skipped().size();
    int all = source.size();
    if (bad * 2L <= all) {
      return;
    }
    String reasons =
        packer.skipped().values().stream()
            .limit(NAMED_REASONS)
            .map(s -> s.name() + ": " + s.reason())
            .collect(Collectors.joining("; "));
    String share = bad == all ? "none" : Text.format("only %,d", all - bad);
    throw new IllegalArgumentException(
        Text.format(
            "%s of the %s in %s can be read (%s): check the collection",
            share, Text.count(all, "picture"), source.describe(), reasons));
  }

  private String summarize(ImageSource source, int grey) {
    List<String> notes = new ArrayList<>();
    if (!skipped.isEmpty()) {
      notes.add(Text.format("%,d skipped (see skipped.txt)", skipped.size()));
    }
    if (enlarged > 0) {
      notes.add(Text.format("%,d enlarged", enlarged));
    }
    if (grey > 0) {
      notes.add(Text.format("%,d grey", grey));
    }
    return Text.count(slots.length, "picture")
        + " of %s from %s".formatted(shape, source.describe())
        + (notes.isEmpty() ? "" : "; " + String.join(", ", notes));
  }

  /** Returns how many pictures there are, those skipped not counted. */
  public int size() {
    return slots.length;
  }

  /** Returns the shape of each picture. */
  public ImageShape shape() {
    return shape;
  }

  /** Returns the pictures left out, in the source's order. */
  public List<Skipped> skipped() {
    return skipped;
  }

  /** Returns how many pictures were smaller than the shape and had to be scaled up. */
  public int enlarged() {
    return enlarged;
  }

  /** Returns one line for people: how many pictures, from where, what was done to them. */
  public String summary() {
    return summary;
  }

  /**
   * Copies a picture's bytes, height x width x channel.
   *
   * @param index from 0 to {@code size() - 1}
   * @param target gets {@code shape().size()} bytes
   * @param offset where in the target they begin
   * @throws IndexOutOfBoundsException if there is no such picture or the target is too short
   * @throws IllegalStateException after {@link #close()}
   */
  public void read(int index, byte[] target, int offset) {
    int slot = slots[Objects.checkIndex(index, slots.length)];
    file.read(slot, target, Objects.checkFromIndexSize(offset, shape.size(), target.length));
  }

  /**
   * Copies some pictures into a batch, in the order asked for.
   *
   * @param indices each from 0 to {@code size() - 1}; repeats are allowed
   * @throws IllegalArgumentException if the batch would exceed 2^31 - 1 bytes
   * @throws IndexOutOfBoundsException if there is no such picture
   * @throws IllegalStateException after {@link #close()}
   */
  public ImageBatch batch(int[] indices) {
    long bytes = (long) indices.length * shape.size();
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a batch of %d pictures of %s takes %d bytes, more than 2^31 - 1: choose a smaller batch"
              .formatted(indices.length, shape, bytes));
    }
    byte[] pixels = new byte[(int) bytes];
    for (int i = 0; i < indices.length; i++) {
      read(indices[i], pixels, i * shape.size());
    }
    return new ImageBatch(shape, indices.length, pixels);
  }

  /**
   * Deletes the temporary file. Closing twice does nothing.
   *
   * @throws UncheckedIOException if that fails
   */
  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the packed pictures: " + e.getMessage(), e);
    }
  }
}
