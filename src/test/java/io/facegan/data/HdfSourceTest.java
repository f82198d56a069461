package io.facegan.data;

import static io.facegan.data.HdfFixture.assertImage;
import static io.facegan.data.HdfFixture.assertStack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.facegan.image.ImageTrait;
import io.facegan.image.SourceImage;
import io.facegan.internal.data.TestImages;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HdfSourceTest {
  @TempDir Path folder;

  @Test
  void open_tutorialsLayout_imageForDataset_orderedByNumber() throws IOException {
    Path file = HdfFixture.unpack("tutorial.h5", folder);
    try (HdfSource source = HdfSource.open(file, "img_align_celeba")) {
      assertThat(TestImages.names(source))
          .containsExactlyElementsOf(IntStream.range(0, 12).mapToObj(i -> i + ".jpg").toList());
      assertThat(source.describe()).isEqualTo("HDF5 " + file + "/img_align_celeba");
      for (int i = 0; i < source.size(); i++) {
        assertImage(source.read(i), i, 3);
      }
      assertThat(source.read(0).format()).isEqualTo("HDF5");
      assertThat(source.read(0).traits()).isEmpty();
    }
    try (HdfSource source = HdfSource.open(file, "")) {
      assertThat(source.name(11)).isEqualTo("img_align_celeba/11.jpg");
      assertThat(source.describe()).isEqualTo("HDF5 " + file);
      assertImage(source.read(11), 11, 3);
    }
    try (HdfSource source = HdfSource.open(file, "img_align_celeba/7.jpg")) {
      assertThat(TestImages.names(source)).containsExactly("7.jpg");
      assertImage(source.read(0), 7, 3);
    }
  }

  @ParameterizedTest
  @CsvSource({"nhwc,3", "nchw,3", "rgba,4", "one,1", "grey,1"})
  void read_stack_channelsFirstOrLastOrNone(String dataset, int channels) throws IOException {
    assertStack(HdfFixture.unpack("layouts.h5", folder), dataset, 5, channels);
  }

  @Test
  void read_stackWithChannelsAtBothEnds_lastAxisWins() throws IOException {
    Path file = HdfFixture.unpack("layouts.h5", folder);
    try (HdfSource source = HdfSource.open(file, "both/ends")) {
      assertThat(source.size()).isEqualTo(4);
      assertImage(source.read(3), 3, 3, 9, 3, 256);
    }
  }

  @Test
  void read_stackInItsHeader() throws IOException {
    Path file = HdfFixture.unpack("layouts.h5", folder);
    try (HdfSource source = HdfSource.open(file, "compact")) {
      assertImage(source.read(1), 1, 9, 8, 3, 256);
    }
  }

  @Test
  void read_singleImages_eachOfItsOwnLayout() throws IOException {
    Path file = HdfFixture.unpack("layouts.h5", folder);
    int[] channels = {3, 3, 1, 4};
    int[] types = {
      BufferedImage.TYPE_3BYTE_BGR,
      BufferedImage.TYPE_3BYTE_BGR,
      BufferedImage.TYPE_BYTE_GRAY,
      BufferedImage.TYPE_4BYTE_ABGR
    };
    try (HdfSource source = HdfSource.open(file, "singles")) {
      assertThat(TestImages.names(source)).containsExactly("0", "1", "2", "3");
      for (int i = 0; i < types.length; i++) {
        assertImage(source.read(i), i, channels[i]);
        assertThat(source.read(i).image().getType()).isEqualTo(types[i]);
      }
      assertThat(source.read(2).traits()).containsExactly(ImageTrait.GREY);
      assertThat(source.read(3).traits()).containsExactly(ImageTrait.ALPHA);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uint8",
        "uint16",
        "uint16be",
        "uint32",
        "uint64be",
        "int16be",
        "int32",
        "int32be",
        "int64",
        "float16",
        "float32",
        "float32be",
        "float64",
        "float64be"
      })
  void read_numbersOfAnyTypeAndByteOrder(String dataset) throws IOException {
    try (HdfSource source = HdfSource.open(HdfFixture.unpack("types.h5", folder), dataset)) {
      assertImage(source.read(0), 0, 8, 8, 3, 256);
    }
  }

  @Test
  void read_signedBytes() throws IOException {
    try (HdfSource source = HdfSource.open(HdfFixture.unpack("types.h5", folder), "int8")) {
      assertImage(source.read(0), 0, 8, 8, 3, 128);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "float,255.0",
    "above,1.0625",
    "below,-1.0",
    "nan,NaN",
    "infinity,Infinity",
    "negative,-1",
    "large,256",
    "largest,18446744073709551615"
  })
  void read_valueOutOfRange(String dataset, String value) throws IOException {
    Path file = HdfFixture.unpack("types.h5", folder);
    try (HdfSource source = HdfSource.open(file, "outside/" + dataset)) {
      assertThatIOException()
          .isThrownBy(() -> source.read(0))
          .withMessage("a value is %s: floats must be from 0 to 1, integers from 0 to 255", value);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"chunks", "gzip", "lzf"})
  void read_chunksThatReachBeyondTheStack(String dataset) throws IOException {
    assertStack(HdfFixture.unpack("filters.h5", folder), dataset, 4, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shuffle", "fletcher32", "all", "lzf_fletcher32"})
  void read_filtersOneAfterTheOther(String dataset) throws IOException {
    assertStack(HdfFixture.unpack("filters-latest.h5", folder), dataset, 4, 3);
  }

  @Test
  void read_filtersLeftOutForOneChunk() throws IOException {
    assertStack(HdfFixture.unpack("filters-latest.h5", folder), "left_out", 2, 3);
  }

  @Test
  void read_chunksThatLzfCouldNotShrink() throws IOException {
    Path file = HdfFixture.unpack("filters.h5", folder);
    try (HdfSource plain = HdfSource.open(file, "noise");
        HdfSource packed = HdfSource.open(file, "lzf_noise")) {
      for (int i = 0; i < 4; i++) {
        assertThat(pixels(packed.read(i))).isEqualTo(pixels(plain.read(i)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"single", "fixed", "extensible", "tree"})
  void read_indexesOfNewerFiles(String dataset) throws IOException {
    Path file = HdfFixture.unpack("latest.h5", folder);
    assertStack(file, dataset, 5, 3);
    assertStack(file, dataset + "_gzip", 5, 3);
  }

  @Test
  void read_gapBetweenChunks_hasTheFillValue() throws IOException {
    try (HdfSource source = HdfSource.open(HdfFixture.unpack("claims.h5", folder), "part")) {
      BufferedImage image = source.read(1).image();
      assertThat(image.getRaster().getSample(8, 5, 0)).isEqualTo(HdfFixture.value(1, 5, 8, 0));
      assertThat(image.getRaster().getSample(0, 6, 0)).isEqualTo(9);
      assertImage(source.read(2), 2, 1);
    }
  }

  @Test
  void read_encodedImages() throws IOException {
    Path file = HdfFixture.unpack("encoded.h5", folder);
    try (HdfSource source = HdfSource.open(file, "")) {
      assertThat(TestImages.names(source)).containsExactly("0.png", "1.png", "2.png", "3.jpg", "4");
      assertThat(source.describe()).isEqualTo("HDF5 " + file + " (1 other dataset ignored)");
      for (int i = 0; i < 4; i++) {
        assertImage(source.read(i), i, 3);
        assertThat(source.read(i).format()).isEqualTo("PNG");
      }
      assertThat(source.read(2).traits()).isEmpty();
      assertThat(source.read(3).traits()).containsExactly(ImageTrait.MISNAMED);
      assertThatIOException().isThrownBy(() -> source.read(4).image());
    }
  }

  @Test
  void open_linksAndCircles_eachImageOnce() throws IOException {
    Path file = HdfFixture.unpack("links.h5", folder);
    try (HdfSource source = HdfSource.open(file, "")) {
      assertThat(TestImages.names(source)).containsExactly("a/b/1.png", "hidden/real");
      assertThat(source.describe())
          .isEqualTo("HDF5 " + file + " (3 links to other files or nowhere)");
      assertImage(source.read(0), 1, 3);
      assertImage(source.read(1), 0, 3);
    }
    for (String inside : List.of("way/relative", "a/b/root/absolute", "./a//b/self/self/again")) {
      try (HdfSource source = HdfSource.open(file, inside)) {
        assertImage(source.read(0), 1, 3);
      }
    }
  }

  @Test
  void open_tablesBesideAStack_areIgnored() throws IOException {
    Path file = HdfFixture.unpack("choice.h5", folder);
    try (HdfSource source = HdfSource.open(file, "tables")) {
      assertThat(source.name(4)).isEqualTo("images[4]");
      assertThat(source.describe())
          .isEqualTo("HDF5 " + file + "/tables (4 other datasets ignored)");
      assertImage(source.read(4), 4, 3);
    }
    try (HdfSource source = HdfSource.open(file, "greys")) {
      assertThat(source.size()).isEqualTo(5);
      assertImage(source.read(4), 4, 1);
    }
  }

  @Test
  void read_someFiltersUnknown_concernsThoseAlone() throws IOException {
    Path file = HdfFixture.unpack("filters-latest.h5", folder);
    try (HdfSource source = HdfSource.open(file, "some")) {
      assertThatIOException()
          .isThrownBy(() -> source.read(0))
          .withMessageContainingAll("filter scaleoffset", "store it with gzip");
      assertImage(source.read(1), 2, 3);
    }
  }

  @Test
  void read_fromSeveralThreads_sameAsFromOne() throws Exception {
    Path file = HdfFixture.unpack("filters.h5", folder);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try (HdfSource source = HdfSource.open(file, "gzip")) {
      List<Callable<Void>> work = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        int index = i / 3 % 4;
        work.add(
            () -> {
              assertImage(source.read(index), index, 3);
              return null;
            });
      }
      for (Future<Void> done : pool.invokeAll(work)) {
        done.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void close_readsNoMore() throws IOException {
    HdfSource source = HdfSource.open(HdfFixture.unpack("tutorial.h5", folder), "");
    source.close();
    assertThatIOException().isThrownBy(() -> source.read(0));
  }

  @Test
  void isHdf_bySignatureWhereverItMayBe() throws IOException {
    Path userBlock = HdfFixture.unpack("userblock.h5", folder);
    assertThat(HdfSource.isHdf(userBlock)).isTrue();
    assertStack(userBlock, "images", 2, 3);
    assertThat(HdfSource.isHdf(HdfFixture.unpack("latest.h5", folder))).isTrue();
    byte[] shifted = new byte[700];
    System.arraycopy(HdfFixture.bytes("tutorial.h5"), 0, shifted, 100, 600);
    assertThat(HdfSource.isHdf(Files.write(folder.resolve("shifted"), shifted))).isFalse();
    Path text = folder.resolve("text");
    assertThat(HdfSource.isHdf(Files.writeString(text, "\u0089HDF", StandardCharsets.ISO_8859_1)))
        .isFalse();
    assertThat(HdfSource.isHdf(Files.write(folder.resolve("empty"), new byte[0]))).isFalse();
  }

  @Test
  void fingerprint_ofThePathAndTheFilesState() throws IOException {
    Path file = HdfFixture.unpack("filters.h5", folder);
    Fingerprint first = fingerprint(file, "gzip");
    assertThat(fingerprint(file, "gzip")).isEqualTo(first);
    assertThat(first.place()).isEqualTo("HDF5 " + file.toRealPath() + "/gzip");
    assertThat(fingerprint(file, "lzf").place()).isNotEqualTo(first.place());
    Files.write(file, HdfFixture.bytes("filters.h5"));
    Files.setLastModifiedTime(file, FileTime.fromMillis(1));
    assertThat(fingerprint(file, "gzip").state()).isNotEqualTo(first.state());
  }

  private static Fingerprint fingerprint(Path file, String inside) throws IOException {
    try (HdfSource source = HdfSource.open(file, inside)) {
      return source.fingerprint().orElseThrow();
    }
  }

  private static int[] pixels(SourceImage source) throws IOException {
    BufferedImage image = source.image();
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }
}
