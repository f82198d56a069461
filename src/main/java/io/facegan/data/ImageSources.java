package io.facegan.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Opens collections of pictures by their path. */
public final class ImageSources {
  private static final String REMEDY = "give a folder of pictures or a .zip of them";

  private ImageSources() {}

  /**
   * Opens a folder, searched through all its subfolders, or a zip file, known by its content.
   *
   * <p>Candidates are files named {@code .jpg}, {@code .jpeg}, {@code .png}, {@code .bmp} or {@code
   * .gif} in any case; other files are counted as ignored in {@link ImageSource#describe()}.
   * Dotfiles and {@code __MACOSX/} are passed over. The order is that of the names, numbers in them
   * compared by value: {@code 2.jpg} before {@code 10.jpg}. Links are followed, each folder being
   * read once. Reading refuses, with an {@link IOException}, pictures of more than 100 megapixels
   * and JPEG files that end too early; orientation tags are not applied.
   *
   * @param path the folder or zip file
   * @return the source, to be closed by the caller
   * @throws IllegalArgumentException if there is nothing at the path, it is neither folder nor zip,
   *     or there is no picture in it
   * @throws UncheckedIOException if it cannot be read
   */
  public static ImageSource open(Path path) {
    if (!Files.exists(path)) {
      throw new IllegalArgumentException("there is nothing at %s: %s".formatted(path, REMEDY));
    }
    try {
      if (Files.isDirectory(path)) {
        return notEmpty(FolderSource.open(path));
      }
      checkZip(path);
      return notEmpty(ZipSource.open(path));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read pictures from %s: %s".formatted(path, e), e);
    }
  }

  private static void checkZip(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException(
          "%s is neither a folder nor a file: %s".formatted(path, REMEDY));
    }
    byte[] start;
    try (InputStream stream = Files.newInputStream(path)) {
      start = stream.readNBytes(4);
    }
    boolean zip = start.length == 4 && start[0] == 'P' && start[1] == 'K' && start[2] < 8;
    if (zip) {
      return;
    }
    if (PictureNames.isPicture(path.getFileName().toString())) {
      throw new IllegalArgumentException(
          "%s is a single picture: %s".formatted(path, "give the folder that it is in"));
    }
    String content =
        start.length == 0
            ? "it is empty"
            : "it starts with bytes " + HexFormat.ofDelimiter(" ").withUpperCase().formatHex(start);
    throw new IllegalArgumentException(
        "%s is not a zip file (%s): %s".formatted(path, content, REMEDY));
  }

  private static ImageSource notEmpty(ImageSource source) throws IOException {
    if (source.size() == 0) {
      source.close();
      throw new IllegalArgumentException(
          "there are no pictures in %s: it needs .jpg, .jpeg, .png, .bmp or .gif files"
              .formatted(source.describe()));
    }
    return source;
  }
}
