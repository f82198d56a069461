package io.facegan.internal.graph;

import io.facegan.network.Adam;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Adam (Kingma and Ba, 2015) over one network's variables. Its slots are variables named {@code
 * optimizer/<variable>/m} and {@code v}, with {@code optimizer/<network>/beta1_power} and {@code
 * beta2_power} beside them.
 *
 * <p>The framework's own Adam is not used: its beta powers are not ordered after the updates that
 * read them, so that its results vary from run to run.
 */
final class AdamUpdate {
  private final Graph graph;
  private final Ops tf;
  private final Variables variables;
  private final Adam adam;
  private final Operand<TFloat32> learningRate;
  private final Operand<TFloat32> beta2;
  private final List<Variables.Variable> moved;
  private final String prefix;
  private final BatchMeans means;

  /** An update of the weights, and the losses of its batch. */
  record Step(Op op, List<Operand<TFloat32>> losses) {}

  /**
   * @param rateFactor a scalar that the learning rate is multiplied by
   * @param beta2 a scalar to take in place of Adam's own, which it begins with
   * @param trained the variables that have slots
   * @param still the names of those that have no gradient or are frozen, and stay as they are; they
   *     have slots because other checkpoints of the same networks hold them
   * @param means makes means over the batch of those over the images of this graph
   */
  AdamUpdate(
      Graph graph,
      Ops tf,
      Variables variables,
      String network,
      Adam adam,
      Operand<TFloat32> rateFactor,
      Operand<TFloat32> beta2,
      List<Variables.Variable> trained,
      List<String> still,
      BatchMeans means) {
    this.graph = graph;
    this.tf = tf;
    this.variables = variables;
    this.adam = adam;
    this.learningRate = tf.math.mul(tf.constant((float) adam.learningRate()), rateFactor);
    this.beta2 = beta2;
    this.means = means;
    for (Variables.Variable variable : trained) {
      slot(variable, "m");
      slot(variable, "v");
    }
    moved = trained.stream().filter(variable -> !still.contains(variable.name())).toList();
    prefix = "optimizer/" + network + "/";
    variables.create(prefix + "beta1_power", Shape.scalar(), tf.constant((float) adam.beta1()));
    variables.create(prefix + "beta2_power", Shape.scalar(), tf.constant((float) adam.beta2()));
  }

  /**
   * Adds one update that lowers the loss.
   *
   * @param loss a scalar
   * @param reads the variables as of the loss
   * @param alongside variables that move with it
   * @param shown losses to return as those of the whole batch
   */
  Step minimize(
      Operand<TFloat32> loss,
      VariableReads reads,
      List<Following> alongside,
      List<Operand<TFloat32>> shown) {
    BatchMeans.Means found =
        means.of(new BatchMeans.Means(gradients(loss, reads), all(alongside, shown)));
    Variables.Variable beta1Power = reads.get(prefix + "beta1_power");
    Variables.Variable beta2Power = reads.get(prefix + "beta2_power");
    // TensorFlow adds epsilon before the bias correction of the second moment, PyTorch and the
    // paper's algorithm after it. Scaled by the correction, it comes out as theirs.
    Operand<TFloat32> epsilon =
        tf.math.mul(
            tf.constant((float) adam.epsilon()),
            tf.math.sqrt(tf.math.sub(tf.constant(1f), beta2Power.value())));
    List<Op> applied = new ArrayList<>();
    for (Operand<TFloat32> gradient : found.gradients()) {
      applied.add(
          apply(
              moved.get(applied.size()),
              gradient,
              beta1Power.value(),
              beta2Power.value(),
              epsilon));
    }
    Ops after = tf.withControlDependencies(applied);
    List<Op> all = new ArrayList<>();
    int used = 0;
    for (Following one : alongside) {
      int end = used + one.shown().size();
      // Two passes may move the same averages, whose last bits follow from the order.
      Ops next = all.isEmpty() ? tf : tf.withControlDependencies(all);
      all.addAll(one.moved(next, found.values().subList(used, end)));
      used = end;
    }
    all.add(multiply(after, beta1Power, tf.constant((float) adam.beta1())));
    all.add(multiply(after, beta2Power, beta2));
    return new Step(
        tf.withControlDependencies(all).noOp(),
        found.values().subList(used, found.values().size()));
  }

  private static List<Operand<TFloat32>> all(
      List<Following> alongside, List<Operand<TFloat32>> shown) {
    List<Operand<TFloat32>> all = new ArrayList<>();
    alongside.forEach(one -> all.addAll(one.shown()));
    all.addAll(shown);
    return all;
  }

  private List<Operand<TFloat32>> gradients(Operand<TFloat32> loss, VariableReads reads) {
    Output<?>[] values =
        moved.stream()
            .map(variable -> reads.get(variable.name()).value().asOutput())
            .toArray(Output<?>[]::new);
    List<Operand<TFloat32>> gradients = new ArrayList<>();
    for (Output<?> output : graph.addGradients(loss.asOutput(), values)) {
      @SuppressWarnings("unchecked") // the gradient of a float32 loss by a float32 variable
      Operand<TFloat32> gradient = (Operand<TFloat32>) output;
      gradients.add(gradient);
    }
    return gradients;
  }

  private Op apply(
      Variables.Variable variable,
      Operand<TFloat32> gradient,
      Operand<TFloat32> beta1Power,
      Operand<TFloat32> beta2Power,
      Operand<TFloat32> epsilon) {
    return tf.train.resourceApplyAdam(
        variable.handle(),
        variables.get("optimizer/" + variable.name() + "/m").handle(),
        variables.get("optimizer/" + variable.name() + "/v").handle(),
        beta1Power,
        beta2Power,
        learningRate,
        tf.constant((float) adam.beta1()),
        beta2,
        epsilon,
        gradient);
  }

  private void slot(Variables.Variable variable, String kind) {
    Operand<TFloat32> zeros = tf.fill(tf.constant(variable.shape().asArray()), tf.constant(0f));
    variables.create("optimizer/" + variable.name() + "/" + kind, variable.shape(), zeros);
  }

  private static Op multiply(Ops tf, Variables.Variable power, Operand<TFloat32> beta) {
    return tf.assignVariableOp(power.handle(), tf.math.mul(power.value(), beta));
  }
}
