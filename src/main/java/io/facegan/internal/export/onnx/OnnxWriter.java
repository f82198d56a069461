package io.facegan.internal.export.onnx;

import com.google.protobuf.CodedOutputStream;
import io.facegan.error.FaceGanException;
import io.facegan.internal.export.ModelNote;
import io.facegan.internal.export.StandAlone;
import io.facegan.internal.graph.GeneratorSession;
import io.facegan.internal.graph.ServedSignature;
import io.facegan.internal.graph.TrainedWeights;
import io.facegan.internal.util.AtomicFile;
import io.facegan.internal.util.OutputPlaces;
import io.facegan.internal.util.Text;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes a generator as an ONNX model, with the names and shapes of its SavedModel. */
public final class OnnxWriter {
  /** What the file is, in messages. */
  public static final String WHAT = "ONNX file";

  /** The maximum size of a protobuf message. */
  private static final long MAX_BYTES = Integer.MAX_VALUE;

  /**
   * Writes a model. The file appears under its name only when it is complete.
   *
   * @throws FaceGanException if something is there already or it cannot be written, or if the model
   *     is larger than an ONNX file can be
   */
  public static void write(
      Networks networks,
      TrainedWeights weights,
      Normalization normalization,
      ModelNote note,
      Path file) {
    OutputPlaces.checkFreeFile(WHAT, file);
    try (GeneratorSession generator = new GeneratorSession(networks, normalization, weights)) {
      ProtoMessage model = model(networks, normalization, note, generator::values);
      AtomicFile.create(
          WHAT,
          file,
          bytes -> {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            model.writeTo(out);
            out.flush();
          });
    }
  }

  /** Returns a model that reads its weights when it is written. */
  static ProtoMessage model(
      Networks networks, Normalization normalization, ModelNote note, Weights weights) {
    StandAlone.check(normalization, "an ONNX model");
    List<OnnxValue> inputs = new ArrayList<>();
    inputs.add(new OnnxValue(ServedSignature.LATENTS, List.of(networks.latentSize())));
    if (!networks.labels().isNone()) {
      inputs.add(new OnnxValue(ServedSignature.LABELS, List.of(), OnnxTensor.INT64));
    }
    OnnxValue images =
        new OnnxValue(ServedSignature.IMAGES, LayerTensors.sides(networks.imageShape()));
    ProtoMessage graph =
        GeneratorGraph.of(networks, normalization, weights, images.name())
            .toMessage(networks.generator().name(), inputs, images);
    ProtoMessage model =
        new OnnxModel("FaceGan", note.version(), describe(networks), note.properties(), graph)
            .toMessage();
    if (model.size() > MAX_BYTES) {
      throw new FaceGanException(
          Text.format(
              "the generator of %s takes %,d bytes as an ONNX model, and the limit is"
                  + " %,d: export a SavedModel, or use smaller layers",
              networks.name(), model.size(), MAX_BYTES));
    }
    return model;
  }

  private static String describe(Networks networks) {
    String labels =
        networks.labels().isNone()
            ? ""
            : ", %s [batch] from 0 to %d"
                .formatted(ServedSignature.LABELS, networks.labels().count() - 1);
    return "Generates faces: %s [batch, %d] from a standard normal distribution%s -> %s [batch, %s], "
            .formatted(
                ServedSignature.LATENTS,
                networks.latentSize(),
                labels,
                ServedSignature.IMAGES,
                networks.imageShape().toString().replace("x", ", "))
        + "height x width x channel, with values between 0 and 1.";
  }

  private OnnxWriter() {}
}
