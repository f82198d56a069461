package io.facegan.internal.runtime;

import java.util.Optional;
import java.util.OptionalLong;

/** Tries one GPU in a process, once: TensorFlow keeps the first GPU and cap that it is given. */
final class FirstGpu implements GpuTrial.Trial {
  private final GpuTrial.Trial trial;
  private Use inUse;
  private Optional<String> obstacle = Optional.empty();

  /** What TensorFlow has taken for the rest of the process. */
  private record Use(int index, OptionalLong memoryCap) {}

  FirstGpu(GpuTrial.Trial trial) {
    this.trial = trial;
  }

  /** Returns the cap of a GPU that is in use, which whatever comes later has to live with. */
  synchronized OptionalLong memoryCap() {
    return inUse == null ? OptionalLong.empty() : inUse.memoryCap();
  }

  @Override
  public synchronized Optional<String> obstacle(Placement placement) {
    Use wanted = new Use(placement.gpu().orElseThrow().index(), placement.memoryCap());
    if (inUse == null) {
      // If the trial throws, nothing is known of the GPU: the next call tries again.
      obstacle = trial.obstacle(placement);
      inUse = wanted;
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
    return obstacle;
  }
}
