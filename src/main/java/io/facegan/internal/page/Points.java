package io.facegan.internal.page;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/**
 * The points of a line in a chart, by step. Values that are not finite are gaps.
 *
 * @param steps rising
 * @param values of the line
 * @param low the lowest value that each point stands for
 * @param high the highest value that each point stands for
 */
record Points(long[] steps, double[] values, double[] low, double[] high) {
  /** More digits than a screen shows. */
  private static final MathContext DIGITS = new MathContext(4);

  /** Returns whether each point stands for its own value alone. */
  boolean isLine() {
    return Arrays.equals(values, low) && Arrays.equals(values, high);
  }

  /** Returns the line alone. */
  Points bare() {
    return new Points(steps, values, values, values);
  }

  /** Returns the same in a unit. */
  Points in(double unit) {
    return new Points(steps, divided(values, unit), divided(low, unit), divided(high, unit));
  }

  private static double[] divided(double[] values, double unit) {
    return Arrays.stream(values).map(value -> value / unit).toArray();
  }

  /** Returns them as {@code {"step": [], "value": [], "low": [], "high": []}}. */
  @JsonValue
  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode all = json.putArray("step");
    for (long step : steps) {
      all.add(step);
    }
    put(json, "value", values);
    if (!isLine()) {
      put(json, "low", low);
      put(json, "high", high);
    }
    return json;
  }

  private static void put(ObjectNode json, String name, double[] numbers) {
    ArrayNode all = json.putArray(name);
    for (double number : numbers) {
      if (Double.isFinite(number)) {
        all.add(new BigDecimal(number).round(DIGITS).stripTrailingZeros());
      } else {
        all.addNull();
      }
    }
  }
}
