package io.facegan.internal.graph;

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
  /** Returns the same with the first losses alone to show. */
  Update showing(int count) {
    return new Update(latents, generated, losses.subList(0, count), draw, op);
  }

  /** Returns the loss of an update that has but one. */
  Operand<TFloat32> loss() {
    return losses.get(0);
  }
}
