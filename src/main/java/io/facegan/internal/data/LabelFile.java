package io.facegan.internal.data;

import io.facegan.data.ImageSource;
import io.facegan.error.FaceGanException;
import io.facegan.internal.util.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A CSV file with the labels of images: {@code file,label}, a line each. */
final class LabelFile {
  private static final List<String> HEADER = List.of("file", "label");

  private final Path path;
  private final Map<String, String> labels = new LinkedHashMap<>();

  private LabelFile(Path path) {
    this.path = path;
  }

  /**
   * Reads a file.
   *
   * @throws FaceGanException if it is not there, not such a file, or names an image with two labels
   */
  static LabelFile read(Path path) {
    LabelFile file = new LabelFile(path);
    List<CsvFile.Row> rows = CsvFile.read(text(path), path.toString());
    if (rows.isEmpty() || !rows.get(0).fields().equals(HEADER)) {
      throw new FaceGanException(
          "the first line of %s is \"%s\": it must be file,label, and the others an image and its label"
              .formatted(path, rows.isEmpty() ? "" : String.join(",", rows.get(0).fields())));
    }
    rows.subList(1, rows.size()).forEach(file::add);
    return file;
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (NoSuchFileException e) {
      throw new FaceGanException("there is no file of labels at %s".formatted(path), e);
    } catch (CharacterCodingException e) {
      throw new FaceGanException(
          "the file of labels %s is not UTF-8 text: save it as such".formatted(path), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the file of labels %s: %s".formatted(path, e), e);
    }
  }

  private void add(CsvFile.Row row) {
    if (row.fields().size() != HEADER.size()) {
      throw new FaceGanException(
          "line %d of %s has %d fields: it must have 2, an image and its label"
              .formatted(row.line(), path, row.fields().size()));
    }
    String image = key(row.fields().get(0).replace('\\', '/'));
    String label = row.fields().get(1);
    if (label.isBlank()) {
      throw new FaceGanException(
          "line %d of %s gives %s a blank label: leave the line out, or name one"
              .formatted(row.line(), path, image));
    }
    String other = labels.putIfAbsent(image, label);
    if (other != null && !other.equals(label)) {
      throw new FaceGanException(
          "line %d of %s labels %s \"%s\", an earlier one \"%s\": give each image one label"
              .formatted(row.line(), path, image, label, other));
    }
  }

  /** Returns a name as all systems write it: macOS takes letters and their accents apart. */
  private static String key(String image) {
    return Normalizer.normalize(image, Normalizer.Form.NFC);
  }

  /** Returns the label of each image of a source, null for one that the file does not name. */
  List<String> of(ImageSource source) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < source.size(); i++) {
      found.add(labels.get(key(source.name(i))));
    }
    if (found.stream().allMatch(label -> label == null)) {
      throw new FaceGanException(
          "%s names none of the images in %s: name them as they are there, such as %s"
              .formatted(path, source.describe(), source.name(0)));
    }
    return found;
  }

  /** Says which images the file names that are not there. */
  List<String> notes(ImageSource source) {
    Set<String> there = new HashSet<>();
    for (int i = 0; i < source.size(); i++) {
      there.add(key(source.name(i)));
    }
    List<String> missing = labels.keySet().stream().filter(name -> !there.contains(name)).toList();
    return missing.isEmpty()
        ? List.of()
        : List.of(
            Text.format(
                "%s names %s that %s not there: %s",
                path,
                Text.count(missing.size(), "image"),
                missing.size() == 1 ? "is" : "are",
                SourceLabels.examples(missing)));
  }
}
