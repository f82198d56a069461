package io.facegan.internal.export;

import com.google.protobuf.UnsafeByteOperations;
import io.facegan.error.FaceGanException;
import io.facegan.internal.graph.GeneratorSession;
import io.facegan.internal.graph.TrainedWeights;
import io.facegan.internal.inference.ProtoShapes;
import io.facegan.internal.util.AtomicFile;
import io.facegan.internal.util.OutputPlaces;
import io.facegan.internal.util.Text;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import java.nio.file.Path;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

/** Writes a trained generator as one file, a GraphDef from latents to images without variables. */
public final class FrozenGraphWriter {
  /** The name of the file type for messages. */
  public static final String WHAT = "frozen graph";

  /** The maximum size of a protobuf message, less a reserve for the operations. */
  private static final long MOST_BYTES = Integer.MAX_VALUE - (16L << 20);

  /**
   * Writes a generator. Its input {@code latents} and output {@code images} are those of the
   * SavedModel.
   *
   * @param file absent
   * @throws FaceGanException if something stands there already, or the generator is larger than
   *     such a file can be
   */
  public static void write(
      Networks networks, TrainedWeights weights, Normalization normalization, Path file) {
    OutputPlaces.checkFreeFile(WHAT, file);
    checkSize(Float.BYTES * networks.generator().parameters());
    GraphDef graph;
    try (GeneratorSession generator = new GeneratorSession(networks, normalization, weights)) {
      graph = definition(FrozenGraph.of(generator), generator);
    }
    AtomicFile.create(WHAT, file, graph::writeTo);
  }

  private static GraphDef definition(FrozenGraph frozen, GeneratorSession generator) {
    GraphDef whole = generator.session().graph().toGraphDef();
    GraphDef.Builder graph = whole.toBuilder().clearNode().clearLibrary();
    checkSize(frozen.constants().stream().mapToLong(constant -> constant.bytes().length).sum());
    frozen.constants().forEach(constant -> graph.addNode(node(constant)));
    graph.addAllNode(frozen.operations());
    return DefaultAttributes.strip(graph.build());
  }

  private static NodeDef node(FrozenGraph.Constant constant) {
    TensorProto tensor =
        TensorProto.newBuilder()
            .setDtype(constant.type())
            .setTensorShape(ProtoShapes.of(Shape.of(constant.shape())))
            .setTensorContent(UnsafeByteOperations.unsafeWrap(constant.bytes()))
            .build();
    return NodeDef.newBuilder()
        .setName(constant.name())
        .setOp("Const")
        .putAttr("dtype", AttrValue.newBuilder().setType(constant.type()).build())
        .putAttr("value", AttrValue.newBuilder().setTensor(tensor).build())
        .build();
  }

  private static void checkSize(long bytes) {
    if (bytes > MOST_BYTES) {
      throw new FaceGanException(
          Text.format(
              "the generator has %,d bytes of weights, and a frozen graph holds at most %,d: export"
                  + " a SavedModel",
              bytes, MOST_BYTES));
    }
  }

  private FrozenGraphWriter() {}
}
