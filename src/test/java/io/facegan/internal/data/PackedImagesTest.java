package io.facegan.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.facegan.data.Framing;
import io.facegan.data.ImageBatch;
import io.facegan.data.ImageSource;
import io.facegan.data.ImageSources;
import io.facegan.drawn.DrawnFaces;
import io.facegan.error.FaceGanException;
import io.facegan.network.ImageShape;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedImagesTest {
  private static final ImageShape SMALL = ImageShape.rgb(8, 8);

  @TempDir Path folder;

  @Test
  void pack_mixedZip_skipsWhatIsBadAndSaysSo() throws IOException {
    Path zip = folder.resolve("mixed.zip");
    TestImages.zip(zip, mixed());
    try (ImageSource source = ImageSources.open(zip);
        PackedImages packed = PackedImages.pack(source, SMALL)) {
      assertThat(packed.size()).isEqualTo(6);
      assertThat(packed.shape()).isEqualTo(SMALL);
      assertThat(packed.skipped())
          .extracting(Skipped::name)
          .containsExactly("7-text.jpg", "8-empty.png", "9-cut.jpg");
      assertThat(packed.skipped().get(1).reason()).isEqualTo("it is empty");
      assertThat(packed.summary())
          .isEqualTo(
              "6 images of 8x8x3 from zip "
                  + zip
                  + "; 3 skipped (see skipped.txt), 1 enlarged, 2 grey, 1 palette, 1 16 bits per channel");
    }
  }

  @Test
  void pack_formatsThatAreNotRead_areSkippedHoweverMany() throws IOException {
    byte[] heic = "\0\0\0\u0018ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.US_ASCII);
    TestImages.save(folder.resolve("f/0.png"), TestImages.encoded(TestImages.rgb(9, 9), "png"));
    for (int i = 1; i <= 3; i++) {
      TestImages.save(folder.resolve("f/" + i + ".HEIC"), heic);
    }
    try (ImageSource source = ImageSources.open(folder.resolve("f"))) {
      try (PackedImages packed = PackedImages.pack(source, SMALL)) {
        assertThat(packed.size()).isEqualTo(1);
        assertThat(packed.skipped())
            .extracting(Skipped::name)
            .containsExactly("1.HEIC", "2.HEIC", "3.HEIC");
        assertThat(packed.skipped().get(0).reason()).startsWith("it is a HEIC file");
      }
      Packing strict = new Packing(SMALL, Framing.AUTO, Color.WHITE, true);
      assertThatExceptionOfType(FaceGanException.class)
          .isThrownBy(
              () -> PackedImages.pack(source, strict, PackStore.temporary(note -> {}, done -> {})))
          .withMessageContainingAll(".HEIC in folder", "it is a HEIC file", "convert it");
    }
  }

  @Test
  void pack_folderAndZip_giveTheSamePixels() throws IOException {
    for (Map.Entry<String, byte[]> file : mixed().entrySet()) {
      TestImages.save(folder.resolve("f").resolve(file.getKey()), file.getValue());
    }
    Path zip = folder.resolve("f.zip");
    TestImages.zip(zip, mixed());
    int[] all = {0, 1, 2, 3, 4, 5};
    try (ImageSource one = ImageSources.open(folder.resolve("f"));
        ImageSource two = ImageSources.open(zip);
        PackedImages left = PackedImages.pack(one, SMALL);
        PackedImages right = PackedImages.pack(two, SMALL)) {
      assertThat(left.batch(all).pixels()).isEqualTo(right.batch(all).pixels());
    }
  }

  @Test
  void pack_manySegments_keepsTheSourcesOrder() {
    ImageSource source = shades(100, 10);
    try (PackedImages packed =
        PackedImages.pack(source, Packing.of(SMALL), quiet(done -> {}), 3 * SMALL.size() + 5)) {
      assertThat(packed.size()).isEqualTo(90);
      for (int i = 0; i < 90; i++) {
        int expected = i / 9 * 10 + i % 9 + 1;
        byte[] pixels = new byte[SMALL.size() + 2];
        packed.read(i, pixels, 1);
        assertThat(pixels[0]).isZero();
        assertThat(Arrays.copyOfRange(pixels, 1, SMALL.size() + 1)).containsOnly(expected);
        assertThat(pixels[SMALL.size() + 1]).isZero();
      }
    }
  }

  @Test
  void batch_followsTheIndices() {
    try (PackedImages packed = PackedImages.pack(shades(20, 100), SMALL)) {
      ImageBatch batch = packed.batch(new int[] {4, 0, 4});
      assertThat(batch.count()).isEqualTo(3);
      assertThat(batch.shape()).isEqualTo(SMALL);
      assertThat(batch.pixels()[0]).isEqualTo((byte) 5);
      assertThat(batch.pixels()[SMALL.size()]).isEqualTo((byte) 1);
      assertThat(batch.pixels()[3 * SMALL.size() - 1]).isEqualTo((byte) 5);
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> packed.batch(new int[] {20}));
    }
  }

  @Test
  void pack_progress_risesByOne() {
    List<Long> seen = Collections.synchronizedList(new ArrayList<>());
    PackedImages.pack(shades(50, 7), Packing.of(SMALL), quiet(seen::add)).close();
    assertThat(seen).containsExactlyElementsOf(LongStream.rangeClosed(1, 50).boxed().toList());
  }

  @Test
  void pack_decoderErrors_areSkipped() {
    ImageSource source =
        new TestImages.Made(
            10,
            index ->
                switch (index) {
                  case 2 -> throw new ArrayIndexOutOfBoundsException("Index 5 out of bounds");
                  case 3 -> throw new StackOverflowError();
                  case 4 -> throw new IOException("it is bad\n indeed\u0007");
                  case 5 -> null;
                  case 6 -> throw new OutOfMemoryError("Java heap space");
                  default -> TestImages.rgb(8, 8);
                });
    try (PackedImages packed = PackedImages.pack(source, SMALL)) {
      assertThat(packed.skipped())
          .containsExactly(
              new Skipped(
                  "made-2",
                  "it cannot be decoded (ArrayIndexOutOfBoundsException: Index 5 out of bounds)"),
              new Skipped("made-3", "it cannot be decoded (StackOverflowError)"),
              new Skipped("made-4", "it is bad indeed"),
              new Skipped("made-5", "the source gave no image"),
              new Skipped("made-6", "not enough memory to decode it: raise -Xmx or scale it down"));
    }
  }

  @Test
  void pack_noneReadable() {
    ImageSource source =
        new TestImages.Made(
            1200,
            index -> {
              throw new IOException("it is empty");
            });
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> PackedImages.pack(source, SMALL))
        .withMessage(
            "none of the 1,200 images in made can be read (made-0: it is empty;"
                + " made-1: it is empty; made-2: it is empty): check the collection");
  }

  @Test
  void pack_moreThanHalfBad() {
    ImageSource source =
        new TestImages.Made(
            3,
            index -> {
              if (index > 0) {
                throw new IOException("it is empty");
              }
              return TestImages.rgb(8, 8);
            });
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> PackedImages.pack(source, SMALL))
        .withMessage(
            "only 1 of the 3 images in made can be read (made-1: it is empty;"
                + " made-2: it is empty): check the collection");
  }

  @Test
  void pack_emptySource() {
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> PackedImages.pack(new TestImages.Made(0, index -> null), SMALL))
        .withMessage("there are no images in made: give at least one");
  }

  @Test
  void pack_failingProgress_stopsEverything() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                PackedImages.pack(
                    shades(10_000, 7),
                    Packing.of(SMALL),
                    quiet(
                        done -> {
                          throw new IllegalStateException("stop at " + done);
                        })))
        .withMessageStartingWith("stop at ");
  }

  @Test
  void pack_interrupted() {
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> PackedImages.pack(shades(1000, 7), SMALL))
        .withMessage("interrupted while reading images")
        .withCauseInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void read_afterClose() {
    PackedImages packed = PackedImages.pack(shades(5, 7), SMALL);
    packed.close();
    packed.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> packed.batch(new int[] {0}))
        .withMessage("the packed images are closed: pack them again");
  }

  private static PackStore quiet(LongConsumer progress) {
    return PackStore.temporary(note -> {}, progress);
  }

  /** Returns plain images of grey level index + 1, each bad one in so many failing. */
  private static ImageSource shades(int count, int bad) {
    return new TestImages.Made(
        count,
        index -> {
          if (index % bad == bad - 1) {
            throw new IOException("it is bad");
          }
          int shade = (index + 1) % 128;
          Color colour = new Color(shade, shade, shade);
          return TestImages.plain(BufferedImage.TYPE_INT_RGB, 9, 10, colour);
        });
  }

  private static Map<String, byte[]> mixed() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("1-grey.png", png(BufferedImage.TYPE_BYTE_GRAY, 9));
    files.put("2-grey16.png", png(BufferedImage.TYPE_USHORT_GRAY, 9));
    files.put("3-alpha.png", png(BufferedImage.TYPE_INT_ARGB, 9));
    files.put("4-palette.gif", TestImages.encoded(TestImages.rgb(9, 9), "gif"));
    files.put("5-photo.JPG", TestImages.encoded(TestImages.rgb(30, 20), "jpg"));
    files.put("6-tiny.bmp", TestImages.encoded(TestImages.rgb(3, 5), "bmp"));
    files.put("7-text.jpg", "hello world".getBytes(StandardCharsets.US_ASCII));
    files.put("8-empty.png", new byte[0]);
    byte[] whole = TestImages.encoded(new DrawnFaces(1, 3, 96).read(2).image(), "jpg");
    files.put("9-cut.jpg", Arrays.copyOf(whole, whole.length / 2));
    return files;
  }

  private static byte[] png(int type, int side) {
    return TestImages.encoded(TestImages.plain(type, side, side, Color.PINK), "png");
  }
}
