package io.facegan.data;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What programs write into a file beside the data: who wrote it, and what the values mean. */
final class HdfMarks {
  private static final List<String> JULIA =
      List.of("HDF5-based Julia Data Format", "Julia data file (HDF5)");

  private static final int USER_BLOCK = 512;

  /** How far a scale of 1/255 may be off, as a part of it: float has 24 bits. */
  private static final double SLACK = 1e-3;

  private static final int MAX = 255;

  private final HdfOrigin file;

  HdfMarks(HdfStore store, HdfFile hdf) {
    file = fileOrigin(store, hdf);
  }

  private static HdfOrigin fileOrigin(HdfStore store, HdfFile hdf) {
    if (hdf.getUserBlockSize() >= USER_BLOCK && isJulia(store)) {
      return HdfOrigin.JULIA;
    }
    Map<String, Attribute> root = attributes(hdf);
    if (root.containsKey("PYTABLES_FORMAT_VERSION")) {
      return HdfOrigin.PYTABLES;
    }
    return root.containsKey("_NCProperties") ? HdfOrigin.NETCDF : HdfOrigin.UNKNOWN;
  }

  private static boolean isJulia(HdfStore store) {
    try {
      String start = new String(store.read(0, USER_BLOCK), StandardCharsets.ISO_8859_1);
      return JULIA.stream().anyMatch(start::startsWith);
    } catch (IOException e) {
      // The data after it is read next, and says what is wrong.
      return false;
    }
  }

  /** Returns what wrote a dataset that was found in its group. */
  HdfOrigin origin(Dataset dataset) {
    Map<String, Attribute> own = attributes(dataset);
    if (own.containsKey("MATLAB_class")) {
      return HdfOrigin.MATLAB;
    }
    if (own.containsKey("rhdf5-NA.OK")) {
      return HdfOrigin.R;
    }
    boolean octave =
        dataset.getName().equals("value")
            && attributes(dataset.getParent()).containsKey("OCTAVE_NEW_FORMAT");
    return octave ? HdfOrigin.OCTAVE : file;
  }

  /** Returns the type of a dataset's values, which its attributes may tell better. */
  HdfType type(Dataset dataset) {
    HdfType type = HdfType.of(dataset);
    Map<String, Attribute> own = attributes(dataset);
    String matlab = text(own.get("MATLAB_class"));
    if (matlab.equals("char") || matlab.equals("logical")) {
      return type.as(HdfType.Kind.OTHER, matlab);
    }
    boolean unsigned = text(own.get("_Unsigned")).equalsIgnoreCase("true");
    return unsigned && type.kind() == HdfType.Kind.SIGNED
        ? type.as(HdfType.Kind.UNSIGNED, "u" + type.description())
        : type;
  }

  /** Returns why a NetCDF dataset's values are not what is stored, if they are not. */
  Optional<String> packed(Dataset dataset, HdfType type) {
    if (file != HdfOrigin.NETCDF) {
      return Optional.empty();
    }
    Map<String, Attribute> own = attributes(dataset);
    double scale = number(own.get("scale_factor"), 1);
    double offset = number(own.get("add_offset"), 0);
    boolean plain = scale == 1 || type.kind() != HdfType.Kind.FLOAT && isUnit(scale);
    return plain && offset == 0
        ? Optional.empty()
        : Optional.of(
            "its values are packed (scale_factor %s, add_offset %s): store them as they are"
                .formatted(scale, offset));
  }

  /** Whether a scale makes 0 to 1 of 0 to 255, which is the same image. */
  private static boolean isUnit(double scale) {
    return Math.abs(scale * MAX - 1) < SLACK;
  }

  private static String text(Attribute attribute) {
    return value(attribute) instanceof String text ? text.strip() : "";
  }

  private static double number(Attribute attribute, double absent) {
    Object value = value(attribute);
    if (value instanceof double[] list && list.length == 1) {
      return list[0];
    }
    if (value instanceof float[] list && list.length == 1) {
      return list[0];
    }
    return value instanceof Number number ? number.doubleValue() : absent;
  }

  private static Object value(Attribute attribute) {
    try {
      return attribute == null ? null : attribute.getData();
    } catch (RuntimeException e) {
      // None of the marks looked for has a type that jHDF does not know.
      return null;
    }
  }

  private static Map<String, Attribute> attributes(Node node) {
    try {
      return node == null ? Map.of() : node.getAttributes();
    } catch (RuntimeException e) {
      // What jHDF cannot make of attributes must not keep it from the data.
      return Map.of();
    }
  }
}
