package io.facegan.internal.runtime;

import io.facegan.error.FaceGanException;
import io.facegan.internal.util.Text;
import io.facegan.runtime.Device;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Finds out where to compute. TensorFlow uses one GPU in a process, the first that it is given. */
public final class Devices {
  /** TensorFlow itself and cuDNN need some hundred MiB before any network. */
  private static final long SMALLEST_CAP = 512L << 20;

  private static final FirstGpu TRIAL = new FirstGpu(GpuTrial::obstacle);

  /**
   * Chooses.
   *
   * @param device what is asked for
   * @param memoryCap the most bytes that may be taken of a GPU's memory; nothing for all
   * @throws FaceGanException if it is a GPU and that does not work, or the cap is below 512 MiB or
   *     above the memory of the GPU; the message says why and what to do
   */
  public static Placement choose(Device device, OptionalLong memoryCap) {
    return device.kind() == Device.Kind.CPU
        ? Placement.CPU
        : choose(device, memoryCap, GpuSupport.here(), TRIAL);
  }

  /**
   * Chooses for what needs little of a GPU's memory: with the cap that this process computes there,
   * if it does.
   *
   * @throws FaceGanException as {@link #choose(Device, OptionalLong)}
   */
  public static Placement choose(Device device) {
    return choose(device, TRIAL.memoryCap());
  }

  /** Chooses between a GPU and what is left if it does not work. */
  static Placement choose(
      Device device, OptionalLong memoryCap, GpuSupport support, GpuTrial.Trial trial) {
    Optional<String> obstacle =
        support
            .obstacle()
            .or(() -> missing(device, support.gpus()))
            .or(() -> support.obstacle(support.gpus().get(device.index())));
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
      throw new FaceGanException(
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
          Text.format(
              "the memory cap is %,d bytes: for %s it must be at least %,d and at most %,d",
              cap, gpu.name(), SMALLEST_CAP, gpu.memory()));
    }
  }

  /** Returns TensorFlow's version, in words; refuses if its native library does not run. */
  public static String tensorFlow() {
    return TensorFlowRuntime.load();
  }

  /** Returns what the processor is, in words. */
  public static String processor() {
    return Processor.describe();
  }

  private Devices() {}
}
