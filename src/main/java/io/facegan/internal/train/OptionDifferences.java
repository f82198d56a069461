package io.facegan.internal.train;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegan.internal.util.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What two sets of options differ in, apart from what a resumed run may change. */
final class OptionDifferences {
  /** Where images lie and in which words does not matter, if they are the same images. */
  private static final Set<String> FREE =
      Set.of(
          "version",
          "steps",
          "deterministic",
          "sampleEvery",
          "checkpointEvery",
          "guards",
          "tensorBoard",
          "images.source",
          "images.path",
          "images.labels.path");

  /** What only the worker does that has the run folder, and what is compared in other words. */
  private static final Set<String> OF_THE_FIRST =
      Set.of(
          "parent",
          "samples",
          "sampleEvery",
          "checkpointEvery",
          "guards",
          "tensorBoard",
          "images.source",
          "images.path",
          "images.labels.path",
          "images.pictures",
          "images.content");

  private final List<String> found = new ArrayList<>();

  /** Returns each difference in words, {@code batchSize is 16 in the run, but 8 now}. */
  static List<String> between(TrainingOptions run, TrainingOptions now) {
    OptionDifferences differences = new OptionDifferences();
    differences.compare("", RunJson.tree(run), RunJson.tree(now));
    return differences.found;
  }

  /** Returns the options that workers of one training must share, in words by name. */
  static Map<String, String> shared(TrainingOptions options) {
    Map<String, String> shared = new LinkedHashMap<>();
    flatten("", RunJson.tree(options), shared);
    return shared;
  }

  private static void flatten(String name, JsonNode node, Map<String, String> into) {
    if (OF_THE_FIRST.contains(name)) {
      return;
    }
    if (!node.isContainerNode()) {
      into.put(name, node.asText());
      return;
    }
    for (String key : keys(node, node)) {
      flatten(name.isEmpty() ? key : name + "." + key, child(node, key), into);
    }
  }

  private void compare(String name, JsonNode run, JsonNode now) {
    if (FREE.contains(name) || Objects.equals(run, now)) {
      return;
    }
    if (run != null && now != null && run.isContainerNode() && now.isContainerNode()) {
      for (String key : keys(run, now)) {
        compare(name.isEmpty() ? key : name + "." + key, child(run, key), child(now, key));
      }
    } else {
      found.add("%s is %s in the run, but %s now".formatted(name, words(run), words(now)));
    }
  }

  private static Set<String> keys(JsonNode run, JsonNode now) {
    Set<String> keys = new TreeSet<>();
    for (JsonNode node : List.of(run, now)) {
      for (int i = 0; node.isArray() && i < node.size(); i++) {
        keys.add(Text.format("%03d", i));
      }
      node.properties().forEach(property -> keys.add(property.getKey()));
    }
    return keys;
  }

  private static JsonNode child(JsonNode node, String key) {
    return node.isArray() ? node.get(Integer.parseInt(key)) : node.get(key);
  }

  private static String words(JsonNode value) {
    return value == null ? "absent" : value.toString();
  }
}
