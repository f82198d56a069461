package io.facegan.data;

import io.facegan.error.FaceGanException;
import io.facegan.image.SourceImage;
import io.facegan.internal.image.UnusableImageException;
import io.facegan.internal.util.FileSums;
import io.facegan.internal.util.Text;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The images in an HDF5 file, read in place: a stack of them, or a dataset for each.
 *
 * <p>Beside images such files hold labels and other tables. What is shorter than 8 on a side, or
 * more than 16 times as long as wide, is therefore taken for an image only if its own path is
 * given, and what has as many entries as a stack and fewer axes belongs to it.
 */
final class HdfSource implements ImageSource {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'};

  /** Where HDF5 data may begin, after something else: here and at every doubling. */
  private static final int FIRST_OFFSET = 512;

  private final Path path;
  private final String inside;
  private final HdfStore store;
  private final HdfImages images;
  private final String remark;
  private final boolean turned;

  private HdfSource(
      Path path, String inside, HdfStore store, HdfImages images, String remark, boolean turned) {
    this.path = path;
    this.inside = inside;
    this.store = store;
    this.images = images;
    this.remark = remark;
    this.turned = turned;
  }

  /** Returns whether a file is an HDF5 file by its signature, which may follow something else. */
  static boolean isHdf(Path file) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      for (long at = 0; at < channel.size(); at = Math.max(FIRST_OFFSET, 2 * at)) {
        channel.position(at);
        if (Arrays.equals(Channels.newInputStream(channel).readNBytes(8), SIGNATURE)) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * Opens an HDF5 file.
   *
   * @param inside a group or dataset in it, the parts of its path separated by /, or empty for all
   *     of it
   * @throws FaceGanException if that is damaged, has no images, or leaves a choice
   */
  static HdfSource open(Path path, String inside) throws IOException {
    HdfStore store = HdfStore.open(path);
    try {
      return open(path, inside, store);
    } catch (HdfStore.DamageException e) {
      store.close();
      throw new FaceGanException(
          "%s is damaged or not an HDF5 file (%s): copy or download it again"
              .formatted(path, e.getMessage()),
          e);
    } catch (HdfStore.UnknownPartException e) {
      store.close();
      throw new FaceGanException(
          ("%s uses a part of HDF5 that is not read, or is damaged (%s): write it again as plain"
                  + " datasets with h5py's default settings, or copy it again")
              .formatted(path, e.getMessage()),
          e);
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private static HdfSource open(Path path, String inside, HdfStore store) throws IOException {
    String where = path + (inside.isEmpty() ? "" : "/" + inside);
    HdfSearch.Found found = store.parse(hdf -> HdfSearch.run(store, hdf, inside));
    if (found.problem().isPresent()) {
      throw new FaceGanException("in %s %s".formatted(path, found.problem().get()));
    }
    List<HdfEntry> chosen = new HdfChoice(where, found).choose();
    HdfImages images = HdfImages.of(where, chosen, store);
    int ignored = found.entries().size() - chosen.size();
    String remark = remark(ignored, found.unfollowed(), axes(chosen));
    boolean turned = chosen.stream().anyMatch(HdfEntry::isTurned);
    return new HdfSource(path, inside, store, images, remark, turned);
  }

  /** Which order of axes was assumed; it is the same for all of one program. */
  private static String axes(List<HdfEntry> chosen) {
    return chosen.stream()
        .filter(entry -> !entry.is(HdfLayout.Kind.ENCODED))
        .map(entry -> entry.layout().map(entry.origin()::axes).orElse(""))
        .filter(said -> !said.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String remark(int ignored, int unfollowed, String axes) {
    List<String> parts = new ArrayList<>();
    if (ignored > 0) {
      parts.add(Text.count(ignored, "other dataset") + " ignored");
    }
    if (unfollowed > 0) {
      parts.add(Text.count(unfollowed, "link") + " to other files or nowhere");
    }
    if (!axes.isEmpty()) {
      parts.add(axes);
    }
    return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
  }

  @Override
  public String describe() {
    return "HDF5 " + path + (inside.isEmpty() ? "" : "/" + inside) + remark;
  }

  @Override
  public int size() {
    return images.size();
  }

  @Override
  public String name(int index) {
    return images.name(index);
  }

  @Override
  public SourceImage read(int index) throws IOException {
    return UnusableImageException.judge(() -> images.read(index));
  }

  @Override
  public Optional<Fingerprint> fingerprint() throws IOException {
    String place = "HDF5 " + path.toRealPath() + (inside.isEmpty() ? "" : "/" + inside);
    // Packs of versions that did not turn images are made anew.
    String state = new FileSums().add("", path).hex() + (turned ? " turned" : "");
    return Optional.of(new Fingerprint(place, state));
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
