package io.facegan.internal.graph;

import io.facegan.network.Activation;
import org.tensorflow.Operand;
import org.tensorflow.framework.activations.GELU;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TFloating;

/** TensorFlow's operations for our activation functions. */
public final class Activations {
  public static Operand<TFloat32> apply(Ops tf, Activation activation, Operand<TFloat32> x) {
    return switch (activation.kind()) {
      case LEAKY_RELU, RELU -> piecewise(tf, activation, x);
      case GELU -> GELU.gelu(tf, x);
      case SIGMOID -> tf.math.sigmoid(x);
      case TANH -> tf.math.tanh(x);
    };
  }

  /** The same for values that may be bfloat16, which stay so where nothing is lost by that. */
  static Operand<? extends TFloating> applyToAny(
      Ops tf, Activation activation, Operand<? extends TFloating> x) {
    return switch (activation.kind()) {
      case LEAKY_RELU, RELU -> piecewise(tf, activation, x);
      case GELU, SIGMOID, TANH -> apply(tf, activation, Casts.wide(tf, x));
    };
  }

  private static <T extends TFloating> Operand<T> piecewise(
      Ops tf, Activation activation, Operand<T> x) {
    return activation.kind() == Activation.Kind.RELU
        ? tf.nn.relu(x)
        : tf.nn.leakyRelu(x, LeakyRelu.alpha((float) activation.slope()));
  }

  private Activations() {}
}
