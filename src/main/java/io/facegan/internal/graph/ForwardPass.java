package io.facegan.internal.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TFloating;

/** What one forward pass through a network made: its output so far and updates of averages. */
final class ForwardPass {
  private Operand<? extends TFloating> current;
  private Operand<? extends TFloating> features;
  private Operand<TFloat32> leftOut;
  private final List<BatchMoments> moments = new ArrayList<>();
  private final List<Operand<? extends TFloating>> activated = new ArrayList<>();

  ForwardPass(Operand<TFloat32> input) {
    this.current = input;
  }

  void setCurrent(Operand<? extends TFloating> next) {
    current = next;
  }

  /** What the layers so far give: float32, or bfloat16 between convolutions. */
  Operand<? extends TFloating> current() {
    return current;
  }

  /** Notes that the current output is what the last layer takes. */
  void keepFeatures() {
    features = current;
  }

  /** What the last layer took. */
  Operand<? extends TFloating> features() {
    return features;
  }

  /** Notes a bias that is not part of the current output, because batch norm follows. */
  void leaveOut(Operand<TFloat32> bias) {
    leftOut = bias;
  }

  /** Returns the bias that was left out of the current output, once; null if none was. */
  Operand<TFloat32> takeLeftOut() {
    Operand<TFloat32> bias = leftOut;
    leftOut = null;
    return bias;
  }

  void addMoments(BatchMoments inBatch) {
    moments.add(inBatch);
  }

  /** Notes that the current output is that of an activation. */
  void noteActivation() {
    activated.add(current);
  }

  /** What the activations gave, from the first to the last: the features that a network sees. */
  List<Operand<? extends TFloating>> activated() {
    return activated;
  }

  /** What the whole network gives. */
  @SuppressWarnings("unchecked") // a network ends in float32
  Operand<TFloat32> output() {
    return (Operand<TFloat32>) current;
  }

  /** The running averages, which an update of the weights must move with its own. */
  Following averages() {
    return new Following(
        moments.stream().flatMap(of -> Stream.of(of.mean(), of.variance())).toList(), this::moved);
  }

  private List<Op> moved(Ops tf, List<Operand<TFloat32>> ofBatch) {
    List<Op> moved = new ArrayList<>();
    for (BatchMoments of : moments) {
      Operand<TFloat32> momentum = tf.constant(of.momentum());
      moved.add(of.averageMean().moveTowards(ofBatch.get(moved.size()), momentum, tf));
      moved.add(of.averageVariance().moveTowards(ofBatch.get(moved.size()), momentum, tf));
    }
    return moved;
  }

  /** What batch norm layers found in the batch, if they normalised by it. */
  List<BatchMoments> moments() {
    return moments;
  }
}
