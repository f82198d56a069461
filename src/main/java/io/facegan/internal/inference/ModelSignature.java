package io.facegan.internal.inference;

import io.facegan.error.FaceGanException;
import io.facegan.internal.graph.ServedSignature;
import io.facegan.network.ImageShape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/**
 * The signature of a model, validated before the model runs, with the names of its tensors.
 *
 * @param labelsTensor nothing of a model that takes latents alone
 */
public record ModelSignature(
    int latentSize,
    ImageShape image,
    String latentsTensor,
    Optional<String> labelsTensor,
    String imagesTensor) {

  /**
   * Reads the signature of a model.
   *
   * @throws FaceGanException if the model lacks it, or it has other shapes or types
   */
  static ModelSignature of(SavedModel model) {
    MetaGraphDef graph =
        model.getMetaGraphsList().stream()
            .filter(meta -> meta.getMetaInfoDef().getTagsList().contains(ModelFormat.TAG))
            .findFirst()
            .orElseThrow(
                () -> new FaceGanException("it has no graph with the tag " + ModelFormat.TAG));
    SignatureDef signature = graph.getSignatureDefMap().get(ServedSignature.DEFAULT);
    if (signature == null) {
      throw new FaceGanException(
          "it lacks the signature %s and has only %s"
              .formatted(ServedSignature.DEFAULT, graph.getSignatureDefMap().keySet()));
    }
    TensorInfo latents = tensor(signature.getInputsMap(), "input", ServedSignature.LATENTS, 2);
    TensorInfo images = tensor(signature.getOutputsMap(), "output", ServedSignature.IMAGES, 4);
    List<Integer> sides = sides(images);
    int channels = sides.get(3);
    if (channels != 1 && channels != 3) {
      throw new FaceGanException(
          "its images have " + channels + " channels, where 1 or 3 were expected");
    }
    return new ModelSignature(
        sides(latents).get(1),
        new ImageShape(sides.get(1), sides.get(2), channels),
        latents.getName(),
        labels(signature.getInputsMap()),
        images.getName());
  }

  private static Optional<String> labels(Map<String, TensorInfo> inputs) {
    return Optional.ofNullable(inputs.get(ServedSignature.LABELS))
        .filter(labels -> labels.getDtype() == DataType.DT_INT64 && sides(labels).size() == 1)
        .map(TensorInfo::getName);
  }

  /** Returns the names of the tensors to feed and to fetch. */
  List<String> tensors() {
    return Stream.concat(Stream.of(latentsTensor, imagesTensor), labelsTensor.stream()).toList();
  }

  private static TensorInfo tensor(
      Map<String, TensorInfo> tensors, String what, String name, int rank) {
    TensorInfo tensor = tensors.get(name);
    int wanted = labels(tensors).isPresent() ? 2 : 1;
    if (tensor == null || tensors.size() != wanted && what.equals("input")) {
      throw new FaceGanException(
          "its signature has the %ss %s, where %s was expected"
              .formatted(what, tensors.keySet(), name));
    }
    List<Integer> sides = sides(tensor);
    boolean known = sides.size() == rank && sides.stream().skip(1).allMatch(side -> side > 0);
    if (tensor.getDtype() != DataType.DT_FLOAT || !known) {
      throw new FaceGanException(
          "its %s %s is %s %s, where float32 with %d axes was expected"
              .formatted(what, name, tensor.getDtype(), sides, rank));
    }
    return tensor;
  }

  private static List<Integer> sides(TensorInfo tensor) {
    return tensor.getTensorShape().getDimList().stream()
        .map(TensorShapeProto.Dim::getSize)
        .map(Math::toIntExact)
        .toList();
  }
}
