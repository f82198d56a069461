package io.facegan.internal.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegan.internal.graph.ServedSignature;
import io.facegan.internal.inference.ModelFormat;
import java.util.List;
import org.tensorflow.TensorFlow;

/** The notes in a SavedModel: {@code assets.extra/facegan.json}, and a README. */
final class ServedNote {
  /** The layout of the model: its signatures and the files beside them. */
  private static final int FORMAT = 2;

  private final ServedModel model;
  private final List<ServedSignature> signatures;

  ServedNote(ServedModel model, List<ServedSignature> signatures) {
    this.model = model;
    this.signatures = signatures;
  }

  String json() {
    JsonMapper mapper = JsonMapper.builder().build();
    ObjectNode json = mapper.createObjectNode();
    json.put("format", FORMAT);
    json.setAll(mapper.<ObjectNode>valueToTree(model.note()));
    json.put("discriminator_batch_norm_uses", model.discriminator().describe());
    json.put("trainable", model.trainable());
    json.put("tensorflow_version", TensorFlow.version());
    ObjectNode all = json.putObject("signatures");
    for (ServedSignature signature : signatures) {
      ObjectNode one = all.putObject(signature.name()).put("meaning", signature.meaning());
      put(one.putObject("inputs"), signature.inputs());
      put(one.putObject("outputs"), signature.outputs());
    }
    try {
      return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + model.note() + " as JSON", e);
    }
  }

  private static void put(ObjectNode json, List<ServedSignature.Tensor> tensors) {
    tensors.forEach(tensor -> json.put(tensor.name(), tensor.meaning()));
  }

  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # A GAN that FaceGan %s trained

        %s networks, %d steps in batches of %d on %d images.
        %sBatch norm: the generator uses %s, the discriminator %s.
        TensorFlow SavedModel, tag `%s`; n is any number of images.

        """
            .formatted(
                model.note().version(),
                model.note().networks(),
                model.note().steps(),
                model.note().batchSize(),
                model.note().images(),
                model.note().parent() == null
                    ? ""
                    : "It began with the weights of %s.\n".formatted(model.note().parent()),
                model.generator().describe(),
                model.discriminator().describe(),
                ModelFormat.TAG));
    List<String> labels = model.note().labels();
    if (!labels.isEmpty()) {
      text.append("It draws images of %d labels, numbered from 0: ".formatted(labels.size()))
          .append(String.join(", ", labels))
          .append(".\n\n");
    }
    for (ServedSignature signature : signatures) {
      text.append("## `%s`\n\nIt %s.\n\n".formatted(signature.name(), signature.meaning()));
      signature.inputs().forEach(input -> line(text, "input", input));
      signature.outputs().forEach(output -> line(text, "output", output));
      text.append('\n');
    }
    return text.toString().stripTrailing() + "\n";
  }

  private static void line(StringBuilder text, String what, ServedSignature.Tensor tensor) {
    text.append("- %s `%s`: %s\n".formatted(what, tensor.name(), tensor.meaning()));
  }
}
