package io.facegan.benchmarks;

import io.facegan.data.Fingerprint;
import io.facegan.data.ImageSource;
import io.facegan.data.ImageSources;
import io.facegan.drawn.DrawnFaces;
import io.facegan.image.SourceImage;
import io.facegan.internal.data.PackStore;
import io.facegan.internal.data.PackedImages;
import io.facegan.internal.data.Packing;
import io.facegan.internal.data.ShuffledBatches;
import io.facegan.network.ImageShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * Times the way of pictures up to the batch: finding, decoding, framing, packing, and feeding.
 *
 * <p>Arguments: {@code draw FOLDER COUNT} writes drawn faces of 178x218 as JPEG files; {@code pack
 * FOLDER ROUNDS} packs a collection to 128x128 into a temporary file and prints pictures/s; {@code
 * cache FOLDER CACHE} packs into a cache, or opens it, and prints what each part takes and the
 * heap.
 */
public final class PackingSpeed {
  private static final ImageShape SHAPE = ImageShape.rgb(128, 128);
  private static final int WIDTH = 178;
  private static final int HEIGHT = 218;

  /** Measures and prints. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "draw" -> draw(folder, Integer.parseInt(arguments[2]));
      case "pack" -> pack(folder, Integer.parseInt(arguments[2]));
      case "cache" -> cache(folder, Path.of(arguments[2]));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void draw(Path folder, int count) throws IOException {
    Files.createDirectories(folder);
    DrawnFaces faces = new DrawnFaces(42, count, HEIGHT);
    for (int i = 0; i < count; i++) {
      ImageIO.write(
          faces.read(i).image().getSubimage((HEIGHT - WIDTH) / 2, 0, WIDTH, HEIGHT),
          "jpg",
          folder.resolve(i + ".jpg").toFile());
    }
  }

  private static void pack(Path folder, int rounds) throws IOException {
    for (int i = 0; i < rounds; i++) {
      long start = System.nanoTime();
      try (ImageSource source = ImageSources.open(folder);
          PackedImages packed = PackedImages.pack(source, SHAPE)) {
        System.out.printf(Locale.ROOT, "result %.0f pictures/s%n", packed.size() / seconds(start));
      }
    }
  }

  private static void cache(Path folder, Path cache) throws IOException {
    long start = System.nanoTime();
    try (ImageSource source = ImageSources.open(folder)) {
      say("listing %,d files", source.size(), start);
      start = System.nanoTime();
      String state = source.fingerprint().orElseThrow().state();
      say("fingerprint " + state.substring(0, 8) + " of %,d", source.size(), start);
      start = System.nanoTime();
      PackStore store = PackStore.in(cache, System.out::println, done -> {});
      try (PackedImages packed = PackedImages.pack(source, Packing.of(SHAPE), store)) {
        say("packing or opening %,d pictures, fingerprint included", packed.size(), start);
        feed(packed);
      }
      ImageSource known = new Known(source, source.fingerprint());
      start = System.nanoTime();
      try (PackedImages packed = PackedImages.pack(known, Packing.of(SHAPE), store)) {
        packed.batch(new int[] {0, packed.size() - 1});
        say("opening %,d packed pictures alone", packed.size(), start);
      }
    }
    Runtime java = Runtime.getRuntime();
    System.gc();
    System.out.printf(
        Locale.ROOT, "heap in use %d MiB%n", java.totalMemory() - java.freeMemory() >> 20);
  }

  private static void feed(PackedImages packed) {
    for (int size : new int[] {1, 8, 32, 128}) {
      ShuffledBatches batches = new ShuffledBatches(packed.size(), size, 1);
      int steps = Math.max(100, 20_000 / size);
      packed.batch(batches.at(0));
      long start = System.nanoTime();
      for (int step = 0; step < steps; step++) {
        packed.batch(batches.at(step));
      }
      System.out.printf(Locale.ROOT, "batch of %d: %.3f ms%n", size, seconds(start) * 1000 / steps);
    }
  }

  private static void say(String what, int count, long start) {
    System.out.printf(Locale.ROOT, what + ": %.3f s%n", count, seconds(start));
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** A source whose fingerprint was taken before. */
  private record Known(ImageSource source, Optional<Fingerprint> fingerprint)
      implements ImageSource {
    @Override
    public String describe() {
      return source.describe();
    }

    @Override
    public int size() {
      return source.size();
    }

    @Override
    public String name(int index) {
      return source.name(index);
    }

    @Override
    public SourceImage read(int index) throws IOException {
      return source.read(index);
    }

    @Override
    public void close() {}
  }

  private PackingSpeed() {}
}
