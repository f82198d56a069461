package io.facegan.internal.export;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a model says of itself: a SavedModel in {@code assets.extra/facegan.json}, an ONNX model in
 * its properties.
 *
 * @param version the version of the library that wrote it
 * @param networks the name of its networks
 * @param batchSize pictures a step in training
 * @param steps how many steps it was trained
 * @param images how many pictures it was trained on
 * @param content stands for the pixels and the order of these pictures
 * @param normalization whose statistics the generator's batch norm layers use, in words
 */
public record ModelNote(
    @JsonProperty("facegan_version") String version,
    @JsonProperty("networks") String networks,
    @JsonProperty("training_batch_size") int batchSize,
    @JsonProperty("training_steps") long steps,
    @JsonProperty("training_images") int images,
    @JsonProperty("training_images_content") String content,
    @JsonProperty("batch_norm_uses") String normalization) {

  /** Returns the same as names and values, for formats that keep such. */
  public Map<String, String> properties() {
    return JsonMapper.builder()
        .build()
        .convertValue(this, new TypeReference<LinkedHashMap<String, String>>() {});
  }
}
