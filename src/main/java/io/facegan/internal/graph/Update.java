package io.facegan.internal.graph;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

/**
 * One update of the variables in a training step.
 *
 * @param latents what images are generated from (batch x latent size), or null if none are
 * @param generated the generated images that are judged, or null if none are
 * @param losses as they are before the update, scalars
 * @param draw which of the step's draws of latents it uses, from 0
 * @param op the operation to run
 */
record Update(
    Operand<TFloat32> latents,
    Operand<TFloat32> generated,
    List<Operand<TFloat32>> losses,
    int draw,
    Op op) {
  /** Returns the same with another loss to show, as the last one. */
  Update showing(Operand<TFloat32> loss) {
    List<Operand<TFloat32>> all = new ArrayList<>(losses);
    all.add(loss);
    return new Update(latents, generated, all, draw, op);
  }

  /** Returns the loss of an update that has but one. */
  Operand<TFloat32> loss() {
    return losses.get(0);
  }
}
