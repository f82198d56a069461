package io.facegan.internal.graph;

import io.facegan.network.BatchNorm;
import io.facegan.network.Convolution;
import io.facegan.network.Dense;
import io.facegan.network.Extent;
import io.facegan.network.FeatureShape;
import io.facegan.network.ImageShape;
import io.facegan.network.LayerNorm;
import io.facegan.network.NetworkSpec;
import io.facegan.network.PlacedLayer;
import io.facegan.network.TransposedConvolution;
import java.util.ArrayList;
import java.util.List;
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
    long inputs = channels(layer.input());
    long outputs = channels(layer.output());
    if (layer.spec() instanceof Dense) {
      kernel(prefix, Shape.of(inputs, outputs), inputs, inputs, outputs);
    } else if (layer.spec() instanceof Convolution spec) {
      Extent k = spec.kernel();
      long fanIn = inputs * k.height() * k.width();
      kernel(prefix, Shape.of(k.height(), k.width(), inputs, outputs), fanIn, fanIn, outputs);
    } else if (layer.spec() instanceof TransposedConvolution spec) {
      Extent k = spec.kernel();
      long fanIn = outputs * k.height() * k.width();
      Extent s = spec.stride();
      double terms = (double) inputs * k.height() * k.width() / s.height() / s.width();
      kernel(prefix, Shape.of(k.height(), k.width(), outputs, inputs), fanIn, terms, outputs);
    } else if (layer.spec() instanceof BatchNorm) {
      affine(prefix, Shape.of(outputs), initializers.scale(Shape.of(outputs)));
      variables.create(
          prefix + "running_mean", Shape.of(outputs), initializers.constant(Shape.of(outputs), 0));
      variables.create(
          prefix + "running_variance",
          Shape.of(outputs),
          initializers.constant(Shape.of(outputs), 1));
    } else if (layer.spec() instanceof LayerNorm) {
      Shape shape = Shapes.of(layer.output());
      affine(prefix, shape, initializers.constant(shape, 1));
    }
  }

  private void kernel(String prefix, Shape shape, long fanIn, double terms, long outputs) {
    Shape bias = Shape.of(outputs);
    train(prefix + "kernel", shape, initializers.kernel(shape, fanIn, terms));
    train(prefix + "bias", bias, initializers.bias(bias, fanIn));
  }

  private void affine(String prefix, Shape shape, Operand<TFloat32> scale) {
    train(prefix + "scale", shape, scale);
    train(prefix + "offset", shape, initializers.constant(shape, 0));
  }

  private void train(String name, Shape shape, Operand<TFloat32> initial) {
    trainable.add(variables.create(name, shape, initial));
  }

  private static long channels(FeatureShape shape) {
    return shape instanceof ImageShape image ? image.channels() : shape.size();
  }
}
