package io.facegan.data;

import io.facegan.internal.util.Text;
import io.jhdf.ObjectHeader;
import io.jhdf.filter.ByteShuffleFilter;
import io.jhdf.filter.LzfFilter;
import io.jhdf.object.message.FilterPipelineMessage;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Undoes what was done to the chunks of a dataset before they were stored. Unlike jHDF's own
 * pipeline it heeds which filters were left out for a chunk, compares checksums, and never unpacks
 * more than a chunk has.
 *
 * @param steps what was done, in this order
 */
record HdfFilters(List<FilterInfo> steps) {
  private static final int GZIP = 1;
  private static final int SHUFFLE = 2;
  private static final int FLETCHER = 3;
  private static final int LZF = 32000;
  private static final Set<Integer> KNOWN = Set.of(GZIP, SHUFFLE, FLETCHER, LZF);

  /** Filters that are not read; files name only those from 256 on, and not always. */
  private static final Map<Integer, String> NAMES =
      Map.of(
          4, "szip",
          5, "nbit",
          6, "scaleoffset",
          307, "bzip2",
          32001, "blosc",
          32004, "lz4",
          32008, "bitshuffle",
          32013, "zfp",
          32015, "zstd",
          32026, "blosc2");

  /** The most that deflate can shrink anything; LZF does less. */
  private static final int MOST_SHRUNK = 1032;

  static HdfFilters of(ObjectHeader header) {
    return new HdfFilters(
        header.getMessagesOfType(FilterPipelineMessage.class).stream()
            .flatMap(message -> message.getFilters().stream())
            .toList());
  }

  /** Returns the first filter that is not read, if there is one. */
  Optional<String> unread() {
    return steps.stream().filter(step -> !KNOWN.contains(step.getId())).findFirst().map(this::name);
  }

  private String name(FilterInfo step) {
    return NAMES.getOrDefault(
        step.getId(), "%s (number %d)".formatted(Text.oneLine(step.getName()), step.getId()));
  }

  /**
   * Undoes the filters.
   *
   * @param stored the chunk as it lies in the file
   * @param leftOut the numbers of the filters that were not applied to it
   * @param size how many bytes the chunk has without filters
   * @throws IOException if that cannot be done; the message says why
   */
  byte[] undo(byte[] stored, BitSet leftOut, int size) throws IOException {
    byte[] bytes = stored;
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (!leftOut.get(i)) {
        bytes = undo(steps.get(i), bytes, size + checksumsBefore(i, leftOut));
      }
    }
    if (bytes.length != size) {
      throw new IOException(
          Text.format("a chunk has %,d bytes instead of %,d", bytes.length, size));
    }
    return bytes;
  }

  private int checksumsBefore(int end, BitSet leftOut) {
    int checksums = 0;
    for (int i = 0; i < end; i++) {
      checksums += steps.get(i).getId() == FLETCHER && !leftOut.get(i) ? Integer.BYTES : 0;
    }
    return checksums;
  }

  private byte[] undo(FilterInfo step, byte[] bytes, int size) throws IOException {
    if ((long) bytes.length * MOST_SHRUNK < size) {
      throw new IOException("a chunk is damaged: it is too short");
    }
    int[] data = step.getData();
    return switch (step.getId()) {
      case GZIP -> inflate(bytes, size);
      case SHUFFLE -> {
        if (data.length < 1 || data[0] < 1 || data[0] > size) {
          throw new IOException("the filter shuffle is damaged");
        }
        yield new ByteShuffleFilter().decode(bytes, data);
      }
      case FLETCHER -> HdfChecksum.strip(bytes);
      case LZF -> lzf(bytes, size);
      default -> throw new IOException(refusal(name(step)));
    };
  }

  /** Returns why a dataset is not read. */
  static String refusal(String filter) {
    return "it is stored with the filter %s, which is not read: store it with gzip"
        .formatted(filter);
  }

  private static byte[] inflate(byte[] bytes, int size) throws IOException {
    // With room to spare it gets to the checksum at the end.
    byte[] whole = new byte[size + 1];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(bytes);
      int length = 0;
      int read;
      do {
        read = inflater.inflate(whole, length, whole.length - length);
        length += read;
      } while (read > 0 && length <= size);
      if (!inflater.finished()) {
        throw new IOException("a chunk is damaged: it does not end where it should");
      }
      return Arrays.copyOf(whole, length);
    } catch (DataFormatException e) {
      throw new IOException("a chunk is damaged: " + e.getMessage(), e);
    } finally {
      inflater.end();
    }
  }

  private static byte[] lzf(byte[] bytes, int size) throws IOException {
    try {
      return new LzfFilter().decode(bytes, new int[] {0, 0, size});
    } catch (RuntimeException e) {
      throw new IOException("a chunk is damaged: it is not LZF", e);
    }
  }
}
