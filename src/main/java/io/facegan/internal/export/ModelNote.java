package io.facegan.internal.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.facegan.internal.inference.ModelLabels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The metadata of a model: a SavedModel has it in {@code assets.extra/facegan.json}, an ONNX model
 * in its properties.
 *
 * @param content a hash of the pixels and the order of the training images
 * @param normalization the statistics that the generator's batch norm uses
 * @param parent the training whose weights it began with, in words, or null if with random ones
 * @param averaged whether the generator's weights are an average over the training
 * @param labels that the networks know, in the order of their numbers; none of those without labels
 * @param labelCounts how many training images had each
 */
public record ModelNote(
    @JsonProperty("facegan_version") String version,
    @JsonProperty("networks") String networks,
    @JsonProperty("training_batch_size") int batchSize,
    @JsonProperty("training_steps") long steps,
    @JsonProperty("training_images") int images,
    @JsonProperty("training_images_content") String content,
    @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("parent") String parent,
    @JsonProperty("batch_norm_uses") String normalization,
    @JsonProperty("averaged_weights") boolean averaged,
    @JsonProperty(ModelLabels.NAMES) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<String> labels,
    @JsonProperty(ModelLabels.COUNTS) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Integer> labelCounts) {

  /** Returns the metadata as key-value pairs, for formats that store such. */
  public Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    JsonMapper.builder()
        .build()
        .valueToTree(this)
        .properties()
        .forEach(
            entry -> {
              JsonNode value = entry.getValue();
              properties.put(
                  entry.getKey(), value.isValueNode() ? value.asText() : value.toString());
            });
    return properties;
  }
}
