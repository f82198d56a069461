package io.facegan.internal.watch;

/** Where a training is, as the page's bar says it. */
public enum Phase {
  /** Its images are being read. */
  WAITING("The training has not begun yet: its images are being read.", false, true),
  /** This process trains it. */
  TRAINING("Live: new values come by themselves.", true, true),
  /** This process trains it and was asked to stop. */
  STOPPING("It stops after this step, and keeps what was learnt.", true, false),
  /** This process has trained it. */
  ENDED("The training has ended.", false, false),
  /** Another process trains it. */
  ELSEWHERE(
      "Live: new values come by themselves. Another process trains this run: end it there, by"
          + " Ctrl-C.",
      true,
      false),
  /** Nobody trains it. */
  IDLE(
      "Nobody trains this run now. If it is resumed, new values come by themselves.", false, false);

  final String words;
  final boolean training;
  final boolean stoppable;

  Phase(String words, boolean training, boolean stoppable) {
    this.words = words;
    this.training = training;
    this.stoppable = stoppable;
  }
}
