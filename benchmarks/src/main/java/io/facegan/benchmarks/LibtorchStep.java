package io.facegan.benchmarks;

/** A training step in libtorch that can be repeated. */
interface LibtorchStep {
  /** Makes all updates of a step and returns the generator's loss. */
  double step();
}
