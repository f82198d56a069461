package io.facegan.internal.data;

import io.facegan.data.ImageSource;
import io.facegan.error.FaceGanException;
import io.facegan.image.ImageTrait;
import io.facegan.image.SourceImage;
import io.facegan.internal.util.Text;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** Decodes and frames all images of a source once into a pack file. */
final class Packer implements SourceReader.Sink<Packer.Made> {
  private static final int NAMED_REASONS = 3;

  private final ImageSource source;
  private final Packing packing;
  private final ImageFramer framer;
  private final PackFile file;
  private final AtomicInteger enlarged = new AtomicInteger();
  private final Map<ImageTrait, Integer> traits = new EnumMap<>(ImageTrait.class);
  private final int[] sums;
  private final NavigableMap<Integer, Skipped> skipped = new ConcurrentSkipListMap<>();
  private final Set<Integer> unsettled = new ConcurrentSkipListSet<>();

  private Packer(ImageSource source, Packing packing, PackFile file) {
    this.source = source;
    this.packing = packing;
    this.file = file;
    framer = new ImageFramer(packing);
    sums = new int[source.size()];
  }

  /** A framed image and where it came from. */
  record Made(SourceImage image, ImageFramer.Framed framed) {}

  /**
   * Packs everything; image i of the source goes to slot i, those skipped leave theirs empty.
   *
   * @throws FaceGanException if too few images can be used, or one cannot be and the packing is
   *     strict
   * @throws IOException if the file cannot be written
   */
  static PackIndex pack(ImageSource source, Packing packing, PackFile file, LongConsumer progress)
      throws IOException {
    Packer packer = new Packer(source, packing, file);
    new SourceReader<>(source, packer, progress).run();
    packer.checkEnough();
    return new PackIndex(
        source.size(),
        packer.skipped,
        packer.unsettled,
        packer.enlarged.get(),
        packer.traits,
        packer.sums);
  }

  /**
   * Looks again at images that were left out for reasons that may have passed. Those that still
   * cannot be used get the reason of today.
   *
   * @return whether one of them can be used now, so that everything has to be packed again
   */
  static boolean canUseMore(PackIndex index, ImageSource source, Packing packing) {
    ImageFramer framer = new ImageFramer(packing);
    for (int slot : index.unsettled()) {
      try {
        framer.frame(source.read(slot));
        return true;
      } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
        String name = index.skipped().get(slot).name();
        index.skipped().put(slot, new Skipped(name, SourceReader.reason(e)));
      }
    }
    return false;
  }

  @Override
  public Made prepare(SourceImage image) throws IOException {
    return new Made(image, framer.frame(image));
  }

  @Override
  public void accept(int index, Made made) throws IOException {
    byte[] pixels = made.framed().pixels();
    sums[index] = PackHeader.sum(pixels, pixels.length);
    try {
      file.write(index, pixels);
    } catch (IOException e) {
      throw new IOException("cannot write the packed images: " + e.getMessage(), e);
    }
    if (made.framed().enlarged()) {
      enlarged.incrementAndGet();
    }
    synchronized (traits) {
      made.image().traits().forEach(trait -> traits.merge(trait, 1, Integer::sum));
    }
  }

  @Override
  public void skipped(int index, String reason, boolean settled) {
    Skipped image = new Skipped(Text.oneLine(source.name(index)), reason);
    if (packing.strict()) {
      throw refusal(image, source);
    }
    skipped.put(index, image);
    if (!settled) {
      unsettled.add(index);
    }
  }

  /** Returns the error that an image is to a strict packing. */
  static FaceGanException refusal(Skipped image, ImageSource source) {
    return new FaceGanException(
        "%s in %s cannot be used: %s (mend or remove it, or do without strict to skip such images)"
            .formatted(image.name(), source.describe(), image.reason()));
  }

  private void checkEnough() {
    int bad = skipped.size();
    int all = source.size();
    long damaged = skipped.values().stream().filter(Skipped::seemsDamaged).count();
    if (bad < all && damaged * 2 <= all - (bad - damaged)) {
      return;
    }
    String reasons =
        skipped.values().stream()
            .limit(NAMED_REASONS)
            .map(s -> s.name() + ": " + s.reason())
            .collect(Collectors.joining("; "));
    String share = bad == all ? "none" : Text.format("only %,d", all - bad);
    throw new FaceGanException(
        Text.format(
            "%s of the %s in %s can be read (%s): check the collection",
            share, Text.count(all, "image"), source.describe(), reasons));
  }
}
