package io.facegan.internal.runtime;

import com.sun.jna.Memory;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import java.util.List;

/** A driver that answers as NVIDIA's does. */
final class FakeDriver implements NvidiaDriver.Calls {
  private static final int MAJOR = 75;

  int started;
  int cuda = 12_040;
  String failing = "";
  List<Gpu> gpus = List.of(new Gpu(0, "NVIDIA H200", 150_000_000_000L, 9, 0));

  @Override
  public int call(String function, Object... arguments) {
    if (function.equals(failing)) {
      return 999;
    }
    switch (function) {
      case "cuInit" -> {
        return started;
      }
      case "cuDriverGetVersion" -> ((IntByReference) arguments[0]).setValue(cuda);
      case "cuDeviceGetCount" -> ((IntByReference) arguments[0]).setValue(gpus.size());
      case "cuDeviceGet" -> ((IntByReference) arguments[0]).setValue((int) arguments[1]);
      case "cuDeviceGetName" ->
          ((Memory) arguments[0]).setString(0, gpus.get((int) arguments[2]).name());
      case "cuDeviceTotalMem_v2" ->
          ((LongByReference) arguments[0]).setValue(gpus.get((int) arguments[1]).memory());
      case "cuDeviceGetAttribute" -> {
        Gpu gpu = gpus.get((int) arguments[2]);
        ((IntByReference) arguments[0])
            .setValue((int) arguments[1] == MAJOR ? gpu.major() : gpu.minor());
      }
      default -> throw new AssertionError(function);
    }
    return 0;
  }
}
