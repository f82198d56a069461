package io.facegan.runtime;

import io.facegan.error.FaceGanException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where to compute.
 *
 * @param kind automatic, the processor, or a GPU
 * @param index which GPU, from 0 in the order of the NVIDIA driver; 0 for the other kinds
 */
public record Device(Kind kind, int index) {
  /** The first GPU if it works, else the processor. */
  public static final Device AUTO = new Device(Kind.AUTO, 0);

  /** The processor. */
  public static final Device CPU = new Device(Kind.CPU, 0);

  /** The first GPU; an error where it does not work. */
  public static final Device GPU = gpu(0);

  private static final Pattern NAME = Pattern.compile("gpu(?::(\\d{1,4}))?");

  /** The kinds of devices. */
  public enum Kind {
    /** A GPU if it works, else the processor. */
    AUTO,
    /** The processor. */
    CPU,
    /** An NVIDIA GPU. */
    GPU
  }

  /**
   * Checks the index.
   *
   * @throws FaceGanException if it is negative, or not 0 and the kind is not a GPU
   */
  public Device {
    if (index < 0 || index > 0 && kind != Kind.GPU) {
      throw new FaceGanException(
          "device %s has the index %d: expected 0%s"
              .formatted(
                  kind.name().toLowerCase(Locale.ROOT), index, kind == Kind.GPU ? " or more" : ""));
    }
  }

  /**
   * Returns a GPU.
   *
   * @param index which, from 0 in the order of the NVIDIA driver
   * @throws FaceGanException if below 0
   */
  public static Device gpu(int index) {
    return new Device(Kind.GPU, index);
  }

  /**
   * Reads {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:1}, in any case.
   *
   * @throws FaceGanException for anything else
   */
  public static Device parse(String text) {
    String name = text.strip().toLowerCase(Locale.ROOT);
    Matcher gpu = NAME.matcher(name);
    if (gpu.matches()) {
      return gpu(gpu.group(1) == null ? 0 : Integer.parseInt(gpu.group(1)));
    }
    return switch (name) {
      case "auto" -> AUTO;
      case "cpu" -> CPU;
      default ->
          throw new FaceGanException(
              "device \"" + text + "\" is unknown: use one of auto, cpu, gpu, gpu:1");
    };
  }

  /** Returns the name that {@link #parse} reads. */
  @Override
  public String toString() {
    String name = kind.name().toLowerCase(Locale.ROOT);
    return kind == Kind.GPU ? name + ":" + index : name;
  }
}
