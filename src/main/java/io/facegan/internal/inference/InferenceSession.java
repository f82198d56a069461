package io.facegan.internal.inference;

import io.facegan.error.FaceGanException;
import io.facegan.internal.graph.PixelBytes;
import io.facegan.internal.runtime.AllocatorTrace;
import io.facegan.internal.runtime.Numerics;
import io.facegan.internal.runtime.Placement;
import io.facegan.internal.runtime.SessionConfig;
import io.facegan.internal.runtime.Sessions;
import io.facegan.runtime.StepMemory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * A generator out of a file, ready to draw. Drawing is safe from many threads; closing is not,
 * while others draw.
 */
final class InferenceSession implements AutoCloseable {
  private final String latents;
  private final boolean small;
  private final Graph graph;
  private final Session session;
  private final Operand<TFloat32> images;
  private final Operand<TUint8> bytes;

  /**
   * Opens a graph, by the names of its latents and of its float32 images.
   *
   * @param weights values of the other tensors that the graph leaves to be fed; may be closed
   *     afterwards
   * @param placement where to compute
   * @throws FaceGanException if the images do not depend on the latents
   */
  InferenceSession(
      GraphDef definition,
      String latents,
      String images,
      Map<String, Tensor> weights,
      Placement placement) {
    this.latents = latents;
    boolean onGpu = placement.gpu().isPresent();
    // A GPU has its own forms of convolutions, and one thread keeps it busy.
    InferenceGraph fast =
        onGpu
            ? new InferenceGraph(definition, false)
            : InferenceRewriting.rewrite(definition, List.of(latents, images));
    PrecomputedWeights preparation =
        PrecomputedWeights.of(
            fast.definition(),
            NeededNodes.operation(latents),
            NeededNodes.operation(images),
            weights.keySet());
    small = fast.small();
    graph = new Graph();
    Session opened = null;
    try {
      graph.importGraphDef(preparation.definition());
      this.images = images(graph, images);
      bytes = PixelBytes.of(Ops.create(graph), this.images);
      if (onGpu) {
        Numerics.join();
      }
      opened = new Session(graph, SessionConfig.inference(placement, small ? 1 : 0));
      prepare(opened, preparation.targets(), weights);
    } catch (RuntimeException | Error unusable) {
      Sessions.close(opened, graph);
      throw unusable;
    }
    session = opened;
  }

  @SuppressWarnings("unchecked") // as the caller says
  private static Operand<TFloat32> images(Graph graph, String name) {
    return (Operand<TFloat32>) graph.outputOrThrow(name);
  }

  private static void prepare(Session session, List<String> targets, Map<String, Tensor> weights) {
    if (!targets.isEmpty()) {
      Session.Runner runner = session.runner();
      weights.forEach(runner::feed);
      targets.forEach(runner::addTarget);
      runner.run().close();
    }
  }

  /** Whether an image is drawn by one thread, so that several threads should draw at once. */
  boolean isSmall() {
    return small;
  }

  /** Returns the values of images; the caller closes it. */
  Result values(TFloat32 latents) {
    return runner(latents).fetch(images).run();
  }

  /** Returns the values of images as unsigned bytes; the caller closes it. */
  Result bytes(TFloat32 latents) {
    return runner(latents).fetch(bytes).run();
  }

  /** Draws images and returns the memory that it took, nothing where that is not known. */
  Optional<StepMemory> measure(TFloat32 latents) {
    return AllocatorTrace.of(runner(latents).fetch(bytes));
  }

  private Session.Runner runner(TFloat32 values) {
    return session.runner().feed(latents, values);
  }

  @Override
  public void close() {
    Sessions.close(session, graph);
  }
}
