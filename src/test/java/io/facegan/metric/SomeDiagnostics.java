package io.facegan.metric;

/** Figures for tests that need some. */
public final class SomeDiagnostics {
  /** Of middling images. */
  public static final Likeness LIKENESS = new Likeness(0.5, 6, 0.75, 0.5, 0.875, 0.625);

  /** Of the real images beside them. */
  public static final Likeness REALS = new Likeness(-0.25, 4, 0.75, 0.875, 1, 1);

  private SomeDiagnostics() {}

  /** Returns these figures: diversity, distance, checkerboard and so on. */
  public static ImageDiagnostics of(double... f) {
    return of(LIKENESS, f);
  }

  static ImageDiagnostics of(Likeness likeness, double... f) {
    return new ImageDiagnostics(
        512, 500, likeness, REALS, f[0], f[1], 30, f[2], f[3], f[4], f[5], f[6], f[7], 0.25, 0.125);
  }
}
