package io.facegan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.facegan.error.FaceGanException;
import io.facegan.internal.util.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to a file, there is one exception of the documented kinds, and soon. */
@Timeout(60)
class HdfDamageTest {
  private static final int SIGNATURE = 8;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"tutorial.h5", "latest.h5"})
  void open_cutAtEveryTenth(String name) throws IOException {
    byte[] whole = HdfFixture.bytes(name);
    Path file = folder.resolve("cut.h5");
    for (int tenth = 1; tenth < 10; tenth++) {
      int length = whole.length * tenth / 10;
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatExceptionOfType(FaceGanException.class)
          .isThrownBy(() -> HdfSource.open(file, "").close())
          .withMessage(
              Text.format(
                  "%s is damaged or not an HDF5 file (it has %,d of %,d bytes):"
                      + " copy or download it again",
                  file, length, whole.length));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "tutorial.h5,img_align_celeba",
    "latest.h5,fixed_gzip",
    "latest.h5,extensible",
    "latest.h5,tree_gzip",
    "filters.h5,lzf",
    "filters-latest.h5,all",
    "filters-latest.h5,shuffle",
    "layouts.h5,singles",
    "encoded.h5,3.jpg",
    "links.h5,''",
    "choice.h5,tables"
  })
  void open_bytesChanged(String name, String inside) throws IOException {
    byte[] whole = HdfFixture.bytes(name);
    Path file = folder.resolve("changed.h5");
    Random random = new Random(4711);
    int refused = 0;
    for (int round = 0; round < 150; round++) {
      byte[] changed = whole.clone();
      for (int i = random.nextInt(6); i >= 0; i--) {
        byte[] values = {(byte) random.nextInt(256), 0, -1};
        changed[random.nextInt(changed.length)] = values[random.nextInt(values.length)];
      }
      refused += HdfFixture.refuses(Files.write(file, changed), inside) ? 1 : 0;
    }
    assertThat(refused).isBetween(1, 149);
  }

  @Test
  void open_nonsenseAfterTheSignature() throws IOException {
    Random random = new Random(4711);
    Path file = folder.resolve("nonsense.h5");
    for (int round = 0; round < 300; round++) {
      byte[] bytes = new byte[SIGNATURE + random.nextInt(3000)];
      random.nextBytes(bytes);
      byte[] start = HdfFixture.bytes(round % 2 == 0 ? "tutorial.h5" : "latest.h5");
      // Sometimes what follows the signature makes sense for a while.
      System.arraycopy(start, 0, bytes, 0, Math.min(bytes.length, SIGNATURE + round % 5 * 20));
      Files.write(file, bytes);
      assertThatExceptionOfType(FaceGanException.class)
          .isThrownBy(() -> HdfSource.open(file, "").close())
          .withMessageMatching(
              ".* (is damaged or not an HDF5 file|not read, or is damaged) \\(.+\\): .*");
    }
  }

  @Test
  void open_indexThatLeadsInCircles() throws IOException {
    byte[] file = HdfFixture.bytes("tutorial.h5");
    int node = lastGroupNode(file);
    writeNode(file, node, node);
    assertDamage(file, "its structure is endless or far too deep");
  }

  @Test
  void open_indexWhosePathsMultiply() throws IOException {
    byte[] original = HdfFixture.bytes("tutorial.h5");
    int node = lastGroupNode(original);
    int end = original.length;
    byte[] file = Arrays.copyOf(original, end + 10 * NODE);
    System.arraycopy(original, node, file, end, NODE);
    for (int level = 1; level < 10; level++) {
      writeNode(file, end + level * NODE, end + (level - 1) * NODE);
    }
    writeNode(file, node, end + 9 * NODE);
    assertDamage(file, "its structure leads in circles");
  }

  @ParameterizedTest
  @CsvSource({"wrong_sum,checksum", "cut_gzip,length", "long_gzip,length"})
  void read_damagedChunk_concernsItsImageAlone(String inside, String reason) throws IOException {
    Path file = HdfFixture.unpack("filters-latest.h5", folder);
    try (HdfSource source = HdfSource.open(file, inside)) {
      assertThatIOException()
          .isThrownBy(() -> source.read(0))
          .withMessageContainingAll("chunk is damaged", reason);
      HdfFixture.assertImage(source.read(1), 1, 3);
    }
  }

  @Test
  void read_changedBitInAnyChunk_isNoticedByItsChecksum() throws IOException {
    byte[] file = HdfFixture.bytes("filters-latest.h5");
    byte[] stored = HdfFixture.bytes("filters-latest.h5");
    byte[] row = new byte[27];
    for (int i = 0; i < row.length; i++) {
      row[i] = (byte) HdfFixture.value(1, 3, i / 3, i % 3);
    }
    int found = indexOf(stored, row, 0);
    assertThat(found).isPositive();
    for (int at = found; at >= 0; at = indexOf(stored, row, at + 1)) {
      file[at + 13] ^= 4;
    }
    Path changed = Files.write(folder.resolve("changed.h5"), file);
    try (HdfSource source = HdfSource.open(changed, "wrong_sum")) {
      assertThatIOException()
          .isThrownBy(() -> source.read(1))
          .withMessageContainingAll("chunk is damaged", "checksum");
    }
  }

  private static final int NODE = 544;

  private static int lastGroupNode(byte[] file) {
    byte[] mark = {'T', 'R', 'E', 'E', 0};
    int last = -1;
    for (int at = indexOf(file, mark, 0); at >= 0; at = indexOf(file, mark, at + 1)) {
      last = at;
    }
    return last;
  }

  /** Writes an inner node of a group's index with 32 children that are all the same. */
  private static void writeNode(byte[] file, int at, int child) {
    ByteBuffer node = ByteBuffer.wrap(file, at, NODE).order(ByteOrder.LITTLE_ENDIAN);
    node.put(new byte[] {'T', 'R', 'E', 'E', 0, 1}).putShort((short) 32).putLong(-1).putLong(-1);
    for (int i = 0; i < 32; i++) {
      node.putLong(0).putLong(child);
    }
  }

  private static int indexOf(byte[] bytes, byte[] part, int from) {
    for (int at = from; at <= bytes.length - part.length; at++) {
      if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
    return -1;
  }

  private void assertDamage(byte[] bytes, String reason) throws IOException {
    Path file = Files.write(folder.resolve("damaged.h5"), bytes);
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> HdfSource.open(file, "").close())
        .withMessage(
            "%s is damaged or not an HDF5 file (%s): copy or download it again", file, reason);
  }
}
