package io.facegan.data;

import io.facegan.internal.util.Mutator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A damaged HDF5 file is read, or refused by one of the documented exceptions, and soon. */
@Timeout(120)
class MutatedHdfTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"filters-latest.h5,all", "filters.h5,lzf", "links.h5,''"})
  void file_isReadOrRefused(String name, String inside) throws IOException {
    file(name, inside, Mutator.SHORT);
  }

  @ParameterizedTest
  @Tag("stress")
  @CsvSource({
    "filters-latest.h5,all",
    "filters.h5,lzf",
    "links.h5,''",
    "latest.h5,tree_gzip",
    "latest.h5,extensible",
    "userblock.h5,''"
  })
  void file_isReadOrRefusedForLong(String name, String inside) throws IOException {
    file(name, inside, Mutator.LONG);
  }

  private void file(String name, String inside, Duration time) throws IOException {
    byte[] whole = HdfFixture.bytes(name);
    Path file = folder.resolve("damaged.h5");
    Mutator.run(
        whole,
        time,
        damaged -> {
          // Of another length all are refused alike.
          Files.write(file, Arrays.copyOf(damaged, whole.length));
          HdfFixture.refuses(file, inside);
        });
  }
}
