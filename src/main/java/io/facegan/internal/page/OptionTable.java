package io.facegan.internal.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegan.internal.train.TrainingOptions;
import io.facegan.internal.util.Text;
import io.facegan.network.NetworkSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The options in which runs differ. */
final class OptionTable {
  private static final String LAYERS = ".layers.";

  /** Layers that differ in more places are told by their number. */
  private static final int MOST = 12;

  private OptionTable() {}

  /** Returns a row for each: its name as in {@code options.json}, and the value in each run. */
  static List<List<String>> of(List<RunData> runs) {
    List<Map<String, String>> all = runs.stream().map(run -> values(run.options())).toList();
    List<List<String>> rows = differing(all);
    boolean layers = rows.stream().filter(row -> row.get(0).contains(LAYERS)).count() > MOST;
    return layers ? rows.stream().filter(row -> !row.get(0).contains(LAYERS)).toList() : rows;
  }

  private static List<List<String>> differing(List<Map<String, String>> all) {
    TreeSet<String> names = new TreeSet<>();
    all.forEach(values -> names.addAll(values.keySet()));
    List<List<String>> rows = new ArrayList<>();
    for (String name : names) {
      List<String> row = new ArrayList<>(List.of(name));
      all.forEach(values -> row.add(values.getOrDefault(name, "\u2013")));
      if (row.subList(1, row.size()).stream().distinct().count() > 1) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static Map<String, String> values(TrainingOptions options) {
    Map<String, String> values = new HashMap<>();
    values.put("images.source", options.images().source());
    values.put("recipe.networks.generator", network(options.networks().generator()));
    values.put("recipe.networks.discriminator", network(options.networks().discriminator()));
    collect("", options.shareableTree(), values);
    return values;
  }

  private static String network(NetworkSpec network) {
    return Text.format("%d layers, %,d parameters", network.layers().size(), network.parameters());
  }

  private static void collect(String name, JsonNode node, Map<String, String> values) {
    if (node.isValueNode()) {
      values.put(name, node.asText());
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect("%s.%02d".formatted(name, i + 1), node.get(i), values);
    }
    node.properties()
        .forEach(
            part ->
                collect(
                    name.isEmpty() ? part.getKey() : name + "." + part.getKey(),
                    part.getValue(),
                    values));
  }
}
