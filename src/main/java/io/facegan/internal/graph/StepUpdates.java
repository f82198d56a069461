package io.facegan.internal.graph;

import java.util.List;

/**
 * The updates of training steps. The losses of all updates of a step are, together: the
 * discriminator's on real images, its on generated ones, and the generator's.
 *
 * @param plain of steps without a gradient penalty
 * @param penalised of steps with one
 * @param penaltyEvery how many steps the penalty comes once in, in the first of them
 * @param generatorEvery how many steps the generator is updated once in, in the last of them
 */
record StepUpdates(Kind plain, Kind penalised, int penaltyEvery, int generatorEvery) {
  /**
   * The updates of a kind of step, in their order.
   *
   * @param both of steps that update both networks
   * @param discriminator of those that update the discriminator alone; the generator's loss is that
   *     of the images which the discriminator learns from
   */
  record Kind(List<Update> both, List<Update> discriminator) {}

  /** Returns the updates of a step, counted from 0. */
  List<Update> at(long step) {
    Kind kind = step % penaltyEvery == 0 ? penalised : plain;
    return (step + 1) % generatorEvery == 0 ? kind.both : kind.discriminator;
  }

  /** Returns the updates of a step that has all there is. */
  List<Update> whole() {
    return penalised.both;
  }
}
