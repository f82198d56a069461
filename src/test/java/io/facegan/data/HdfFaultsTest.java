package io.facegan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.facegan.internal.image.UnusableImageException;
import io.facegan.internal.util.FaultyFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Failures of the disk and the heap are not those of an HDF5 file. */
class HdfFaultsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"latest.h5,fixed_gzip", "tutorial.h5,img_align_celeba", "layouts.h5,singles"})
  void diskThatFailsOnce_spoilsNoImageForGood(String name, String inside) throws IOException {
    AtomicBoolean failing = new AtomicBoolean();
    FaultyFiles files = new FaultyFiles();
    files.reading =
        (channel, target, position) -> {
          if (failing.get()) {
            throw new IOException("Input/output error");
          }
          return channel.read(target, position);
        };
    try (HdfSource source = HdfSource.open(files.path(HdfFixture.unpack(name, folder)), inside)) {
      failing.set(true);
      assertThat(catchThrowable(() -> source.read(0)))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(UnusableImageException.class)
          .hasMessageContaining("Input/output error");
      failing.set(false);
      assertThat(source.read(0).image()).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource({"latest.h5,fixed", "filters.h5,lzf"})
  void diskThatGivesPartsOnly_givesAllOfThem(String name, String inside) throws IOException {
    FaultyFiles files = new FaultyFiles();
    files.reading =
        (channel, target, position) -> {
          int end = target.limit();
          target.limit(Math.min(end, target.position() + 7));
          int read = channel.read(target, position);
          target.limit(end);
          return read;
        };
    try (HdfSource source = HdfSource.open(files.path(HdfFixture.unpack(name, folder)), inside)) {
      HdfFixture.assertImage(source.read(3), 3, 3);
    }
  }

  @Test
  void structureThatClaimsMoreThanTheFile_isRefusedAtOnce() throws IOException {
    Path file = Files.write(folder.resolve("short"), new byte[100]);
    try (FileChannel real = FileChannel.open(file)) {
      HdfChannel channel = new HdfChannel(real, 100);
      ByteBuffer ahead = ByteBuffer.allocate(40);
      assertThat(channel.read(ahead, 90)).isEqualTo(40);
      assertThat(ahead.hasRemaining()).isFalse();
      assertThatIOException()
          .isThrownBy(() -> channel.read(ByteBuffer.allocate(5000), 90))
          .withMessage("it refers to more bytes than it has");
    }
  }

  @Test
  void damagedChunk_isUnusable() throws IOException {
    Path file = HdfFixture.unpack("filters.h5", folder);
    byte[] bytes = Files.readAllBytes(file);
    try (HdfSource source = HdfSource.open(file, "lzf")) {
      // All but what was read already: where the chunks lie.
      Files.write(file, new byte[bytes.length]);
      assertThatIOException()
          .isThrownBy(() -> source.read(0).image())
          .isInstanceOf(UnusableImageException.class);
    }
  }

  @Test
  void failedWork_isDoneAgain() throws IOException {
    HdfGrid grid = HdfGrid.of(new HdfData.Shape(new long[] {4, 8, 8}, 1), new int[] {2, 8, 8});
    HdfChunkCache cache = HdfChunkCache.of(grid);
    AtomicInteger loads = new AtomicInteger();
    assertThatIOException()
        .isThrownBy(
            () ->
                cache.get(
                    7,
                    () -> {
                      loads.incrementAndGet();
                      throw new IOException("Input/output error");
                    }))
        .withMessage("Input/output error");
    assertThat(catchThrowable(() -> cache.get(7, () -> fail(loads))))
        .isInstanceOf(OutOfMemoryError.class);
    byte[] chunk = new byte[128];
    for (int i = 0; i < 2; i++) {
      byte[] got =
          cache.get(
              7,
              () -> {
                loads.incrementAndGet();
                return chunk;
              });
      assertThat(got).isSameAs(chunk);
    }
    assertThat(loads).as("the sound one is kept").hasValue(3);
  }

  private static byte[] fail(AtomicInteger loads) {
    loads.incrementAndGet();
    throw new OutOfMemoryError("Java heap space");
  }
}
