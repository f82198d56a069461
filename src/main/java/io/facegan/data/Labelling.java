package io.facegan.data;

import io.facegan.error.FaceGanException;
import io.facegan.internal.util.GivenPath;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Where the labels of images come from, for networks that draw images of a label. */
public final class Labelling {
  /** The subfolder that an image is in, below the folder or zip of all: {@code smiling/7.jpg}. */
  public static final Labelling FOLDERS = new Labelling("folders", null);

  private static final String CSV = ".csv";

  private final String words;
  private final Path file;

  private Labelling(String words, Path file) {
    this.words = words;
    this.file = file;
  }

  /**
   * Takes labels from a CSV file (RFC 4180, UTF-8): a line {@code file,label}, then one for each
   * image with its name in the collection, such as {@code 000001.jpg} or {@code portraits/7.png},
   * and its label. Fields with commas, quotes or line ends stand in quotes.
   *
   * @param csv on disk; read when the images are opened
   * @throws FaceGanException if the path is empty or not on disk
   */
  public static Labelling file(Path csv) {
    Path path = GivenPath.onDisk("file of labels", csv);
    return new Labelling(path.toString(), path);
  }

  /**
   * Takes labels that the collection itself knows, by {@link ImageSource#labels}: of drawn faces
   * {@code glasses} and {@code hair}.
   *
   * @param attribute whose values are the labels
   */
  public static Labelling known(String attribute) {
    return new Labelling(Objects.requireNonNull(attribute, "attribute"), null);
  }

  /**
   * Parses what {@link #toString} gives: {@code folders}, the path of a file that ends with {@code
   * .csv}, or an attribute.
   *
   * @throws FaceGanException if it is blank
   */
  public static Labelling parse(String text) {
    if (text.isBlank()) {
      throw new FaceGanException(
          "labels are '%s': choose folders, a file that ends with .csv, or for drawn faces glasses or hair"
              .formatted(text));
    }
    if (text.equals(FOLDERS.words)) {
      return FOLDERS;
    }
    return text.toLowerCase(Locale.ROOT).endsWith(CSV) ? file(Path.of(text)) : known(text);
  }

  /** Returns the CSV file, nothing if there is none. */
  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  @Override
  public String toString() {
    return words;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Labelling labelling
        && labelling.words.equals(words)
        && Objects.equals(labelling.file, file);
  }

  @Override
  public int hashCode() {
    return words.hashCode();
  }
}
