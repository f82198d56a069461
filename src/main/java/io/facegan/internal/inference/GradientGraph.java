package io.facegan.internal.inference;

import io.facegan.error.FaceGanException;
import io.facegan.internal.graph.ProjectionStep;
import io.facegan.internal.graph.ServedSignature;
import io.facegan.internal.runtime.SessionConfig;
import io.facegan.internal.runtime.Sessions;
import io.facegan.internal.runtime.TensorFlowFailures;
import java.util.List;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.PlaceholderWithDefault;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** The generator of a model with the step of a search, for models that bring no such step. */
final class GradientGraph implements AutoCloseable {
  private final Graph graph = new Graph();
  private Session session;
  private ServedSignature step;
  private String pull;

  /**
   * Takes the generator out of a loaded model.
   *
   * @throws FaceGanException if one of its operations has no gradient
   */
  GradientGraph(SavedModelBundle bundle, ModelSignature signature) {
    String latents = signature.latentsTensor();
    String images = signature.imagesTensor();
    try (DetachedGraph detached =
        new DetachedGraph(
            bundle.metaGraphDef().getGraphDef(), bundle.session(), signature.tensors())) {
      PrecomputedWeights preparation =
          PrecomputedWeights.of(
              withoutShapeChecks(detached.definition()),
              NeededNodes.operation(latents),
              signature.labelsTensor().map(NeededNodes::operation).map(Set::of).orElse(Set.of()),
              NeededNodes.operation(images),
              detached.weights().keySet());
      graph.importGraphDef(preparation.definition());
      build(signature);
      session = new Session(graph, SessionConfig.gradients());
      if (!preparation.targets().isEmpty()) {
        Session.Runner runner = session.runner();
        detached.weights().forEach(runner::feed);
        preparation.targets().forEach(runner::addTarget);
        runner.run().close();
      }
    } catch (RuntimeException | Error failure) {
      close();
      throw failure;
    }
  }

  /** They have no gradient, and what is fed here has the right shape. */
  private static GraphDef withoutShapeChecks(GraphDef graph) {
    GraphDef.Builder without = graph.toBuilder().clearNode();
    for (NodeDef node : graph.getNodeList()) {
      without.addNode(
          node.getOp().equals("EnsureShape")
              ? NodeDef.newBuilder()
                  .setName(node.getName())
                  .setOp("Identity")
                  .addAllInput(node.getInputList())
                  .putAttr("T", node.getAttrOrThrow("T"))
                  .build()
              : node);
    }
    return without.build();
  }

  @SuppressWarnings("unchecked") // ModelSignature has looked at the types
  private void build(ModelSignature signature) {
    Ops tf = Ops.create(graph).withSubScope("facegan_projection");
    Operand<TFloat32> latents = (Operand<TFloat32>) graph.outputOrThrow(signature.latentsTensor());
    Operand<TFloat32> images = (Operand<TFloat32>) graph.outputOrThrow(signature.imagesTensor());
    Shape shape =
        Shape.of(
            -1,
            signature.image().height(),
            signature.image().width(),
            signature.image().channels());
    Operand<TUint8> photos = tf.placeholder(TUint8.class, Placeholder.shape(shape));
    // Where another network says how the images would come nearer to the photos.
    PlaceholderWithDefault<TFloat32> pulled =
        tf.placeholderWithDefault(tf.constant(0f), Shape.unknown());
    pull = ProjectionSession.name(pulled);
    Operand<TFloat32> nearer =
        tf.sum(tf.math.mul(images, pulled), tf.constant(new int[] {1, 2, 3}));
    try {
      step =
          new ProjectionStep(
                  graph,
                  tf,
                  new ProjectionStep.Search(
                      photos, latents, images, signature.image(), signature.latentSize()),
                  List.of(),
                  nearer)
              .signature();
    } catch (RuntimeException none) {
      throw TensorFlowFailures.explained(
          none, "it cannot be searched, which takes a gradient of every operation");
    }
  }

  Session session() {
    return session;
  }

  ServedSignature step() {
    return step;
  }

  /** The name of the tensor for the gradient of a further loss by the images. */
  String pull() {
    return pull;
  }

  @Override
  public void close() {
    Sessions.close(session, graph);
  }
}
