package io.facegan.internal.graph;

import io.facegan.internal.runtime.Compute;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import io.facegan.runtime.Precision;

/** A training that goes on as on a GPU, on the CPU. */
public final class GpuLikeSession {
  public static GanSession open(Networks networks, int batchSize, long seed) {
    return new GanSession(
        TinyNetworks.recipe(networks, batchSize),
        seed,
        Compute.onCpu(Precision.FLOAT32),
        Normalization.RUNNING_AVERAGES,
        true,
        ConvolutionForm.MINIMAL_FILTERING);
  }

  private GpuLikeSession() {}
}
