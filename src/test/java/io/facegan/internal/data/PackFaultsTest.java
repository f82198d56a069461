package io.facegan.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.facegan.data.Fingerprint;
import io.facegan.data.ImageSource;
import io.facegan.data.ImageSources;
import io.facegan.error.FaceGanException;
import io.facegan.image.SourceImage;
import io.facegan.internal.image.UnusableImageException;
import io.facegan.internal.util.FaultyFiles;
import io.facegan.network.ImageShape;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the disk, the heap, the moment and other processes do to packed images. */
@Timeout(60)
class PackFaultsTest {
  private static final Packing PACKING = Packing.of(ImageShape.rgb(8, 8));
  private static final Packing STRICT =
      new Packing(PACKING.shape(), PACKING.framing(), PACKING.background(), true);
  private static final int IMAGES = 5;
  private static final int ODD = 3;

  @TempDir private Path temp;
  private final List<String> notes = new ArrayList<>();
  private final FaultyFiles files = new FaultyFiles();
  private Path cache;

  @BeforeEach
  void choose() {
    cache = temp.resolve("cache");
  }

  /** Reads one of the images in its own way. */
  private interface Reading {
    SourceImage read() throws IOException;
  }

  /** Five images of the shades 1 to 5, of which one is read as a test wants it. */
  private record Known(Reading odd, AtomicInteger reads) implements ImageSource {
    Known(Reading odd) {
      this(odd, new AtomicInteger());
    }

    static SourceImage good(int index) {
      Color shade = new Color(index + 1, index + 1, index + 1);
      return SourceImage.of(TestImages.plain(BufferedImage.TYPE_INT_RGB, 8, 8, shade), "made");
    }

    @Override
    public String describe() {
      return "known";
    }

    @Override
    public int size() {
      return IMAGES;
    }

    @Override
    public String name(int index) {
      return "known-" + index;
    }

    @Override
    public SourceImage read(int index) throws IOException {
      reads.incrementAndGet();
      return index == ODD ? odd.read() : good(index);
    }

    @Override
    public Optional<Fingerprint> fingerprint() {
      return Optional.of(new Fingerprint("known", "0"));
    }

    @Override
    public void close() {}
  }

