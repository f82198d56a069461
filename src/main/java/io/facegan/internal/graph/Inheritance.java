package io.facegan.internal.graph;

import io.facegan.network.NetworkSpec;
import io.facegan.network.Networks;
import io.facegan.network.PlacedLayer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.tensorflow.ndarray.Shape;

/**
 * What networks can take of the weights of others: the layers that have the same name and the same
 * shapes in both, each as a whole.
 *
 * @param taken the layers, {@code generator/dense_1}
 * @param left a line on each layer that differs, with both shapes
 */
public record Inheritance(List<String> taken, List<String> left) {
  /**
   * Compares networks.
   *
   * @param judging whether the weights of the parent's discriminator are there
   */
  public static Inheritance of(Networks parent, Networks child, boolean judging) {
    Inheritance all = new Inheritance(new ArrayList<>(), new ArrayList<>());
    // Tables of labels serve networks that know the same labels alone.
    boolean sameLabels = parent.labels().equals(child.labels());
    all.add(
        layers(parent.generator(), sameLabels ? LabelEmbedding.shapes(parent) : Map.of()),
        layers(child.generator(), LabelEmbedding.shapes(child)));
    if (judging) {
      all.add(
          layers(parent.discriminator(), sameLabels ? LabelProjection.shapes(parent) : Map.of()),
          layers(child.discriminator(), LabelProjection.shapes(child)));
    } else {
      all.left.add("discriminator: it holds none, so all of it starts afresh");
    }
    return all;
  }

  /** Returns whether a layer of this network is taken. */
  public boolean takesSomeOf(String network) {
    return taken.stream().anyMatch(layer -> layer.startsWith(network + "/"));
  }

  /**
   * Returns what the variables of a training begin with. The average of the generator's weights is
   * taken for the weights where there are no others, and where there is to be no average: samples
   * are drawn with it.
   *
   * @param stored all weights of the parent
   * @param averaging whether the training averages the generator's weights
   */
  public Map<String, float[]> values(Map<String, float[]> stored, boolean averaging) {
    Map<String, float[]> values = new LinkedHashMap<>();
    for (String name : stored.keySet()) {
      String plain = WeightAverage.isOne(name) ? WeightAverage.averagedBy(name) : name;
      String average = WeightAverage.nameOf(plain);
      if (!taken.contains(plain.substring(0, plain.lastIndexOf('/')))) {
        continue;
      }
      float[] shown = stored.getOrDefault(average, stored.get(plain));
      values.put(plain, averaging ? stored.getOrDefault(plain, shown) : shown);
      if (averaging && !average.equals(plain)) {
        values.put(average, shown);
      }
    }
    return values;
  }

  private void add(Map<String, Map<String, Shape>> there, Map<String, Map<String, Shape>> here) {
    TreeSet<String> others = new TreeSet<>(there.keySet());
    here.forEach(
        (layer, shapes) -> {
          others.remove(layer);
          if (shapes.equals(there.get(layer))) {
            taken.add(layer);
          } else {
            left.add(difference(layer, there.get(layer), shapes));
          }
        });
    others.forEach(layer -> left.add(difference(layer, there.get(layer), null)));
  }

  private static String difference(
      String layer, Map<String, Shape> there, Map<String, Shape> here) {
    Map<String, Shape> some = here == null ? there : here;
    String kind =
        some.keySet().stream()
            .filter(one -> there == null || here == null || !here.get(one).equals(there.get(one)))
            .findFirst()
            .orElseThrow();
    return "%s: %s %s there, %s here".formatted(layer, kind, words(there, kind), words(here, kind));
  }

  private static String words(Map<String, Shape> shapes, String kind) {
    return shapes == null
        ? "none"
        : LongStream.of(shapes.get(kind).asArray())
            .mapToObj(Long::toString)
            .collect(Collectors.joining("x"));
  }

  private static Map<String, Map<String, Shape>> layers(
      NetworkSpec network, Map<String, Map<String, Shape>> tables) {
    Map<String, Map<String, Shape>> layers = new LinkedHashMap<>();
    for (PlacedLayer layer : network.placed()) {
      Map<String, Shape> shapes = LayerVariables.of(layer);
      if (!shapes.isEmpty()) {
        layers.put(network.name() + "/" + layer.name(), shapes);
      }
    }
    layers.putAll(tables);
    return layers;
  }
}
