package io.facegan.metric;

/** Whether generated images differ from each other about as much as real ones do. */
public enum Verdict {
  /**
   * All show one or two images, little more than the average, or nothing yet: the generator has
   * collapsed or has not learned anything.
   */
  COLLAPSED,

  /** They differ far less than real ones: few kinds of images, or all close to the average. */
  THIN,

  /** They differ enough, or the diversity is undefined. */
  HEALTHY
}
