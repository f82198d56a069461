package io.facegan.internal.export;

import io.facegan.internal.util.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The concatenated values of constants, as they are stored, split into files of equal length. */
final class WeightShards {
  /** The length that browsers cache well and that TensorFlow's own converter uses. */
  static final int LENGTH = 4 << 20;

  /** Receives the files. */
  interface Writer {
    void write(String name, byte[] content) throws IOException;
  }

  private final List<byte[]> values;
  private final long bytes;
  private final int count;

  WeightShards(List<FrozenGraph.Constant> constants) {
    values = constants.stream().map(Halves::stored).toList();
    bytes = values.stream().mapToLong(stored -> stored.length).sum();
    count = Math.toIntExact((bytes + LENGTH - 1) / LENGTH);
  }

  /** Returns how many bytes the files have together. */
  long bytes() {
    return bytes;
  }

  /** Returns the names of the files, in order. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      names.add(Text.format("group1-shard%dof%d.bin", i, count));
    }
    return names;
  }

  void write(Writer writer) throws IOException {
    List<String> names = names();
    byte[] shard = new byte[LENGTH];
    int filled = 0;
    int written = 0;
    for (byte[] value : values) {
      for (int from = 0; from < value.length; ) {
        int taken = Math.min(value.length - from, LENGTH - filled);
        System.arraycopy(value, from, shard, filled, taken);
        from += taken;
        filled += taken;
        if (filled == LENGTH) {
          writer.write(names.get(written++), shard);
          filled = 0;
        }
      }
    }
    if (filled > 0) {
      writer.write(names.get(written), Arrays.copyOf(shard, filled));
    }
  }
}
