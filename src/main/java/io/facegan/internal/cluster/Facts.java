package io.facegan.internal.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegan.internal.util.Text;
import io.facegan.internal.util.Version;
import io.facegan.runtime.Cluster;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What all workers must have alike, for example their options or the checksum of their images.
 *
 * @param values by name, in the order in which they are compared
 */
public record Facts(Map<String, String> values) {
  /** There is nothing to compare. */
  public static final Facts NONE = new Facts(Map.of());

  private static final String VERSION = "FaceGan version";

  /** Copies the values. */
  public Facts {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * Says in what a follower differs. What it does not name, it takes from the chief.
   *
   * @param follower its name
   * @param chief the name of the chief, whose facts these are
   */
  Optional<String> difference(Facts others, String follower, String chief) {
    for (Map.Entry<String, String> theirs : others.values.entrySet()) {
      String ours = values.get(theirs.getKey());
      if (!theirs.getValue().equals(ours)) {
        return Optional.of(
            "%s has %s as its %s, and %s has %s: start all workers with the same FaceGan, options and images"
                .formatted(
                    follower,
                    Text.oneLine(theirs.getValue()),
                    Text.oneLine(theirs.getKey()),
                    chief,
                    ours == null ? "nothing" : Text.oneLine(ours)));
      }
    }
    return Optional.empty();
  }

  /** Puts those before them that every two workers of a cluster must have alike. */
  Facts with(Cluster cluster) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(VERSION, Version.current());
    all.put("protocol", Integer.toString(Message.PROTOCOL));
    all.put("workers", String.join(",", cluster.workers()));
    all.put("wire", cluster.wire().toString());
    all.putAll(values);
    return new Facts(all);
  }

  /** Returns whether a worker says so, and nobody else who sends JSON. */
  boolean areOfAWorker() {
    return values.containsKey(VERSION);
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    values.forEach(json::put);
    return json;
  }

  static Facts of(JsonNode json) {
    Map<String, String> values = new LinkedHashMap<>();
    json.properties().forEach(fact -> values.put(fact.getKey(), fact.getValue().asText()));
    return new Facts(values);
  }
}
