package io.facegan.train;

/** A loss stopped being a finite number: the weights are spoilt and not worth saving. */
public final class DivergedException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  DivergedException(String message) {
    super(message);
  }
}
