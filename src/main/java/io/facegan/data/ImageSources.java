package io.facegan.data;

import io.facegan.error.FaceGanException;
import io.facegan.internal.image.ImageDecoder;
import io.facegan.internal.image.ImageFormat;
import io.facegan.internal.util.GivenPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Opens collections of images by their path. */
public final class ImageSources {
  private static final String REMEDY =
      "give a folder of images, a .zip of them, or an HDF5 file (.h5)";

  private ImageSources() {}

  /**
   * Opens a folder with all its subfolders, a zip file, or an HDF5 file. The content of a file
   * determines its type. A path may continue inside a file: {@code faces.zip/portraits} is a folder
   * in a zip, {@code celeba.h5/img_align_celeba} a group or dataset in an HDF5 file.
   *
   * <p><b>Folders and zips.</b> Candidates are files with an extension of JPEG, PNG, GIF, BMP, WebP
   * or TIFF, in upper or lower case, and of formats that are not supported (HEIC, AVIF, camera raw
   * and others), which are refused when they are read. {@link ImageSource#describe()} counts other
   * files as ignored. Dotfiles and what systems leave in folders ({@code __MACOSX}, {@code @eaDir},
   * {@code Thumbs.db} and others) are passed over. Images are ordered by name, with numbers
   * compared by value: {@code 2.jpg} before {@code 10.jpg}. Links are followed; each folder is read
   * once. Zips are read in place, and nothing is extracted to disk. The content determines the
   * format of an image. Images are rotated by their EXIF tag, and ICC profiles are converted to
   * sRGB. Images are refused with an {@link IOException} if they have more than 100 megapixels or
   * 134 MB, if decoding would take half of the heap, or if the format shows that pixels are damaged
   * or missing.
   *
   * <p><b>HDF5.</b> Without a path inside the file, the images are its only stack (a dataset of 4
   * axes) or else all datasets of 2 or 3 axes. Datasets with as many entries as a stack (labels,
   * landmarks) are its tables, not images. An image is height x width, height x width x channel or
   * channel x height x width, with 1, 3 or 4 channels, of integers from 0 to 255 or floats from 0
   * to 1. Arrays that MATLAB or Octave saved are height x width (x channel) (x image) in the order
   * of those programs, which is the reverse of the file's. {@link ImageSource#describe()} says so,
   * and how arrays of Julia and R were read, where they can be told.
   *
   * @param path the folder or file, optionally followed by a path inside the file
   * @return the source, which the caller closes
   * @throws FaceGanException if the path is empty or does not exist, is none of these, contains no
   *     image, or is a zip that is not on disk
   * @throws UncheckedIOException if it cannot be read
   */
  public static ImageSource open(Path path) {
    Path file = GivenPath.named("images", path);
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
          inFile
              ? file.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/")
              : "";
      return notEmpty(openFile(file, inside));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read images from %s: %s".formatted(path, e), e);
    }
  }

  /**
   * Takes single image files, in the order given, each as one of a folder in {@link #open}.
   *
   * @param files any number; they are opened when they are read
   * @return the source, whose images have the paths of their files for names
   * @throws FaceGanException if a path is empty
   */
  public static ImageSource ofFiles(List<Path> files) {
    files.forEach(file -> GivenPath.named("image file", file));
    return new FilesSource(List.copyOf(files));
  }

  private static ImageSource openFile(Path file, String inside) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new FaceGanException("%s is neither a folder nor a file: %s".formatted(file, REMEDY));
    }
    byte[] start;
    try (InputStream stream = Files.newInputStream(file)) {
      start = stream.readNBytes(ImageDecoder.FIRST);
    }
    if (start.length >= 4 && start[0] == 'P' && start[1] == 'K' && start[2] < 8) {
      return ZipSource.open(GivenPath.onDisk("zip", file, "copy it to the disk"), inside);
    }
    if (HdfSource.isHdf(file)) {
      return HdfSource.open(file, inside);
    }
    if (ImageFormat.isPage(start)) {
      throw new FaceGanException("%s is %s".formatted(file, ImageFormat.PAGE));
    }
    if (Names.isImage(file.getFileName().toString())) {
      throw new FaceGanException(
          "%s is a single image: give the folder that it is in".formatted(file));
    }
    Optional<String> remedy = ForeignArrays.remedy(start);
    if (remedy.isPresent()) {
      throw new FaceGanException("%s is %s".formatted(file, remedy.get()));
    }
    String content =
        start.length == 0
            ? "it is empty"
            : "it starts with bytes "
                + HexFormat.ofDelimiter(" ")
                    .withUpperCase()
                    .formatHex(start, 0, Math.min(4, start.length));
    throw new FaceGanException(
        "%s is neither a zip nor an HDF5 file (%s): %s".formatted(file, content, REMEDY));
  }

  private static ImageSource notEmpty(ImageSource source) throws IOException {
    if (source.size() == 0) {
      source.close();
      throw new FaceGanException(
          "there are no images in %s: it needs %s files"
              .formatted(source.describe(), ImageFormat.extensions()));
    }
    return source;
  }
}
