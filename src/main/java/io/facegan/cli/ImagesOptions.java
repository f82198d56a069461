package io.facegan.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options of commands that read images. */
final class ImagesOptions extends FramingOptions {
  @Option(
      names = "--images",
      order = -2,
      paramLabel = "PATH",
      description = {
        "The images: a folder with its subfolders, a zip (.jpg, .png, .gif, .bmp, .webp), or an"
            + " HDF5 file; also a folder in a zip or a group in an HDF5 file,"
            + " celeba.h5/img_align_celeba",
        "(default: 10,000 faces drawn by the program)"
      })
  Path images;
}
