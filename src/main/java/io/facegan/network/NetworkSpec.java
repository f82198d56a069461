package io.facegan.network;

import io.facegan.error.FaceGanException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A network: a chain of layers from an input shape to an output shape, checked as a whole.
 *
 * @param name the first part of its variable names, for example {@code generator}: lower-case
 *     letters, digits and underscores, a letter first
 * @param input the shape of one example
 * @param layers the layers in their order, at least one
 */
public record NetworkSpec(String name, FeatureShape input, List<LayerSpec> layers) {
  /**
   * Checks the name and that every layer can take what the one before it gives.
   *
   * @throws FaceGanException if not; the message names the network, the layer and the numbers
   */
  public NetworkSpec {
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new FaceGanException(
          "network name \"%s\": use lower-case letters, digits and underscores, a letter first"
              .formatted(name));
    }
    Objects.requireNonNull(input, "input");
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new FaceGanException("network " + name + " has no layers: it must have at least 1");
    }
    countParameters(name, place(name, input, layers));
  }

  /** Returns a network of these layers. */
  public static NetworkSpec of(String name, FeatureShape input, LayerSpec... layers) {
    return new NetworkSpec(name, input, List.of(layers));
  }

  /** Returns every layer with its name and shapes, in order. */
  public List<PlacedLayer> placed() {
    return place(name, input, layers);
  }

  /** Returns the shape of one example after the last layer. */
  public FeatureShape output() {
    List<PlacedLayer> placed = placed();
    return placed.get(placed.size() - 1).output();
  }

  /** Returns how many trainable parameters the network has. */
  public long parameters() {
    return countParameters(name, placed());
  }

  /**
   * Returns the layers as a table for people: name, settings, output shape, the formula behind that
   * shape and the trainable parameters, with a total. Usual networks fit 100 columns.
   */
  public String describe() {
    return LayerTable.of(this);
  }

  private static List<PlacedLayer> place(
      String network, FeatureShape input, List<LayerSpec> layers) {
    List<PlacedLayer> placed = new ArrayList<>();
    Map<String, Integer> ordinals = new HashMap<>();
    FeatureShape shape = input;
    for (LayerSpec spec : layers) {
      String layer = spec.kind() + "_" + ordinals.merge(spec.kind(), 1, Integer::sum);
      FeatureShape output = outputShape(network + "/" + layer, spec, shape);
      placed.add(new PlacedLayer(layer, spec, shape, output));
      shape = output;
    }
    return List.copyOf(placed);
  }

  private static FeatureShape outputShape(String path, LayerSpec spec, FeatureShape input) {
    try {
      return spec.outputShape(input);
    } catch (FaceGanException refusal) {
      throw new FaceGanException(path + ": " + refusal.getMessage(), refusal);
    }
  }

  private static long countParameters(String network, List<PlacedLayer> placed) {
    long total = 0;
    for (PlacedLayer layer : placed) {
      try {
        total = Math.addExact(total, layer.parameters());
      } catch (FaceGanException refusal) {
        throw new FaceGanException(
            network + "/" + layer.name() + ": " + refusal.getMessage(), refusal);
      } catch (ArithmeticException overflow) {
        throw new FaceGanException(
            "network " + network + " has more than 2^63 - 1 parameters: use smaller layers",
            overflow);
      }
    }
    return total;
  }
}
