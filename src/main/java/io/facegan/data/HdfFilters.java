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
 * Reverts the filters of stored chunks, given in the order of their application. Unlike jHDF's own
 * pipeline, respects filters that were skipped for a chunk, verifies checksums, and never
 * decompresses more than the size of a chunk.
 */
record HdfFilters(List<FilterInfo> steps) {
  private static final int GZIP = 1;
  private static final int SHUFFLE = 2;
  private static final int FLETCHER = 3;
  private static final int LZF = 32000;
  private static final Set<Integer> KNOWN = Set.of(GZIP, SHUFFLE, FLETCHER, LZF);

  /** Unsupported filters. Files name only filters from 256 on, and not always. */
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

  /** The highest compression ratio of deflate; LZF has a lower one. */
  private static final int MAX_RATIO = 1032;

  static HdfFilters of(ObjectHeader header) {
    return new HdfFilters(
        header.getMessagesOfType(FilterPipelineMessage.class).stream()
            .flatMap(message -> message.getFilters().stream())
            .toList());
  }

  Optional<String> unsupported() {
    return steps.stream().filter(step -> !KNOWN.contains(step.getId())).findFirst().map(this::name);
  }

  private String name(FilterInfo step) {
    return NAMES.getOrDefault(
        step.getId(), "%s (number %d)".formatted(Text.oneLine(step.getName()), step.getId()));
  }

  /**
   * Reverts the filters of a stored chunk.
   *
   * @param skipped the indices of the filters that were not applied to it
   * @param size the number of bytes of the chunk without filters
   */
  byte[] undo(byte[] stored, BitSet skipped, int size) throws IOException {
    byte[] bytes = stored;
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (!skipped.get(i)) {
        bytes = undo(steps.get(i), bytes, size + checksumsBefore(i, skipped));
      }
    }
    if (bytes.length != size) {
      throw new IOException(
          Text.format("a chunk has %,d bytes instead of %,d", bytes.length, size));
    }
    return bytes;
  }

  private int checksumsBefore(int end, BitSet skipped) {
    int checksums = 0;
    for (int i = 0; i < end; i++) {
      checksums += steps.get(i).getId() == FLETCHER && !skipped.get(i) ? Integer.BYTES : 0;
    }
    return checksums;
  }

  private byte[] undo(FilterInfo step, byte[] bytes, int size) throws IOException {
    if ((long) bytes.length * MAX_RATIO < size) {
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
      default -> throw new IOException(refusal(name(step), HdfOrigin.UNKNOWN));
    };
  }

  /** Returns why a dataset cannot be read. */
  static String refusal(String filter, HdfOrigin origin) {
    return "it is stored with the filter %s, which is not supported: %s"
        .formatted(filter, origin.withoutFilter());
  }

  private static byte[] inflate(byte[] bytes, int size) throws IOException {
    // One byte more lets the inflater reach the checksum at the end.
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
        throw new IOException("a chunk is damaged: it has a wrong length");
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
      throw new IOException("a chunk is damaged: its LZF data is invalid", e);
    }
  }
}
