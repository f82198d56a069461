package io.facegan.metric;

/** Whether generated images are like real ones and differ from each other about as much. */
public enum Verdict {
  /**
   * All show one or two images, little more than the average, or nothing yet: the generator has
   * collapsed or has not learned anything.
   */
  COLLAPSED,

  /** They differ far less than real ones: few kinds of images, or all close to the average. */
  THIN,

  /** They differ enough, but hardly anybody would take them for the real thing. */
  UNLIKE,

  /** They differ enough, and some look real, but many do not yet: train longer. */
  ROUGH,

  /** There are fewer than 100 images of either kind, or too many real ones are the same. */
  UNKNOWN,

  /** They differ enough, and many of them look real. */
  HEALTHY
}
