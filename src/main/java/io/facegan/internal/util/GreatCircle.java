package io.facegan.internal.util;

/** The way from one latent to another (White, "Sampling Generative Networks", 2016). */
public final class GreatCircle {
  /** Two latents whose angle has a smaller sine are taken to lie on one line. */
  public static final double STRAIGHT = 1e-6;

  /**
   * Returns the point at {@code fraction} (0 to 1) of the way from one latent to another on the
   * great circle between them (spherical interpolation): a straight line would pass nearer to the
   * origin than latents usually are.
   */
  public static float[] between(float[] from, float[] to, double fraction) {
    double dot = 0;
    double normFrom = 0;
    double normTo = 0;
    for (int i = 0; i < from.length; i++) {
      dot += (double) from[i] * to[i];
      normFrom += (double) from[i] * from[i];
      normTo += (double) to[i] * to[i];
    }
    double norms = Math.sqrt(normFrom * normTo);
    double angle = norms == 0 ? 0 : Math.acos(Math.max(-1, Math.min(1, dot / norms)));
    boolean straight = Math.sin(angle) < STRAIGHT;
    double weightFrom =
        straight ? 1 - fraction : Math.sin((1 - fraction) * angle) / Math.sin(angle);
    double weightTo = straight ? fraction : Math.sin(fraction * angle) / Math.sin(angle);
    float[] result = new float[from.length];
    for (int i = 0; i < from.length; i++) {
      result[i] = (float) (weightFrom * from[i] + weightTo * to[i]);
    }
    return result;
  }

  private GreatCircle() {}
}
