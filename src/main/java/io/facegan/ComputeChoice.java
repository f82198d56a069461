package io.facegan;

import io.facegan.error.FaceGanException;
import io.facegan.internal.runtime.Compute;
import io.facegan.internal.runtime.Devices;
import io.facegan.internal.runtime.Placement;
import io.facegan.internal.train.TrainingOptions;
import io.facegan.runtime.Device;
import io.facegan.runtime.Precision;
import java.util.Optional;
import java.util.OptionalLong;

/** What a builder was told of what to compute on, and how. */
final class ComputeChoice {
  private final boolean resumed;
  Precision precision = Precision.AUTO;
  Device device = Device.AUTO;
  OptionalLong gpuMemory = OptionalLong.empty();
  boolean deterministic;

  /**
   * What was chosen.
   *
   * @param compute where and how; in float32 if there is an obstacle
   * @param precision that the run has
   * @param obstacle why a run cannot be resumed here in its precision, nothing if it can
   */
  record Chosen(Compute compute, Precision precision, Optional<String> obstacle) {}

  /**
   * @param run the options of the run to resume, or null for a new run
   */
  ComputeChoice(TrainingOptions run) {
    resumed = run != null;
    if (resumed) {
      precision = run.precision();
      deterministic = run.deterministic();
    }
  }

  /** Finds the device; refuses one that lacks what a new run needs. */
  Chosen choose() {
    if (device.kind() == Device.Kind.CPU && gpuMemory.isPresent()) {
      throw new FaceGanException(
          "the device is cpu and GPU memory is %d bytes: leave one of them out"
              .formatted(gpuMemory.getAsLong()));
    }
    Placement placement = Devices.choose(device, gpuMemory);
    Optional<String> obstacle = resumed ? placement.obstacle(precision) : Optional.empty();
    if (obstacle.isPresent()) {
      // The run is looked at in float32, and stays one of its own precision.
      Compute other = new Compute(placement, Precision.FLOAT32, deterministic);
      return new Chosen(other, precision, obstacle);
    }
    Compute compute = new Compute(placement, precision, deterministic);
    return new Chosen(compute, compute.precision(), obstacle);
  }
}
