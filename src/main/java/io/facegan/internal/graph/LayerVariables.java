package io.facegan.internal.graph;

import io.facegan.network.BatchNorm;
import io.facegan.network.Convolution;
import io.facegan.network.Dense;
import io.facegan.network.Extent;
import io.facegan.network.FeatureShape;
import io.facegan.network.ImageShape;
import io.facegan.network.LayerNorm;
import io.facegan.network.PlacedLayer;
import io.facegan.network.TransposedConvolution;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.ndarray.Shape;

/** The variables of a layer: the last part of their names, with their shapes. */
final class LayerVariables {
  /** Returns them in the order in which they are created; none for a layer without weights. */
  static Map<String, Shape> of(PlacedLayer layer) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    long inputs = channels(layer.input());
    long outputs = channels(layer.output());
    if (layer.spec() instanceof Dense) {
      kernel(shapes, Shape.of(inputs, outputs), outputs);
    } else if (layer.spec() instanceof Convolution spec) {
      Extent k = spec.kernel();
      kernel(shapes, Shape.of(k.height(), k.width(), inputs, outputs), outputs);
    } else if (layer.spec() instanceof TransposedConvolution spec) {
      Extent k = spec.kernel();
      kernel(shapes, Shape.of(k.height(), k.width(), outputs, inputs), outputs);
    } else if (layer.spec() instanceof BatchNorm) {
      affine(shapes, Shape.of(outputs));
      shapes.put("running_mean", Shape.of(outputs));
      shapes.put("running_variance", Shape.of(outputs));
    } else if (layer.spec() instanceof LayerNorm) {
      affine(shapes, Shapes.of(layer.output()));
    }
    return shapes;
  }

  /** Returns the channels of an image, or the length of a vector. */
  static long channels(FeatureShape shape) {
    return shape instanceof ImageShape image ? image.channels() : shape.size();
  }

  private static void kernel(Map<String, Shape> shapes, Shape kernel, long outputs) {
    shapes.put("kernel", kernel);
    shapes.put("bias", Shape.of(outputs));
  }

  private static void affine(Map<String, Shape> shapes, Shape shape) {
    shapes.put("scale", shape);
    shapes.put("offset", shape);
  }

  private LayerVariables() {}
}
