package io.facegan.internal.graph;

import io.facegan.network.ActivationLayer;
import io.facegan.network.BatchNorm;
import io.facegan.network.Convolution;
import io.facegan.network.Extent;
import io.facegan.network.Flatten;
import io.facegan.network.ImageShape;
import io.facegan.network.LayerNorm;
import io.facegan.network.NetworkSpec;
import io.facegan.network.Normalization;
import io.facegan.network.PlacedLayer;
import io.facegan.network.Reshape;
import io.facegan.network.TransposedConvolution;
import io.facegan.network.Upsampling;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TFloating;

/** Adds forward passes of one network over one set of variables to a graph. */
final class NetworkGraph {
  private final Ops tf;
  private final NetworkSpec network;
  private final VariableReads variables;
  private final Convolutions convolutions;
  private final Normalizer normalizer;

  NetworkGraph(Ops tf, NetworkSpec network, VariableReads variables, ConvolutionForm form) {
    this.tf = tf;
    this.network = network;
    this.variables = variables;
    this.convolutions = new Convolutions(tf, form);
    this.normalizer = new Normalizer(tf, variables);
  }

  /**
   * Adds a forward pass.
   *
   * @param input batch of examples; its size may be open (-1)
   * @param normalization whose statistics the batch norm layers use; with {@code BATCH} the updates
   *     of their running averages are part of what is returned
   */
  ForwardPass forward(Operand<TFloat32> input, Normalization normalization) {
    ForwardPass pass = new ForwardPass(input);
    List<PlacedLayer> layers = network.placed();
    for (int i = 0; i < layers.size(); i++) {
      PlacedLayer layer = layers.get(i);
      if (i == layers.size() - 1) {
        pass.keepFeatures();
      }
      if (isUpsampled(layers, i)) {
        i++;
      }
      PlacedLayer weighted = layers.get(i);
      LayerWeights weights = weights(weighted, layers, i + 1, normalization);
      if (weights == null) {
        add(layer, normalization, pass);
        continue;
      }
      Operand<? extends TFloating> product =
          layer == weighted
              ? product(weighted, weights.kernel(), pass.current())
              : upsampled(layer, weighted, weights.kernel(), pass.current());
      if (CancelledBiases.isOne(layers, i, normalization)) {
        pass.setCurrent(product);
        pass.leaveOut(weights.bias());
        continue;
      }
      pass.setCurrent(biased(product, weights.bias()));
      if (weights.withBatchNorm()) {
        i++;
      }
    }
    pass.setCurrent(Casts.wide(tf, pass.current()));
    return pass;
  }

  private <T extends TFloating> Operand<T> biased(Operand<T> x, Operand<TFloat32> bias) {
    return tf.nn.biasAdd(x, Casts.as(tf, bias, x.type()));
  }

  /** Whether a layer upsamples for a convolution after it that can do both in one. */
  private static boolean isUpsampled(List<PlacedLayer> layers, int i) {
    return layers.get(i).spec() instanceof Upsampling
        && i + 1 < layers.size()
        && layers.get(i + 1).spec() instanceof Convolution next
        && next.stride().equals(Extent.square(1));
  }

  /**
   * Returns the weights of a layer, or null if it has no kernel. A batch norm by averages right
   * after it is made part of them: TensorFlow takes longer for it than for the convolution.
   */
  private LayerWeights weights(
      PlacedLayer layer, List<PlacedLayer> layers, int next, Normalization normalization) {
    if (!layer.hasKernel()) {
      return null;
    }
    Operand<TFloat32> kernel = variable(layer, "kernel");
    Operand<TFloat32> bias = variable(layer, "bias");
    if (next == layers.size()
        || !(layers.get(next).spec() instanceof BatchNorm norm)
        || !normalization.usesAverages(layer.output())) {
      return new LayerWeights(kernel, bias, false);
    }
    Affine affine = normalizer.affine(path(layers.get(next)), norm);
    // The filters are the last axis but for transposed convolutions, which have them before it.
    Operand<TFloat32> factor =
        layer.spec() instanceof TransposedConvolution
            ? tf.expandDims(affine.factor(), tf.constant(1))
            : affine.factor();
    return new LayerWeights(
        tf.math.mul(kernel, factor),
        tf.math.add(tf.math.mul(bias, affine.factor()), affine.shift()),
        true);
  }

