package io.facegan.internal.train;

import io.facegan.train.Guard;

/**
 * What a guard has against the present state.
 *
 * @param guard which guard
 * @param what was found, with its figures
 * @param remedy what to try
 */
record Finding(Guard guard, String what, String remedy) {}
