package io.facegan.network;

/**
 * The shape of one example between two layers, without the batch axis: a flat {@link VectorShape}
 * or an {@link ImageShape}.
 */
public sealed interface FeatureShape permits VectorShape, ImageShape {
  /** Returns how many values one example has. */
  int size();
}