  private Operand<? extends TFloating> product(
      PlacedLayer layer, Operand<TFloat32> kernel, Operand<? extends TFloating> x) {
    if (layer.spec() instanceof Convolution spec) {
      return convolutions.convolution(x, kernel, spec, image(layer.input()), image(layer.output()));
    }
    if (layer.spec() instanceof TransposedConvolution spec) {
      return convolutions.transposed(x, kernel, spec, image(layer.input()), image(layer.output()));
    }
    return tf.linalg.matMul(Casts.wide(tf, x), kernel);
  }

  private Operand<? extends TFloating> upsampled(
      PlacedLayer upsampling,
      PlacedLayer convolution,
      Operand<TFloat32> kernel,
      Operand<? extends TFloating> x) {
    return convolutions.upsampled(
        x,
        kernel,
        ((Upsampling) upsampling.spec()).factor(),
        (Convolution) convolution.spec(),
        image(upsampling.input()),
        image(convolution.output()));
  }

  private void add(PlacedLayer layer, Normalization normalization, ForwardPass pass) {
    Operand<? extends TFloating> x = pass.current();
    if (layer.spec() instanceof BatchNorm spec) {
      normalizer.batchNorm(path(layer), spec, normalization, layer.output(), pass);
    } else if (layer.spec() instanceof LayerNorm spec) {
      pass.setCurrent(normalizer.layerNorm(path(layer), spec, Casts.wide(tf, x)));
    } else if (layer.spec() instanceof ActivationLayer spec) {
      pass.setCurrent(Activations.applyToAny(tf, spec.activation(), x));
      pass.noteActivation();
    } else if (layer.spec() instanceof Upsampling spec) {
      pass.setCurrent(repeated(x, spec.factor()));
    } else if (layer.spec() instanceof Flatten || layer.spec() instanceof Reshape) {
      pass.setCurrent(
          tf.reshape(x, tf.constant(Shapes.batchSides(x.shape().get(0), layer.output()))));
    }
  }

  /**
   * Nearest-neighbour upsampling on its own: every row, then every column, factor times. Never more
   * than four axes, so that TensorFlow.js can tile them on a graphics processor too.
   */
  private <T extends TFloating> Operand<T> repeated(Operand<T> x, Extent factor) {
    long[] sides = x.shape().asArray();
    int height = (int) sides[1];
    int width = (int) sides[2];
    int channels = (int) sides[3];
    Operand<T> rows = tf.reshape(x, tf.constant(new int[] {-1, height, 1, width * channels}));
    Operand<T> tall = tf.tile(rows, tf.constant(new int[] {1, 1, factor.height(), 1}));
    int tallHeight = height * factor.height();
    Operand<T> columns =
        tf.reshape(tall, tf.constant(new int[] {-1, tallHeight * width, 1, channels}));
    Operand<T> large = tf.tile(columns, tf.constant(new int[] {1, 1, factor.width(), 1}));
    return tf.reshape(
        large,
        tf.constant(new int[] {(int) sides[0], tallHeight, width * factor.width(), channels}));
  }

  private Operand<TFloat32> variable(PlacedLayer layer, String kind) {
    return variables.get(path(layer) + "/" + kind).value();
  }

  private String path(PlacedLayer layer) {
    return network.name() + "/" + layer.name();
  }

  private static ImageShape image(io.facegan.network.FeatureShape shape) {
    return (ImageShape) shape;
  }
}
