package io.facegan.internal.runtime;

import io.facegan.error.FaceGanException;
import io.facegan.runtime.Device;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Finds out where to compute. TensorFlow uses one GPU in a process, the first that it is given. */
public final class Devices {
  /** TensorFlow itself and cuDNN need some hundred MiB before any network. */
  private static final long SMALLEST_CAP = 512L << 20;

  private static GpuUse inUse;
  private static Optional<String> triedInVain = Optional.empty();

  /** What TensorFlow has taken for the rest of the process. */
  private record GpuUse(int index, OptionalLong memoryCap) {}

  /** Tries a GPU; tests stand in for it. */
  interface Trial {
    /** Returns why it does not work, nothing if it does. */
    Optional<String> obstacle(Placement placement);
  }

  /**
   * Chooses.
   *
   * @param device what is asked for
   * @param memoryCap the most bytes that may be taken of a GPU's memory; nothing for all
   * @throws IllegalStateException if it is a GPU and that does not work; the message says why and
   *     what to do
   * @throws FaceGanException if the cap is below 512 MiB or above the memory of the GPU
   */
  public static Placement choose(Device device, OptionalLong memoryCap) {
    return device.kind() == Device.Kind.CPU
        ? Placement.CPU
        : choose(device, memoryCap, GpuSupport.here(), Devices::tryOut);
  }

  /** Chooses between a GPU and what is left if it does not work. */
  static Placement choose(Device device, OptionalLong memoryCap, GpuSupport support, Trial trial) {
    Optional<String> obstacle = support.obstacle().or(() -> missing(device, support.gpus()));
    Placement wanted = null;
    if (obstacle.isEmpty()) {
      Gpu gpu = support.gpus().get(device.index());
      memoryCap.ifPresent(cap -> checkCap(cap, gpu));
      wanted = new Placement(Optional.of(gpu), memoryCap, gpu + ", " + support.libraries());
      obstacle = trial.obstacle(wanted);
    }
    if (obstacle.isEmpty()) {
      return wanted;
    }
    if (device.kind() == Device.Kind.GPU) {
      throw new IllegalStateException(
          "the device %s cannot be used: %s".formatted(device, obstacle.get()));
    }
    return new Placement(
        Optional.empty(), OptionalLong.empty(), "the CPU, no GPU: " + obstacle.get());
  }

  private static Optional<String> missing(Device device, List<Gpu> gpus) {
    return device.index() < gpus.size()
        ? Optional.empty()
        : Optional.of(
            "there %s, so gpu:%d is the last: choose another"
                .formatted(
                    gpus.size() == 1 ? "is 1 GPU" : "are " + gpus.size() + " GPUs",
                    gpus.size() - 1));
  }

  private static void checkCap(long cap, Gpu gpu) {
    if (cap < SMALLEST_CAP || cap > gpu.memory()) {
      throw new FaceGanException(
          String.format(
              Locale.ROOT,
              "the memory cap is %,d bytes: for %s it must be at least %,d and at most %,d",
              cap,
              gpu.name(),
              SMALLEST_CAP,
              gpu.memory()));
    }
  }

  /** Once for a process: TensorFlow keeps the first GPU and cap that it is given. */
  private static synchronized Optional<String> tryOut(Placement placement) {
    GpuUse wanted = new GpuUse(placement.gpu().orElseThrow().index(), placement.memoryCap());
    if (inUse == null) {
      inUse = wanted;
      TensorFlowRuntime.load();
      triedInVain = GpuTrial.obstacle(SessionConfig.onto(placement));
    }
    if (!inUse.equals(wanted)) {
      return Optional.of(
          ("this process has taken gpu:%d with %s, and TensorFlow keeps to that: start another"
                  + " process")
              .formatted(
                  inUse.index(),
                  inUse.memoryCap().isPresent()
                      ? "a memory cap of " + inUse.memoryCap().getAsLong() + " bytes"
                      : "no memory cap"));
    }
    return triedInVain;
  }

  /**
   * Returns TensorFlow's version, in words.
   *
   * @throws IllegalStateException if its native library is not on the class path or does not run
   */
  public static String tensorFlow() {
    return TensorFlowRuntime.load();
  }

  /** Returns what the processor is, in words. */
  public static String processor() {
    return Processor.describe();
  }

  private Devices() {}
}
