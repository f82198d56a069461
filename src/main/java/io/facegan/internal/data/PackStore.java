package io.facegan.internal.data;

import io.facegan.data.Fingerprint;
import io.facegan.data.ImageSource;
import io.facegan.error.FaceGanException;
import io.facegan.internal.util.AtomicFile;
import io.facegan.internal.util.TemporaryFiles;
import io.facegan.internal.util.Text;
import io.facegan.internal.util.WriteFailure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where packed images are kept: in a cache folder, or in a nameless temporary file. */
public final class PackStore {
  private static final Logger LOG = LoggerFactory.getLogger(PackStore.class);
  private static final String SUFFIX = ".pixels";

  private final Path folder;
  private final Consumer<String> notes;
  private final LongConsumer progress;

  private PackStore(Path folder, Consumer<String> notes, LongConsumer progress) {
    this.folder = folder;
    this.notes = notes;
    this.progress = progress;
  }

  /**
   * Keeps the images of sources that have a {@link ImageSource#fingerprint} for the next time, one
   * file for each place that images come from and each packing. A changed collection is packed
   * again and takes the place of what it was.
   *
   * @param folder made if it is absent
   * @param notes told what is done and why, a line each
   * @param progress told how many images are done
   */
  public static PackStore in(Path folder, Consumer<String> notes, LongConsumer progress) {
    return new PackStore(folder, notes, progress);
  }

  /** Keeps nothing: packs into a file that is gone when the images are closed. */
  public static PackStore temporary(Consumer<String> notes, LongConsumer progress) {
    return new PackStore(null, notes, progress);
  }

  /**
   * Returns the packed images of a source, found or made.
   *
   * @throws FaceGanException if too few images can be used, one cannot be and the packing is
   *     strict, or a file that is none of the cache's stands where one of them should
   * @throws IOException if the disk is too small, or a file cannot be read or written
   */
  PackedImages pack(ImageSource source, Packing packing, int largestSegment) throws IOException {
    Optional<Fingerprint> print = folder == null ? Optional.empty() : source.fingerprint();
    if (print.isEmpty()) {
      return packTemporary(source, packing, largestSegment);
    }
    Files.createDirectories(folder);
    String key = PackNames.key(print.get(), packing.describe());
    Path path = folder.resolve(PackNames.fileName(print.get(), packing.describe()) + SUFFIX);
    PackFile.Found found = find(path, key);
    if (found != null && Packer.canUseMore(found.index(), source, packing)) {
      found.file().close();
      notes.accept("an image that was left out can be read now: packing them again");
      found = null;
    }
    if (found != null) {
      checkStrict(found.index(), source, packing);
      LOG.info("using the images packed in {}", path);
      return new PackedImages(source, packing, found.file(), found.index());
    }
    return packNamed(source, packing, path, key, largestSegment);
  }

  private PackFile.Found find(Path path, String key) throws IOException {
    try {
      PackFile.Found found = PackFile.open(path, key);
      if (found == null) {
        notes.accept("the images have changed since they were packed: packing them again");
      }
      return found;
    } catch (PackHeader.NotAPackException e) {
      throw new FaceGanException(
          "%s is no file of packed images (%s): move it away, or choose another cache folder"
              .formatted(path, e.getMessage()),
          e);
    } catch (NoSuchFileException none) {
      return null;
    } catch (ClosedByInterruptException stopped) {
      throw new InterruptedIOException("interrupted while reading images");
    } catch (IOException damaged) {
      notes.accept(
          "%s is damaged (%s): packing the images again"
              .formatted(path, WriteFailure.reason(damaged)));
      return null;
    }
  }

  private static void checkStrict(PackIndex index, ImageSource source, Packing packing) {
    if (packing.strict() && !index.skipped().isEmpty()) {
      throw Packer.refusal(index.skipped().firstEntry().getValue(), source);
    }
  }

  private PackedImages packTemporary(ImageSource source, Packing packing, int largestSegment)
      throws IOException {
    Path path = TemporaryFiles.file(SUFFIX);
    try {
      checkRoom(path.getParent(), source, packing, "-Djava.io.tmpdir");
      FileChannel channel =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      return fill(source, packing, channel, null, largestSegment);
    } catch (IOException | RuntimeException | Error e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  private PackedImages packNamed(
      ImageSource source, Packing packing, Path path, String key, int largestSegment)
      throws IOException {
    try (AtomicFile part = AtomicFile.begin(path)) {
      long bytes = checkRoom(folder, source, packing, "--cache or cacheFolder");
      notes.accept(
          "packing %s as %s into %s"
              .formatted(Text.count(source.size(), "image"), Text.bytes(bytes), folder));
      FileChannel channel =
          FileChannel.open(
              part.content(),
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.CREATE_NEW);
      PackedImages packed = fill(source, packing, channel, key, largestSegment);
      keep(part, path);
      return packed;
    }
  }

  /** What is packed can be trained on, even if it cannot stay. */
  private void keep(AtomicFile part, Path path) {
    try {
      part.commit();
    } catch (IOException e) {
      notes.accept(
          "the packed images cannot be kept as %s (%s) and will be packed again next time"
              .formatted(path, WriteFailure.reason(e)));
    }
  }

  /** Returns how many bytes are needed. */
  private static long checkRoom(Path folder, ImageSource source, Packing packing, String remedy)
      throws IOException {
    long needed = PackHeader.LENGTH + (long) source.size() * packing.shape().size();
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < needed) {
      throw new IOException(
          "packing %s takes %s, but %s has %s free: make room or choose another folder with %s"
              .formatted(
                  Text.count(source.size(), "image"),
                  Text.bytes(needed),
                  folder,
                  Text.bytes(free),
                  remedy));
    }
    return needed;
  }

  /**
   * @param key what the file will be known by, or null if it goes with the images
   */
  private PackedImages fill(
      ImageSource source, Packing packing, FileChannel channel, String key, int largestSegment)
      throws IOException {
    PackFile file = new PackFile(channel, packing.shape().size(), largestSegment);
    try {
      PackIndex index = Packer.pack(source, packing, file, progress);
      if (key == null) {
        file.finish(index);
      } else {
        file.finish(index, key);
      }
      return new PackedImages(source, packing, file, index);
    } catch (IOException | RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }
}
