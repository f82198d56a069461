package io.facegan.data;

import io.facegan.error.FaceGanException;
import io.facegan.internal.image.ImageFormat;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Opens collections of pictures by their path. */
public final class ImageSources {
  private static final String REMEDY =
      "give a folder of pictures, a .zip of them, or an HDF5 file (.h5)";

  private ImageSources() {}

  /**
   * Opens a folder, searched through all its subfolders, a zip file, or an HDF5 file; files are
   * known by their content. A path may go on inside a file: {@code faces.zip/portraits} is a folder
   * in a zip, {@code celeba.h5/img_align_celeba} a group or dataset in an HDF5 file.
   *
   * <p><b>Folders and zips.</b> Candidates are files whose names end as those of JPEG, PNG, GIF,
   * BMP or WebP pictures do, in any case; other files are counted as ignored in {@link
   * ImageSource#describe()}. Dotfiles and {@code __MACOSX/} are passed over. The order is that of
   * the names, numbers in them compared by value: {@code 2.jpg} before {@code 10.jpg}. Links are
   * followed, each folder being read once. Zips are read in place: nothing is unpacked to disk, so
   * a name that leads out of the zip leads nowhere. Reading tells the format by the content, turns
   * JPEG pictures upright by their EXIF tag, converts the colours of ICC profiles to sRGB, and
   * refuses, with an {@link IOException}, pictures of more than 100 megapixels or 134 MB, those
   * that would take half of the heap to decode, and those whose pixels are damaged or not all
   * there, as far as their format lets one know.
   *
   * <p><b>HDF5.</b> Without a path inside, the pictures are the file's only stack of them, a
   * dataset of 4 axes, or else all its datasets of 2 or 3 axes; beside a stack, datasets with as
   * many entries (labels, landmarks) are its tables and no pictures. A picture is height x width,
   * height x width x channel or channel x height x width, with 1, 3 or 4 channels; of integers from
   * 0 to 255 or of floats from 0 to 1.
   *
   * @param path the folder or file, perhaps followed by a path inside the file
   * @return the source, to be closed by the caller
   * @throws FaceGanException if there is nothing at the path, it is none of these, or there is no
   *     picture in it
   * @throws UncheckedIOException if it cannot be read
   */
  public static ImageSource open(Path path) {
    Path file = path;
    while (file != null && !Files.exists(file)) {
      file = file.getParent();
    }
    boolean inFile = file != null && !file.equals(path) && Files.isRegularFile(file);
    if (!inFile && !Files.exists(path)) {
      throw new FaceGanException("there is nothing at %s: %s".formatted(path, REMEDY));
    }
    try {
      if (Files.isDirectory(path)) {
        return notEmpty(FolderSource.open(path));
      }
      String inside =
          inFile ? file.relativize(path).toString().replace(File.separatorChar, '/') : "";
      return notEmpty(openFile(file, inside));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read pictures from %s: %s".formatted(path, e), e);
    }
  }

  private static ImageSource openFile(Path file, String inside) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new FaceGanException("%s is neither a folder nor a file: %s".formatted(file, REMEDY));
    }
    byte[] start;
    try (InputStream stream = Files.newInputStream(file)) {
      start = stream.readNBytes(4);
    }
    if (start.length == 4 && start[0] == 'P' && start[1] == 'K' && start[2] < 8) {
      return ZipSource.open(file, inside);
    }
    if (HdfSource.isHdf(file)) {
      return HdfSource.open(file, inside);
    }
    if (Names.isPicture(file.getFileName().toString())) {
      throw new FaceGanException(
          "%s is a single picture: give the folder that it is in".formatted(file));
    }
    String content =
        start.length == 0
            ? "it is empty"
            : "it starts with bytes " + HexFormat.ofDelimiter(" ").withUpperCase().formatHex(start);
    throw new FaceGanException(
        "%s is neither a zip nor an HDF5 file (%s): %s".formatted(file, content, REMEDY));
  }

  private static ImageSource notEmpty(ImageSource source) throws IOException {
    if (source.size() == 0) {
      source.close();
      throw new FaceGanException(
          "there are no pictures in %s: it needs %s files"
              .formatted(source.describe(), ImageFormat.extensions()));
    }
    return source;
  }
}
