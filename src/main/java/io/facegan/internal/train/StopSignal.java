package io.facegan.internal.train;

/** Whether a training is to end: another thread asked for it, or its own was interrupted. */
final class StopSignal {
  private volatile boolean requested;
  private boolean interrupted;

  /** Asks for the end, from any thread. */
  void request() {
    requested = true;
  }

  boolean isSet() {
    takeInterrupt();
    return requested || interrupted;
  }

  /** Notes and clears an interrupt of this thread, which would keep files from being written. */
  void takeInterrupt() {
    interrupted |= Thread.interrupted();
  }

  /** Sets the interrupt of this thread again, for the caller of the training to see. */
  void giveInterruptBack() {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
