package io.facegan.internal.train;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.facegan.error.FaceGanException;
import io.facegan.network.ActivationLayer;
import io.facegan.network.BatchNorm;
import io.facegan.network.Convolution;
import io.facegan.network.Dense;
import io.facegan.network.FeatureShape;
import io.facegan.network.Flatten;
import io.facegan.network.ImageShape;
import io.facegan.network.Labels;
import io.facegan.network.LayerNorm;
import io.facegan.network.LayerSpec;
import io.facegan.network.LossTerm;
import io.facegan.network.Networks;
import io.facegan.network.Reshape;
import io.facegan.network.TransposedConvolution;
import io.facegan.network.Upsampling;
import io.facegan.network.VectorShape;
import java.util.function.Consumer;

/** The JSON of a run folder. The network records need no annotations of their own for it. */
final class RunJson {
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "layer")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Dense.class, name = "dense"),
    @JsonSubTypes.Type(value = Convolution.class, name = "convolution"),
    @JsonSubTypes.Type(value = TransposedConvolution.class, name = "transposed_convolution"),
    @JsonSubTypes.Type(value = Upsampling.class, name = "upsampling"),
    @JsonSubTypes.Type(value = BatchNorm.class, name = "batch_norm"),
    @JsonSubTypes.Type(value = LayerNorm.class, name = "layer_norm"),
    @JsonSubTypes.Type(value = ActivationLayer.class, name = "activation"),
    @JsonSubTypes.Type(value = Flatten.class, name = "flatten"),
    @JsonSubTypes.Type(value = Reshape.class, name = "reshape")
  })
  private interface LayerMixin {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "shape")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = VectorShape.class, name = "vector"),
    @JsonSubTypes.Type(value = ImageShape.class, name = "image")
  })
  private interface ShapeMixin {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "term")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = LossTerm.CrossEntropy.class, name = "cross_entropy"),
    @JsonSubTypes.Type(value = LossTerm.LeastSquares.class, name = "least_squares"),
    @JsonSubTypes.Type(value = LossTerm.Hinge.class, name = "hinge"),
    @JsonSubTypes.Type(value = LossTerm.Linear.class, name = "linear")
  })
  private interface LossMixin {}

  /** Networks without labels are written as they were before there were labels. */
  private abstract static class NetworksMixin {
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = NoLabels.class)
    private Labels labels;
  }

  /** Equals what is not written. */
  private static final class NoLabels {
    @Override
    public boolean equals(Object value) {
      return value == null || value instanceof Labels labels && labels.isNone();
    }

    @Override
    public int hashCode() {
      return 0;
    }
  }

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addMixIn(LayerSpec.class, LayerMixin.class)
          .addMixIn(FeatureShape.class, ShapeMixin.class)
          .addMixIn(LossTerm.class, LossMixin.class)
          .addMixIn(Networks.class, NetworksMixin.class)
          .visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
          .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
          .build();

  private static final ObjectWriter WRITER = MAPPER.writerWithDefaultPrettyPrinter();

  static String write(Object value) {
    try {
      return WRITER.writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + value + " as JSON", e);
    }
  }

  /** Returns a value as a tree of its parts. */
  static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  static <T> T read(String text, Class<T> type) {
    return read(text, type, tree -> {});
  }

  /**
   * @param upgrade brings what earlier versions wrote to the present form, in place
   * @throws FaceGanException if the text is not JSON of that kind; the message is one line
   */
  static <T> T read(String text, Class<T> type, Consumer<JsonNode> upgrade) {
    try {
      JsonNode tree = MAPPER.readTree(text);
      upgrade.accept(tree);
      T value = MAPPER.treeToValue(tree, type);
      if (value == null) {
        throw new FaceGanException("it is empty");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new FaceGanException(e.getOriginalMessage(), e);
    }
  }

  private RunJson() {}
}
