package io.facegan.internal.graph;

import io.facegan.network.BatchNorm;
import io.facegan.network.Convolution;
import io.facegan.network.Dense;
import io.facegan.network.Extent;
import io.facegan.network.LayerNorm;
import io.facegan.network.NetworkSpec;
import io.facegan.network.PlacedLayer;
import io.facegan.network.TransposedConvolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Creates a network's variables, with the names and layouts that each layer's record documents. */
final class NetworkVariables {
  private final Variables variables;
  private final Initializers initializers;
  private final List<Variables.Variable> trainable = new ArrayList<>();

  private NetworkVariables(Variables variables, Initializers initializers) {
    this.variables = variables;
    this.initializers = initializers;
  }

  /** Creates the variables of all layers and returns those that training changes by gradients. */
  static List<Variables.Variable> create(
      NetworkSpec network, Variables variables, Initializers initializers) {
    NetworkVariables creator = new NetworkVariables(variables, initializers);
    for (PlacedLayer layer : network.placed()) {
      creator.create(network.name() + "/" + layer.name() + "/", layer);
    }
    return creator.trainable;
  }

  private void create(String prefix, PlacedLayer layer) {
    Map<String, Shape> shapes = LayerVariables.of(layer);
    long inputs = LayerVariables.channels(layer.input());
    long outputs = LayerVariables.channels(layer.output());
    if (layer.spec() instanceof Dense) {
      kernel(prefix, shapes, inputs, inputs);
    } else if (layer.spec() instanceof Convolution spec) {
      Extent k = spec.kernel();
      long fanIn = inputs * k.height() * k.width();
      kernel(prefix, shapes, fanIn, fanIn);
    } else if (layer.spec() instanceof TransposedConvolution spec) {
      Extent k = spec.kernel();
      long fanIn = outputs * k.height() * k.width();
      Extent s = spec.stride();
      double terms = (double) inputs * k.height() * k.width() / s.height() / s.width();
      kernel(prefix, shapes, fanIn, terms);
    } else if (layer.spec() instanceof BatchNorm) {
      affine(prefix, shapes, initializers.scale(shapes.get("scale")));
      constant(prefix + "running_mean", shapes.get("running_mean"), 0);
      constant(prefix + "running_variance", shapes.get("running_variance"), 1);
    } else if (layer.spec() instanceof LayerNorm) {
      affine(prefix, shapes, initializers.constant(shapes.get("scale"), 1));
    }
  }

  private void kernel(String prefix, Map<String, Shape> shapes, long fanIn, double terms) {
    Shape kernel = shapes.get("kernel");
    Shape bias = shapes.get("bias");
    train(prefix + "kernel", kernel, initializers.kernel(kernel, fanIn, terms));
    train(prefix + "bias", bias, initializers.bias(bias, fanIn));
  }

  private void affine(String prefix, Map<String, Shape> shapes, Operand<TFloat32> scale) {
    train(prefix + "scale", shapes.get("scale"), scale);
    Shape offset = shapes.get("offset");
    train(prefix + "offset", offset, initializers.constant(offset, 0));
  }

  private void constant(String name, Shape shape, float value) {
    variables.create(name, shape, initializers.constant(shape, value));
  }

  private void train(String name, Shape shape, Operand<TFloat32> initial) {
    trainable.add(variables.create(name, shape, initial));
  }
}
