package io.facegan.graph;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/** What one forward pass through a network made: its output so far and the updates it owes. */
final class ForwardPass {
  private Operand<TFloat32> output;
  private final List<Op> updates = new ArrayList<>();
  private final List<BatchMoments> moments = new ArrayList<>();

  ForwardPass(Operand<TFloat32> input) {
    this.output = input;
  }

  void follow(Operand<TFloat32> next) {
    output = next;
  }

  void owe(Op update) {
    updates.add(update);
  }

  void found(BatchMoments inBatch) {
    moments.add(inBatch);
  }

  Operand<TFloat32> output() {
    return output;
  }

  /** Updates of running averages; a training operation must run them with its own. */
  List<Op> updates() {
    return updates;
  }

  /** What batch norm layers found in the batch, if they normalised by it. */
  List<BatchMoments> moments() {
    return moments;
  }
}