  @Test
  void failureThatPassesAtOnce_costsNothing() throws IOException {
    AtomicInteger attempts = new AtomicInteger();
    Known source =
        new Known(
            () -> {
              if (attempts.getAndIncrement() == 0) {
                throw new IOException("Input/output error");
              }
              return Known.good(ODD);
            });
    assertThat(pack(source, STRICT)).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void fullHeap_isTriedOnceMoreWhenNothingElseIsDecoded() throws IOException {
    AtomicInteger attempts = new AtomicInteger();
    Known source =
        new Known(
            () -> {
              if (attempts.getAndIncrement() == 0) {
                throw new OutOfMemoryError("Java heap space");
              }
              return Known.good(ODD);
            });
    assertThat(pack(source, STRICT)).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void whatTheMomentForbids_isNotKept() throws IOException {
    for (Throwable failure :
        List.of(
            new IOException("Input/output error"),
            new OutOfMemoryError("Java heap space"),
            new StackOverflowError(),
            new UncheckedIOException(new IOException("Stale file handle")))) {
      deleteCache();
      assertThat(pack(new Known(() -> fail(failure)), PACKING)).containsExactly(1, 2, 3, 5);
      assertThat(pack(new Known(() -> Known.good(ODD)), STRICT)).containsExactly(1, 2, 3, 4, 5);
      assertThat(notes).hasSize(2).first().asString().contains("can be read now", "again");
      Known later = new Known(() -> fail(failure));
      assertThat(pack(later, STRICT)).containsExactly(1, 2, 3, 4, 5);
      assertThat(later.reads()).hasValue(0);
    }
  }

  @Test
  void whatStaysForbidden_isLookedAtAloneAndSaysWhyToday() throws IOException {
    assertThat(pack(new Known(() -> fail(new OutOfMemoryError("x"))), PACKING)).hasSize(4);
    Known still = new Known(() -> fail(new IOException("no permission")));
    try (PackedImages packed = PackedImages.pack(still, PACKING, store(cache))) {
      assertThat(packed.skipped()).containsExactly(new Skipped("known-3", "no permission"));
    }
    assertThat(still.reads()).hasValue(1);
    assertThat(notes).last().asString().startsWith("packing ");
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> pack(still, STRICT))
        .withMessageContaining("no permission");
  }

  @Test
  void whatIsDamaged_isNotReadAgain() throws IOException {
    Known damaged = new Known(() -> fail(new UnusableImageException("it is cut off")));
    assertThat(pack(damaged, PACKING)).containsExactly(1, 2, 3, 5);
    assertThat(damaged.reads()).hasValue(IMAGES);
    assertThat(pack(damaged, PACKING)).containsExactly(1, 2, 3, 5);
    assertThat(damaged.reads()).hasValue(IMAGES);
  }

  @Test
  void imageTooLargeForTheHeap_isReadWithALargerOne() throws Exception {
    Path faces = temp.resolve("faces");
    for (int i = 0; i < 2; i++) {
      TestImages.save(faces.resolve(i + ".png"), TestImages.encoded(TestImages.rgb(9, 9), "png"));
    }
    TestImages.save(
        faces.resolve("large.png"), TestImages.encoded(TestImages.rgb(4_000, 3_000), "png"));
    try (PackingProcess small = new PackingProcess("-Xmx48m", faces, cache)) {
      small.awaitPacking();
      assertThat(small.end()).startsWith("2 images");
    }
    try (PackingProcess large = new PackingProcess("-Xmx400m", faces, cache)) {
      large.awaitPacking();
      assertThat(large.end()).startsWith("3 images");
    }
  }

  @Test
  void fileSystemWithoutLocks_keepsImagesToo() throws IOException {
    files.locks = false;
    Path folder = files.path(cache);
    assertThat(pack(good(), PACKING, store(folder))).containsExactly(1, 2, 3, 4, 5);
    assertThat(names()).singleElement().asString().endsWith(".pixels");
    Known again = good();
    assertThat(pack(again, PACKING, store(folder))).containsExactly(1, 2, 3, 4, 5);
    assertThat(again.reads()).hasValue(0);
  }

  @Test
  void fullDisk_leavesNothing() throws IOException {
    files.room = 500;
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> pack(good(), PACKING, store(files.path(cache))))
        .withMessageContaining("No space left on device");
    assertThat(names()).isEmpty();
  }

  @Test
  void fileThatCannotGetItsName_isUsedAndGone() throws IOException {
    files.beforeMove =
        (from, to, options) -> {
          throw new FileSystemException(from.toString(), to.toString(), "Permission denied");
        };
    assertThat(pack(good(), PACKING, store(files.path(cache)))).containsExactly(1, 2, 3, 4, 5);
    assertThat(notes).last().asString().contains("cannot be kept", "(Permission denied)");
    assertThat(names()).isEmpty();
  }

  @Test
  void errorOfTheMachine_leavesNothing() throws IOException {
    PackStore store =
        PackStore.in(
            cache,
            notes::add,
            done -> {
              throw new NoClassDefFoundError("x");
            });
    assertThatExceptionOfType(NoClassDefFoundError.class)
        .isThrownBy(() -> PackedImages.pack(good(), PACKING, store));
    assertThat(names()).isEmpty();
  }

  @Test
  void fileCutWhileItIsOpened_isDamagedNotWaitedFor() throws IOException {
    pack(good(), PACKING);
    Path file = cache.resolve(names().get(0));
    files.reading =
        // Cut after its size was looked at.
        (channel, target, position) -> position > 0 ? -1 : channel.read(target, position);
    String key = PackNames.key(new Fingerprint("known", "0"), PACKING.describe());
    assertThatIOException()
        .isThrownBy(() -> PackFile.open(files.path(file), key))
        .isInstanceOf(EOFException.class);
    assertThat(pack(good(), PACKING, store(files.path(cache)))).containsExactly(1, 2, 3, 4, 5);
    assertThat(notes).anyMatch(note -> note.contains("is damaged"));
  }

