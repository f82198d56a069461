package io.facegan.graph;

import io.facegan.network.Activation;
import org.tensorflow.Operand;
import org.tensorflow.framework.activations.GELU;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.types.TFloat32;

/** TensorFlow's operations for our activation functions. */
final class Activations {
  static Operand<TFloat32> apply(Ops tf, Activation activation, Operand<TFloat32> x) {
    return switch (activation.kind()) {
      case LEAKY_RELU -> tf.nn.leakyRelu(x, LeakyRelu.alpha((float) activation.slope()));
      case RELU -> tf.nn.relu(x);
      case GELU -> GELU.gelu(tf, x);
      case SIGMOID -> tf.math.sigmoid(x);
      case TANH -> tf.math.tanh(x);
    };
  }

  private Activations() {}
}
