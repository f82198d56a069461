package io.facegan.internal.graph;

import java.util.List;

/**
 * The updates of training steps. The losses of all updates of a step are, together: the
 * discriminator's on real images, its on generated ones, and the generator's.
 *
 * @param plain the updates of a step without a gradient penalty, in their order
 * @param penalised the same with one
 * @param every how many steps the penalty comes once in
 */
record StepUpdates(List<Update> plain, List<Update> penalised, int every) {
  /** Returns the updates of a step, counted from 0. */
  List<Update> at(long step) {
    return step % every == 0 ? penalised : plain;
  }
}
