package io.facegan.data;

/** The program that wrote a dataset, as far as it leaves a mark. */
enum HdfOrigin {
  /** Without a mark: h5py, but also HDF5.jl, MATLAB's h5write and Fortran. */
  UNKNOWN("", "", ""),
  MATLAB("MATLAB", "permute", ""),
  OCTAVE("Octave", "permute", ""),
  JULIA("Julia", "permutedims", "; save Julia's colours as numbers (channelview)"),
  R("R", "aperm", ""),
  PYTABLES("PyTables", "", "; save the images with PyTables as a CArray or an EArray"),
  NETCDF("NetCDF", "", "");

  private final String program;
  private final String permute;
  private final String hint;

  HdfOrigin(String program, String permute, String hint) {
    this.program = program;
    this.permute = permute;
    this.hint = hint;
  }

  /** Whether the file has the axes in the reverse of the program's own order. */
  boolean isReversed() {
    return !permute.isEmpty();
  }

  /** Whether all that reads images in the program has rows as its first axis. */
  boolean hasRowsFirst() {
    return this == MATLAB || this == OCTAVE;
  }

  /** What is added to the list of datasets where none has images. */
  String hint() {
    return hint;
  }

  /** Which order of axes was assumed, where another is possible; empty if none is. */
  String axes(HdfLayout layout) {
    if (!isReversed()) {
      return "";
    }
    if (layout.turned()) {
      return "read as %s's height x width (x channel) x image".formatted(program);
    }
    boolean channelFirst = !layout.planar() && layout.channels() > 1;
    return "read as %s's %s: %s it if the images lie on their side"
        .formatted(
            program,
            channelFirst
                ? "channel x width x height (x image)"
                : "width x height (x channel) x image",
            permute);
  }

  /** Why images along the program's first axis cannot be read. */
  String imagesAreFirst() {
    return "%s wrote it with the images along its first axis, the last of the file: %s it to %s"
            .formatted(program, permute, hasRowsFirst() ? "height x width" : "width x height")
        + " (x channel) x image and save it again";
  }

  /** How to replace a filter that is not supported. */
  String withoutFilter() {
    return this == PYTABLES
        ? "store it with zlib (ptrepack --complib=zlib --complevel=5 OLD NEW)"
        : "store it with gzip";
  }
}
