package io.facegan.internal.page;

import io.facegan.error.FaceGanException;
import io.facegan.internal.data.PngFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The sample grids of a run folder, encoded for the page: at most {@value #MOST} of them, spread
 * over the run, in at most {@link #bytes} together. Only what is new or has changed is read again.
 */
final class Film {
  private static final int MOST = 48;
  private static final int FEWEST = 12;

  /** The share of the newest grid and of the real images, which are shown in more detail. */
  private static final int LARGE = 5;

  private static final Pattern NAME = Pattern.compile("samples-(\\d{6,18})\\.png");

  private final Path folder;
  private final int bytes;
  private final UnaryOperator<BufferedImage> part;
  private final List<String> problems = new ArrayList<>();
  private Map<Key, Picture> known = new HashMap<>();

  /** What an encoded image is the same for. */
  private record Key(long step, Object modified, long size, int bytes) {}

  /**
   * @param bytes for all but the newest and the real images, which may each have a fifth of that
   * @param part what is shown of each grid
   */
  Film(Path folder, int bytes, UnaryOperator<BufferedImage> part) {
    this.folder = folder;
    this.bytes = bytes;
    this.part = part;
  }

  /** Returns the grids up to a step, the newest first. */
  List<Picture> grids(long last) {
    problems.clear();
    Map<Key, Picture> used = new HashMap<>();
    TreeMap<Long, Path> files = files();
    List<Long> steps = new ArrayList<>(files.headMap(last, true).keySet());
    int stride = 1;
    while ((steps.size() + stride - 1) / stride > MOST - 1) {
      stride *= 2;
    }
    int room = FEWEST;
    while (room < steps.size() && room < MOST) {
      room *= 2;
    }
    List<Picture> grids = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      boolean newest = i == steps.size() - 1;
      if (newest || i % stride == 0) {
        Picture picture =
            picture(files.get(steps.get(i)), steps.get(i), bytes / (newest ? LARGE : room), used);
        if (picture != null) {
          grids.add(0, picture);
        }
      }
    }
    // So that nothing is kept that is not shown any more, but the real images.
    known.keySet().removeIf(key -> key.step() >= 0);
    known.putAll(used);
    return grids;
  }

  /** Returns the real images, if there are some. */
  List<Picture> reals() {
    Picture reals = picture(folder.resolve("reals.png"), -1, bytes / LARGE, known);
    return reals == null ? List.of() : List.of(reals);
  }

  /** Returns what was wrong with the images of the last call of {@link #grids}. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  private Picture picture(Path file, long step, int most, Map<Key, Picture> used) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      Key key = new Key(step, now.lastModifiedTime(), now.size(), most);
      Picture picture = known.get(key);
      if (picture == null) {
        picture = Encoder.encode(part.apply(PngFiles.read(file)), step, most);
      }
      used.put(key, picture);
      return picture;
    } catch (NoSuchFileException gone) {
      return null;
    } catch (IOException | UncheckedIOException | FaceGanException unreadable) {
      problems.add("%s cannot be shown: %s".formatted(file.getFileName(), unreadable.getMessage()));
      return null;
    }
  }

  private TreeMap<Long, Path> files() {
    TreeMap<Long, Path> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      all.forEach(
          file -> {
            Matcher name = NAME.matcher(file.getFileName().toString());
            if (name.matches()) {
              files.put(Long.parseLong(name.group(1)), file);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder + ": " + e.getMessage(), e);
    }
    return files;
  }
}
