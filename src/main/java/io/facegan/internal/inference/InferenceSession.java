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
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/**
 * A generator out of a file, ready to draw. Drawing is safe from many threads; closing is not,
 * while others draw.
 */
final class InferenceSession implements AutoCloseable {
  /**
   * What images are drawn from.
   *
   * @param latents n x latent size
   * @param labels n, or null for a model that takes none
   */
  record Input(TFloat32 latents, TInt64 labels) {}

  private final String latents;
  private final Optional<String> labels;
  private final boolean small;
  private final Graph graph;
  private final Session session;
  private final Operand<TFloat32> images;
  private final Operand<TUint8> bytes;

  /**
   * Opens a graph, by the names of its latents and of its float32 images, as a signature has them.
   *
   * @param weights values of the other tensors that the graph leaves to be fed; may be closed
   *     afterwards
   * @param placement where to compute
   * @throws FaceGanException if the images do not depend on the latents
   */
  InferenceSession(
      GraphDef definition,
      ModelSignature signature,
      Map<String, Tensor> weights,
      Placement placement) {
    latents = signature.latentsTensor();
    labels = signature.labelsTensor();
    String drawn = signature.imagesTensor();
    boolean onGpu = placement.gpu().isPresent();
    // A GPU has its own forms of convolutions, and one thread keeps it busy.
    InferenceGraph fast =
        onGpu
            ? new InferenceGraph(definition, false)
            : InferenceRewriting.rewrite(definition, signature.tensors());
    PrecomputedWeights preparation =
        PrecomputedWeights.of(
            fast.definition(),
            NeededNodes.operation(latents),
            labels.map(NeededNodes::operation).map(Set::of).orElse(Set.of()),
            NeededNodes.operation(drawn),
            weights.keySet());
    small = fast.small();
    graph = new Graph();
    Session opened = null;
    try {
      graph.importGraphDef(preparation.definition());
      images = images(graph, drawn);
      bytes = PixelBytes.of(Ops.create(graph), images);
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
  Result values(Input input) {
    return runner(input).fetch(images).run();
  }

  /** Returns the values of images as unsigned bytes; the caller closes it. */
  Result bytes(Input input) {
    return runner(input).fetch(bytes).run();
  }

  /** Draws images and returns the memory that it took, nothing where that is not known. */
  Optional<StepMemory> measure(Input input) {
    return AllocatorTrace.of(runner(input).fetch(bytes));
  }

  private Session.Runner runner(Input input) {
    Session.Runner runner = session.runner().feed(latents, input.latents());
    labels.ifPresent(name -> runner.feed(name, input.labels()));
    return runner;
  }

  @Override
  public void close() {
    Sessions.close(session, graph);
  }
}
