package io.facegan.graph;

import io.facegan.network.Networks;

/** A training that goes on as on a GPU, on the CPU. */
public final class GpuLikeSession {
  public static GanSession open(Networks networks, int batchSize, long seed) {
    return new GanSession(
        networks,
        batchSize,
        seed,
        Compute.onCpu(Precision.FLOAT32),
        Normalization.RUNNING_AVERAGES,
        true,
        ConvolutionForm.MINIMAL_FILTERING);
  }

  private GpuLikeSession() {}
}
