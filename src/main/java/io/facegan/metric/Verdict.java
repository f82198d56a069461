package io.facegan.metric;

/** Whether generated pictures differ from each other about as much as real ones do. */
public enum Verdict {
  /**
   * All show one or two pictures, hardly more than one average, or nothing yet: the generator has
   * collapsed or not begun.
   */
  COLLAPSED,

  /** They differ, but far less than real ones: few kinds of pictures, or all near one average. */
  THIN,

  /** They differ enough, or nothing can be said. */
  HEALTHY
}
