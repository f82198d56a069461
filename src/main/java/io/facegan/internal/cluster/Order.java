package io.facegan.internal.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What the chief has all do next.
 *
 * @param step which one, from 0
 * @param attempt how often the run was rolled back before
 */
public record Order(Kind kind, long step, int attempt) {
  /** The kinds of orders. */
  public enum Kind {
    /** Take the seed and the rates of an attempt. */
    BEGIN,
    /** Take the chief's variables. */
    HAND_OVER,
    /** Make a training step. */
    STEP,
    /** End; nothing comes after it. */
    END
  }

  public static Order begin(int attempt) {
    return new Order(Kind.BEGIN, 0, attempt);
  }

  public static Order handOver() {
    return new Order(Kind.HAND_OVER, 0, 0);
  }

  public static Order step(long step) {
    return new Order(Kind.STEP, step, 0);
  }

  public static Order end() {
    return new Order(Kind.END, 0, 0);
  }

  ObjectNode json() {
    return Message.of(Message.ORDER)
        .put("kind", kind.name())
        .put("step", step)
        .put("attempt", attempt);
  }

  /**
   * @throws IllegalArgumentException if it is no order
   */
  static Order of(JsonNode json) {
    return new Order(
        Kind.valueOf(json.path("kind").asText()),
        json.path("step").asLong(),
        json.path("attempt").asInt());
  }
}
