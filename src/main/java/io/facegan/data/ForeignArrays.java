package io.facegan.data;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Files of arrays that are not HDF5, though the programs that write them can write HDF5 too. */
final class ForeignArrays {
  private static final String NETCDF =
      "a classic NetCDF file: convert it to HDF5 (nccopy -k nc4 OLD NEW)";

  private static final Map<String, String> BY_START =
      Map.of(
          "MATLAB 5.0", "a MATLAB file that is not HDF5: save it with -v7.3",
          "CDF\1", NETCDF,
          "CDF\2", NETCDF,
          "CDF\5", NETCDF,
          "\u0093NUMPY", "a NumPy array: write it to an HDF5 file with h5py");

  private ForeignArrays() {}

  /** Returns what a file is, and what to do with it; empty if it does not begin like one. */
  static Optional<String> remedy(byte[] start) {
    String text = new String(start, StandardCharsets.ISO_8859_1);
    return BY_START.entrySet().stream()
        .filter(known -> text.startsWith(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
