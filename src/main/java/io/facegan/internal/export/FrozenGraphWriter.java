package io.facegan.internal.export;

import io.facegan.error.FaceGanException;
import io.facegan.internal.graph.ServedSignature;
import io.facegan.internal.graph.ServingSession;
import io.facegan.internal.util.AtomicFile;
import io.facegan.internal.util.OutputPlaces;
import io.facegan.internal.util.Text;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.proto.GraphDef;

/** Writes a trained GAN as one file, a GraphDef whose variables are constants. */
public final class FrozenGraphWriter {
  /** The name of the file type for messages. */
  public static final String WHAT = "frozen graph";

  /** The maximum size of a protobuf message, less a reserve for the operations. */
  private static final long MAX_PARAMETERS = (Integer.MAX_VALUE - (16L << 20)) / Float.BYTES;

  /**
   * Writes a model. Its tensors have the same names as in the SavedModel.
   *
   * @param model not trainable, since constants cannot be trained
   * @param file absent
   * @throws FaceGanException if something stands there already, the model is trainable, or it is
   *     larger than such a file can be
   */
  public static void write(ServedModel model, Path file) {
    OutputPlaces.checkFreeFile(WHAT, file);
    if (model.trainable()) {
      throw new FaceGanException(
          "a frozen graph cannot be trained, its weights are constants: export a SavedModel");
    }
    long parameters = model.recipe().networks().parameters();
    if (parameters > MAX_PARAMETERS) {
      throw new FaceGanException(
          Text.format(
              "the networks have %,d parameters, and a frozen graph holds at most %,d: export a"
                  + " SavedModel",
              parameters, MAX_PARAMETERS));
    }
    GraphDef graph;
    try (ServingSession session = model.open()) {
      List<String> tensors =
          session.signatures().stream()
              .flatMap(signature -> Stream.of(signature.inputs(), signature.outputs()))
              .flatMap(List::stream)
              .map(ServedSignature.Tensor::operation)
              .toList();
      graph =
          Freezing.freeze(
              DefaultAttributes.strip(session.session().graph().toGraphDef()),
              session.session(),
              tensors);
    }
    AtomicFile.create(WHAT, file, graph::writeTo);
  }

  private FrozenGraphWriter() {}
}
