package io.facegan.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The pictures in a zip file, read in place; {@link ZipFile} serves several threads at once. */
final class ZipSource implements ImageSource {
  private final Path path;
  private final ZipFile zip;
  private final List<ZipEntry> pictures;
  private final int ignored;

  private ZipSource(Path path, ZipFile zip, List<ZipEntry> pictures, int ignored) {
    this.path = path;
    this.zip = zip;
    this.pictures = pictures;
    this.ignored = ignored;
  }

  static ZipSource open(Path path) throws IOException {
    ZipFile zip = openFile(path);
    List<ZipEntry> pictures = new ArrayList<>();
    int ignored = 0;
    for (ZipEntry entry : Collections.list(zip.entries())) {
      if (entry.isDirectory() || PictureNames.isHidden(entry.getName())) {
        continue;
      }
      if (PictureNames.isPicture(entry.getName())) {
        pictures.add(entry);
      } else {
        ignored++;
      }
    }
    pictures.sort(Comparator.comparing(ZipEntry::getName, NaturalOrder.INSTANCE));
    return new ZipSource(path, zip, List.copyOf(pictures), ignored);
  }

  private static ZipFile openFile(Path path) throws IOException {
    try {
      return new ZipFile(path.toFile());
    } catch (ZipException utf8) {
      // Old archivers write names in other encodings, which ZipFile takes for damage.
      try {
        return new ZipFile(path.toFile(), StandardCharsets.ISO_8859_1);
      } catch (ZipException e) {
        throw new IllegalArgumentException(
            "%s is not a whole zip file (%s): copy or download it again"
                .formatted(path, utf8.getMessage()),
            utf8);
      }
    }
  }

  @Override
  public String describe() {
    return "zip " + path + PictureNames.ignored(ignored);
  }

  @Override
  public int size() {
    return pictures.size();
  }

  @Override
  public String name(int index) {
    return pictures.get(index).getName();
  }

  @Override
  public BufferedImage read(int index) throws IOException {
    try (InputStream stream = zip.getInputStream(pictures.get(index))) {
      return PictureDecoder.decode(stream);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