  @Test
  void twoThreadsAtOnce_bothHaveAllImages() throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    Reading together =
        () -> {
          await(both);
          return Known.good(ODD);
        };
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<int[]> packing =
          () -> pack(new Known(together), STRICT, PackStore.in(cache, note -> {}, progress -> {}));
      List<Future<int[]>> packed = List.of(threads.submit(packing), threads.submit(packing));
      for (Future<int[]> one : packed) {
        assertThat(one.get()).containsExactly(1, 2, 3, 4, 5);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(names()).singleElement().asString().endsWith(".pixels");
    assertThat(pack(new Known(() -> fail(new Error("was read"))), STRICT)).hasSize(5);
  }

  @Test
  void twoProcessesAtOnce_bothHaveAllImages() throws Exception {
    Path faces = temp.resolve("faces");
    for (int i = 0; i < 300; i++) {
      BufferedImage image = TestImages.coordinates(40 + i % 7, 40);
      TestImages.save(faces.resolve(i + ".png"), TestImages.encoded(image, "png"));
    }
    String alone;
    try (PackingProcess process = new PackingProcess("-Xmx64m", faces, temp.resolve("alone"))) {
      process.awaitPacking();
      alone = process.end();
    }
    Path gate = temp.resolve("gate");
    try (PackingProcess one = new PackingProcess("-Dgate=" + gate, faces, cache);
        PackingProcess two = new PackingProcess("-Dgate=" + gate, faces, cache)) {
      one.awaitPacking();
      two.awaitPacking();
      assertThat(names()).hasSize(2);
      Files.createFile(gate);
      assertThat(one.end()).isEqualTo(alone).startsWith("300 images");
      assertThat(two.end()).isEqualTo(alone);
    }
    assertThat(names()).singleElement().asString().endsWith(".pixels");
  }

  @Test
  void killedProcess_leavesWhatTheNextOneRemoves() throws Exception {
    Path faces = temp.resolve("faces");
    TestImages.save(faces.resolve("0.png"), TestImages.encoded(TestImages.rgb(9, 9), "png"));
    try (PackingProcess process =
        new PackingProcess("-Dgate=" + temp.resolve("gate"), faces, cache)) {
      process.awaitPacking();
      assertThat(names()).singleElement().asString().contains(".unfinished-");
    }
    assertThat(names()).singleElement().asString().contains(".unfinished-");
    try (ImageSource source = ImageSources.open(faces);
        PackedImages packed = PackedImages.pack(source, PACKING, store(cache))) {
      assertThat(packed.size()).isEqualTo(1);
    }
    assertThat(names()).singleElement().asString().endsWith(".pixels");
  }

  private static void await(CyclicBarrier barrier) throws IOException {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IOException(e);
    }
  }

  private static Known good() {
    return new Known(() -> Known.good(ODD));
  }

  private static SourceImage fail(Throwable failure) throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    throw (Error) failure;
  }

  private int[] pack(ImageSource source, Packing packing) {
    notes.clear();
    return pack(source, packing, store(cache));
  }

  private static int[] pack(ImageSource source, Packing packing, PackStore store) {
    try (PackedImages packed = PackedImages.pack(source, packing, store)) {
      byte[] pixels = packed.batch(IntStream.range(0, packed.size()).toArray()).pixels();
      return IntStream.range(0, packed.size())
          .map(i -> pixels[i * packing.shape().size()])
          .toArray();
    }
  }

  private PackStore store(Path folder) {
    return PackStore.in(folder, notes::add, done -> {});
  }

  private void deleteCache() throws IOException {
    for (String name : Files.exists(cache) ? names() : List.<String>of()) {
      Files.delete(cache.resolve(name));
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(cache)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
