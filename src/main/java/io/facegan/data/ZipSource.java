package io.facegan.data;

import io.facegan.error.FaceGanException;
import io.facegan.image.SourceImage;
import io.facegan.internal.image.UnusableImageException;
import io.facegan.internal.util.FileSums;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The images in a zip file, read in place; {@link ZipFile} serves several threads at once. */
final class ZipSource implements ImageSource {
  private final Path path;
  private final String inside;
  private final ZipFile zip;
  private final List<ZipEntry> images;
  private final int ignored;

  private ZipSource(Path path, String inside, ZipFile zip, List<ZipEntry> images, int ignored) {
    this.path = path;
    this.inside = inside;
    this.zip = zip;
    this.images = images;
    this.ignored = ignored;
  }

  /** Opens a zip, or the folder {@code inside} it, the parts of its path separated by /. */
  static ZipSource open(Path path, String inside) throws IOException {
    ZipFile zip = openFile(path);
    String prefix = inside.isEmpty() ? "" : inside + "/";
    List<ZipEntry> images = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    int ignored = 0;
    for (ZipEntry entry : Collections.list(zip.entries())) {
      String name = entry.getName();
      // Of several entries with one name only one can be read.
      if (!name.startsWith(prefix) || !seen.add(name)) {
        continue;
      }
      if (entry.isDirectory() || Names.isHidden(name.substring(prefix.length()))) {
        continue;
      }
      if (Names.isImage(name)) {
        images.add(entry);
      } else {
        ignored++;
      }
    }
    if (seen.isEmpty() && !inside.isEmpty()) {
      zip.close();
      throw new FaceGanException("there is no folder %s in the zip %s".formatted(inside, path));
    }
    images.sort(Comparator.comparing(ZipEntry::getName, NaturalOrder.INSTANCE));
    return new ZipSource(path, inside, zip, List.copyOf(images), ignored);
  }

  private static ZipFile openFile(Path path) throws IOException {
    try {
      return new ZipFile(path.toFile());
    } catch (ZipException utf8) {
      // Old archivers write names in other encodings, which ZipFile takes for damage.
      try {
        return new ZipFile(path.toFile(), StandardCharsets.ISO_8859_1);
      } catch (ZipException e) {
        throw refusal(path, utf8);
      }
    }
  }

  private static FaceGanException refusal(Path path, ZipException e) {
    String message = String.valueOf(e.getMessage());
    String refusal;
    if (message.contains("encrypted")) {
      refusal = "%s is encrypted: unpack it and give the folder".formatted(path);
    } else if (message.contains("compression method")) {
      // Windows packs files of more than 2 GB by Deflate64.
      refusal =
          "%s is packed in a way that Java does not know (%s): unpack it and give the folder"
              .formatted(path, message);
    } else {
      refusal =
          "%s is not a whole zip file (%s): copy or download it again".formatted(path, message);
    }
    return new FaceGanException(refusal, e);
  }

  @Override
  public String describe() {
    return "zip " + path + (inside.isEmpty() ? "" : "/" + inside) + Names.ignored(ignored);
  }

  @Override
  public int size() {
    return images.size();
  }

  @Override
  public String name(int index) {
    return images.get(index).getName();
  }

  @Override
  public SourceImage read(int index) throws IOException {
    ZipEntry entry = images.get(index);
    try (InputStream stream = zip.getInputStream(entry)) {
      return EncodedImages.read(stream, entry.getSize(), entry.getName());
    } catch (ZipException e) {
      throw new UnusableImageException(e.getMessage());
    }
  }

  @Override
  public Optional<Fingerprint> fingerprint() throws IOException {
    String place = "zip " + path.toRealPath() + (inside.isEmpty() ? "" : "/" + inside);
    return Optional.of(new Fingerprint(place, new FileSums().add("", path).hex()));
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
