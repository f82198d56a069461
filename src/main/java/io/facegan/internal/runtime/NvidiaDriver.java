package io.facegan.internal.runtime;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The NVIDIA driver of this machine, queried through the CUDA Driver API.
 *
 * @param version of the driver, for example {@code 550.54.15}; empty if unknown
 * @param cuda the newest CUDA that it supports, as 1000 * major + 10 * minor
 * @param gpus the GPUs of the machine
 */
record NvidiaDriver(String version, int cuda, List<Gpu> gpus) {
  private static final String LIBRARY = "libcuda.so.1";
  private static final Path VERSION = Path.of("/proc/driver/nvidia/version");
  private static final Pattern NUMBER = Pattern.compile("\\b\\d{3,}\\.\\d+(?:\\.\\d+)?\\b");
  private static final int SUCCESS = 0;
  private static final int NO_DEVICE = 100;
  private static final int MISMATCH = 803;
  private static final int OLDEST_CUDA = 12_000;
  private static final int MAJOR = 75;
  private static final int MINOR = 76;
  private static final int LONGEST_NAME = 256;

  /** Calls of the driver; replaceable in tests. */
  interface Calls {
    /** Calls a function and returns its result code. */
    int call(String function, Object... arguments);
  }

  /** Queries the driver; it may be absent, find no GPU, or be too old. */
  static NvidiaDriver query() throws Unusable {
    NativeLibrary library;
    try {
      library = NativeLibrary.getInstance(LIBRARY);
    } catch (UnsatisfiedLinkError missing) {
      throw new Unusable(
          ("there is no NVIDIA driver on this machine (%s is not found): install it, if there is an"
                  + " NVIDIA GPU")
              .formatted(LIBRARY),
          missing);
    }
    return query(
        (function, arguments) -> library.getFunction(function).invokeInt(arguments),
        installedVersion(),
        System.getenv("CUDA_VISIBLE_DEVICES"));
  }

  static NvidiaDriver query(Calls driver, String version, String visible) throws Unusable {
    int started = driver.call("cuInit", 0);
    if (started == NO_DEVICE) {
      throw new Unusable(
          "the NVIDIA driver %sfinds no GPU%s"
              .formatted(
                  spaced(version),
                  visible == null
                      ? ": see what nvidia-smi says"
                      : ", CUDA_VISIBLE_DEVICES is \"" + visible + "\": unset it"));
    }
    if (started != SUCCESS) {
      throw new Unusable(
          "the NVIDIA driver %sdoes not start (cuInit: error %d): %s"
              .formatted(
                  spaced(version),
                  started,
                  started == MISMATCH
                      ? "it was updated while the old one ran, restart the machine"
                      : "see what nvidia-smi says"));
    }
    IntByReference number = new IntByReference();
    check("cuDriverGetVersion", driver.call("cuDriverGetVersion", number));
    int cuda = number.getValue();
    if (cuda < OLDEST_CUDA) {
      throw new Unusable(
          ("the NVIDIA driver %ssupports CUDA %s at most, and TensorFlow needs CUDA 12: update the"
                  + " driver to 525 or newer")
              .formatted(spaced(version), cudaName(cuda)));
    }
    check("cuDeviceGetCount", driver.call("cuDeviceGetCount", number));
    List<Gpu> gpus = new ArrayList<>();
    int count = number.getValue();
    for (int i = 0; i < count; i++) {
      gpus.add(gpu(driver, i));
    }
    return new NvidiaDriver(version, cuda, List.copyOf(gpus));
  }

  private static Gpu gpu(Calls driver, int index) throws Unusable {
    IntByReference device = new IntByReference();
    check("cuDeviceGet", driver.call("cuDeviceGet", device, index));
    try (Memory name = new Memory(LONGEST_NAME)) {
      name.clear();
      check(
          "cuDeviceGetName", driver.call("cuDeviceGetName", name, LONGEST_NAME, device.getValue()));
      LongByReference memory = new LongByReference();
      check("cuDeviceTotalMem", driver.call("cuDeviceTotalMem_v2", memory, device.getValue()));
      return new Gpu(
          index,
          name.getString(0, "UTF-8"),
          memory.getValue(),
          attribute(driver, MAJOR, device.getValue()),
          attribute(driver, MINOR, device.getValue()));
    }
  }

  private static int attribute(Calls driver, int attribute, int device) throws Unusable {
    IntByReference value = new IntByReference();
    check("cuDeviceGetAttribute", driver.call("cuDeviceGetAttribute", value, attribute, device));
    return value.getValue();
  }

  private static void check(String function, int result) throws Unusable {
    if (result != SUCCESS) {
      throw new Unusable(
          "the NVIDIA driver fails (%s: error %d): see what nvidia-smi says"
              .formatted(function, result));
    }
  }

  static String cudaName(int number) {
    return number / 1000 + "." + number % 1000 / 10;
  }

  private static String spaced(String version) {
    return version.isEmpty() ? "" : version + " ";
  }

  private static String installedVersion() {
    try {
      Matcher number = NUMBER.matcher(Files.readString(VERSION));
      return number.find() ? number.group() : "";
    } catch (IOException notThere) {
      return "";
    }
  }

  @Override
  public String toString() {
    return "NVIDIA driver %sfor CUDA up to %s".formatted(spaced(version), cudaName(cuda));
  }
}
