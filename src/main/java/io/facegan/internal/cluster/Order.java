package io.facegan.internal.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What the chief has all do next.
 *
 * @param step which one
 * @param attempt how often the run was rolled back before
 * @param measured whether the step's memory and the like are measured
 */
public record Order(Kind kind, long step, int attempt, boolean measured) {
  /** The kinds of orders. */
  public enum Kind {
    /** Begin or begin again, with the chief's weights. */
    BEGIN,
    /** Take what the chief shares. */
    SHARE,
    /** Do a training step. */
    STEP,
    /** End; nothing comes after it. */
    END
  }

  ObjectNode json() {
    return Message.of(Message.ORDER)
        .put("kind", kind.name())
        .put("step", step)
        .put("attempt", attempt)
        .put("measured", measured);
  }

  /**
   * @throws IllegalArgumentException if it is no order
   */
  static Order of(JsonNode json) {
    return new Order(
        Kind.valueOf(json.path("kind").asText()),
        json.path("step").asLong(),
        json.path("attempt").asInt(),
        json.path("measured").asBoolean());
  }
}
