package io.facegan.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.facegan.data.Fingerprint;
import io.facegan.data.Framing;
import io.facegan.data.ImageSource;
import io.facegan.data.ImageSources;
import io.facegan.error.FaceGanException;
import io.facegan.image.SourceImage;
import io.facegan.network.ImageShape;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackStoreTest {
  private static final Packing PACKING = Packing.of(ImageShape.rgb(8, 8));

  @TempDir Path temp;
  private final List<String> notes = new ArrayList<>();
  private Path images;
  private Path cache;

  @BeforeEach
  void images() throws IOException {
    images = temp.resolve("my faces");
    cache = temp.resolve("cache");
    for (int i = 0; i < 6; i++) {
      save(i + ".bmp", i + 1);
    }
    Files.write(images.resolve("7.bmp"), new byte[3]);
  }

  @Test
  void secondTime_usesTheFile() throws IOException {
    byte[] first = pack(PACKING);
    assertThat(notes).containsExactly("packing 7 images as 5.4 kB into " + cache);
    Path file = onlyFile();
    assertThat(file.getFileName().toString()).startsWith("my_faces-").endsWith(".pixels");
    FileTime written = Files.getLastModifiedTime(file);
    notes.clear();

    try (ImageSource source = ImageSources.open(images);
        PackedImages packed = PackedImages.pack(source, PACKING, store())) {
      assertThat(packed.size()).isEqualTo(6);
      assertThat(packed.skipped())
          .containsExactly(
              new Skipped(
                  "7.bmp", "it is not an image of a known format: it starts with bytes 00 00 00"));
      assertThat(packed.summary())
          .isEqualTo("6 images of 8x8x3 from folder " + images + "; 1 skipped (see skipped.txt)");
      assertThat(packed.batch(new int[] {0, 1, 2, 3, 4, 5}).pixels()).isEqualTo(first);
    }
    assertThat(notes).isEmpty();
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(written);
  }

  @Test
  void anyChange_packsAgainInPlaceOfTheOld() throws IOException {
    pack(PACKING);
    Path file = onlyFile();
    FileTime time = Files.getLastModifiedTime(images.resolve("3.bmp"));
    long size = Files.size(images.resolve("3.bmp"));

    // Of the same size and, by its time, as old as before.
    save("3.bmp", 100);
    Files.setLastModifiedTime(images.resolve("3.bmp"), time);
    assertThat(Files.size(images.resolve("3.bmp"))).isEqualTo(size);
    assertThat(packAgain()[3 * PACKING.shape().size()]).isEqualTo((byte) 100);

    Files.move(images.resolve("0.bmp"), images.resolve("9.bmp"));
    assertThat(packAgain()[0]).isEqualTo((byte) 2);
    save("8.bmp", 50);
    packAgain();
    Files.delete(images.resolve("7.bmp"));
    packAgain();
    assertThat(onlyFile()).isEqualTo(file);
  }

  @Test
  void otherPacking_hasItsOwnFile() throws IOException {
    pack(PACKING);
    List<Packing> others =
        List.of(
            Packing.of(ImageShape.rgb(8, 6)),
            Packing.of(new ImageShape(8, 8, 1)),
            new Packing(PACKING.shape(), Framing.RESIZE, Color.WHITE, false),
            new Packing(PACKING.shape(), Framing.box(0, 0, 4, 4), Color.WHITE, false),
            new Packing(PACKING.shape(), Framing.AUTO, Color.BLACK, false));
    for (Packing other : others) {
      notes.clear();
      pack(other);
      assertThat(notes).singleElement().asString().startsWith("packing 7 images as ");
    }
    assertThat(files()).hasSize(6);
    notes.clear();
    pack(PACKING);
    assertThat(notes).as("what is packed already is used").isEmpty();
  }

  @Test
  void zip_isKnownByItself() throws IOException {
    Path zip = temp.resolve("a.zip");
    byte[] png = TestImages.encoded(TestImages.rgb(9, 9), "png");
    TestImages.zip(zip, Map.of("x/1.bmp", png, "y/1.bmp", png));
    for (int i = 0; i < 2; i++) {
      for (Path path : List.of(zip, zip.resolve("x"))) {
        try (ImageSource source = ImageSources.open(path);
            PackedImages packed = PackedImages.pack(source, PACKING, store())) {
          assertThat(packed.size()).isEqualTo(path.equals(zip) ? 2 : 1);
        }
      }
    }
    assertThat(notes)
        .satisfiesExactly(
            note -> assertThat(note).startsWith("packing 2 images"),
            note -> assertThat(note).startsWith("packing 1 image "));
  }

  @Test
  void damagedFile_isPackedAgain() throws IOException {
    byte[] whole = pack(PACKING);
    Path file = onlyFile();
    byte[] bytes = Files.readAllBytes(file);
    List<UnaryOperator<byte[]>> damages =
        List.of(
            all -> Arrays.copyOf(all, all.length - 1),
            all -> Arrays.copyOf(all, all.length + 1),
            all -> Arrays.copyOf(all, 100),
            all -> flipped(all, 20),
            all -> flipped(all, 45),
            all -> flipped(all, all.length - 2));
    for (UnaryOperator<byte[]> damage : damages) {
      Files.write(file, damage.apply(bytes.clone()));
      notes.clear();
      assertThat(pack(PACKING)).isEqualTo(whole);
      assertThat(notes).hasSize(2);
      assertThat(notes.get(0)).matches(".* is damaged \\(.*\\): packing the images again");
      assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }
  }

  @Test
  void foreignFile_isLeftAlone() throws IOException {
    pack(PACKING);
    Path file = onlyFile();
    byte[] thesis =
        "All my thesis, in one file, which nobody may lose. "
            .repeat(9)
            .getBytes(StandardCharsets.UTF_8);
    Files.write(file, thesis);
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> pack(PACKING))
        .withMessage(
            "%s is no file of packed images (it begins with other bytes):"
                + " move it away, or choose another cache folder",
            file);
    assertThat(Files.readAllBytes(file)).isEqualTo(thesis);
  }

  @Test
  void failure_leavesNothingBehind() throws IOException {
    Packing strict = new Packing(PACKING.shape(), Framing.AUTO, Color.WHITE, true);
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> pack(strict))
        .withMessage(
            "7.bmp in folder %s cannot be used: it is not an image of a known format: it starts"
                + " with bytes 00 00 00 (mend or remove it, or do without strict to skip such"
                + " images)",
            images);
    assertThat(files()).isEmpty();
    pack(PACKING);
    assertThatExceptionOfType(FaceGanException.class)
        .as("also from the cache")
        .isThrownBy(() -> pack(strict))
        .withMessageStartingWith("7.bmp in folder");
  }

  @Test
  void tooLittleRoom_isSaidBeforeAnythingIsRead() {
    ImageSource endless =
        new Known(
            Integer.MAX_VALUE,
            index -> {
              throw new AssertionError("was read");
            });
    Packing huge = Packing.of(ImageShape.rgb(16_384, 16_384));
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> PackedImages.pack(endless, huge, store()))
        .withMessageMatching(
            "packing 2,147,483,647 images takes [0-9.]+ GB, but .*cache has [0-9.]+ GB free: make"
                + " room or choose another folder with --cache or cacheFolder");
    assertThat(notes).isEmpty();
    assertThat(cache).isEmptyDirectory();
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(
            () -> PackedImages.pack(endless, huge, PackStore.temporary(note -> {}, done -> {})))
        .withMessageContaining("choose another folder with -Djava.io.tmpdir");
  }

  @Test
  void cacheThatIsAFile() throws IOException {
    Files.write(cache, new byte[1]);
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> pack(PACKING))
        .withMessageContaining("cache");
  }

  @Test
  void sourceWithoutFingerprint_keepsNothing() throws IOException {
    ImageSource made = new TestImages.Made(3, index -> TestImages.rgb(8, 8));
    try (PackedImages packed = PackedImages.pack(made, PACKING, store())) {
      assertThat(packed.size()).isEqualTo(3);
    }
    assertThat(cache).doesNotExist();
  }

  private byte[] pack(Packing packing) throws IOException {
    try (ImageSource source = ImageSources.open(images);
        PackedImages packed = PackedImages.pack(source, packing, store())) {
      return packed.batch(IntStream.range(0, packed.size()).toArray()).pixels();
    }
  }

  private byte[] packAgain() throws IOException {
    notes.clear();
    byte[] pixels = pack(PACKING);
    assertThat(notes)
        .first()
        .isEqualTo("the images have changed since they were packed: packing them again");
    return pixels;
  }

  private PackStore store() {
    return PackStore.in(cache, notes::add, done -> {});
  }

  private void save(String name, int shade) throws IOException {
    BufferedImage image =
        TestImages.plain(BufferedImage.TYPE_INT_RGB, 8, 8, new Color(shade, shade, shade));
    TestImages.save(images.resolve(name), TestImages.encoded(image, "bmp"));
  }

  private Path onlyFile() throws IOException {
    assertThat(files()).hasSize(1);
    return files().get(0);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.toList();
    }
  }

  private static byte[] flipped(byte[] bytes, int at) {
    bytes[at] ^= 4;
    return bytes;
  }

  /** A source whose state never changes. */
  private record Known(int size, TestImages.Made.Maker maker) implements ImageSource {
    @Override
    public String describe() {
      return "known";
    }

    @Override
    public String name(int index) {
      return "known-" + index;
    }

    @Override
    public SourceImage read(int index) throws IOException {
      return SourceImage.of(maker.make(index), "made");
    }

    @Override
    public Optional<Fingerprint> fingerprint() {
      return Optional.of(new Fingerprint("known", "0"));
    }

    @Override
    public void close() {}
  }
}
