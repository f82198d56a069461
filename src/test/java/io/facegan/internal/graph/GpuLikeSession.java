package io.facegan.internal.graph;

import io.facegan.internal.runtime.Compute;
import io.facegan.internal.runtime.Gpu;
import io.facegan.internal.runtime.Placement;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import io.facegan.runtime.Precision;
import java.util.Optional;
import java.util.OptionalLong;
import org.tensorflow.op.Ops;

/** A training that goes on as on a GPU, on the CPU, where TensorFlow has no GPU. */
public final class GpuLikeSession {
  /** Without TF32, which would have to be switched off for the whole process. */
  public static final Gpu GPU = new Gpu(0, "Tesla V100", 16L << 30, 7, 0);

  public static final Placement PLACEMENT =
      new Placement(Optional.of(GPU), OptionalLong.empty(), GPU.toString());

  public static GanSession open(Networks networks, int batchSize, long seed) {
    return new GanSession(
        TinyNetworks.recipe(networks, batchSize),
        seed,
        new Compute(PLACEMENT, Precision.FLOAT32, false),
        Normalization.RUNNING_AVERAGES,
        true,
        ConvolutionForm.MINIMAL_FILTERING);
  }

  /** Takes a variable away, so that the next step fails in its middle. */
  public static void lose(GanSession session, String variable) {
    Ops tf = Ops.create(session.graph);
    session
        .runner()
        .addTarget(tf.destroyResourceOp(session.gan.variables().get(variable).handle()))
        .run()
        .close();
  }

  private GpuLikeSession() {}
}
