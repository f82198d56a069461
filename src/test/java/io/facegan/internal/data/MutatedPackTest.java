package io.facegan.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.internal.util.Mutator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged file of packed images is refused by its documented exception, or is another's. */
class MutatedPackTest {
  private static final String KEY = "ab".repeat(32);

  @TempDir private Path folder;

  @Test
  void pack_isReadOrRefused() throws IOException {
    pack(Mutator.SHORT);
  }

  @Test
  @Tag("stress")
  void pack_isReadOrRefusedForLong() throws IOException {
    pack(Mutator.LONG);
  }

  private void pack(Duration time) throws IOException {
    Path file = folder.resolve("pack");
    try (FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE_NEW);
        PackFile packed = new PackFile(channel, 12, Integer.MAX_VALUE)) {
      packed.write(0, new byte[12]);
      packed.write(1, new byte[12]);
      TreeMap<Integer, Skipped> skipped = new TreeMap<>(Map.of(1, new Skipped("a.png", "no")));
      packed.finish(new PackIndex(2, skipped, Set.of(), 0, Map.of(), new int[] {7, 0}), KEY);
    }
    byte[] whole = Files.readAllBytes(file);
    // Without the page before the first slot most damages would change nothing that is read.
    byte[] read = new byte[whole.length - PackHeader.LENGTH + 72];
    System.arraycopy(whole, 0, read, 0, 72);
    System.arraycopy(whole, PackHeader.LENGTH, read, 72, whole.length - PackHeader.LENGTH);
    Mutator.run(
        read,
        time,
        damaged -> {
          ByteBuffer bytes =
              ByteBuffer.allocate(Math.max(0, damaged.length - 72) + PackHeader.LENGTH);
          bytes.put(damaged, 0, Math.min(72, damaged.length));
          if (damaged.length > 72) {
            bytes.position(PackHeader.LENGTH).put(damaged, 72, damaged.length - 72);
          }
          Files.write(file, bytes.array());
          try {
            PackFile.Found found = PackFile.open(file, KEY);
            if (found != null) {
              found.file().close();
              assertThat(found.index().candidates()).isEqualTo(2);
            }
          } catch (IOException refused) {
            assertThat(refused.getMessage()).isNotBlank();
          }
        });
  }
}
