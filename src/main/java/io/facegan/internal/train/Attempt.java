package io.facegan.internal.train;

import io.facegan.internal.util.SplitMix;

/**
 * One try at a run: the first is number 0, and each time that a guard rolls the run back another
 * begins, with a seed of its own and half the learning rate of the one before.
 */
record Attempt(int number, long seed, double rateFactor) {
  static Attempt of(int number, long runSeed) {
    long seed = number == 0 ? runSeed : new SplitMix(runSeed, number).nextLong();
    return new Attempt(number, seed, Math.pow(0.5, number));
  }
}
