package io.facegan.latent;

import io.facegan.error.FaceGanException;
import io.facegan.internal.util.GreatCircle;
import io.facegan.internal.util.Text;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * A way through latents on the great circles between each and the next one (spherical
 * interpolation), in steps of equal length as far as whole numbers of them allow. It passes each of
 * the latents exactly. A walk never changes; the methods that set something return another one.
 */
public final class Walk {
  /** How many steps there are from one latent to the next unless told. */
  private static final int STEPS = 30;

  private final List<float[]> through;
  private final int frames;
  private final boolean loop;
  private final boolean smooth;

  private Walk(List<float[]> through, int frames, boolean loop, boolean smooth) {
    this.through = through;
    this.frames = frames;
    this.loop = loop;
    this.smooth = smooth;
  }

  /**
   * Returns the walk from the first to the last of some latents, of 30 steps between each two.
   *
   * @param latents at least 2, all of one length; copied
   * @throws FaceGanException if there are fewer, or of several lengths
   */
  public static Walk through(List<float[]> latents) {
    List<float[]> copy = latents.stream().map(float[]::clone).toList();
    if (copy.size() < 2) {
      throw new FaceGanException(
          "a walk through %s leads nowhere: give at least 2"
              .formatted(Text.count(copy.size(), "latent")));
    }
    int size = copy.get(0).length;
    for (float[] latent : copy) {
      if (latent.length != size) {
        throw new FaceGanException(
            "a walk through latents of %d and of %d values: all need the same number"
                .formatted(size, latent.length));
      }
    }
    return new Walk(copy, 0, false, false);
  }

  /**
   * Returns a walk of so many latents in all.
   *
   * @param count at least as many as it leads through
   * @throws FaceGanException if there are fewer
   */
  public Walk frames(int count) {
    if (count < through.size()) {
      throw new FaceGanException(
          "a walk of %d frames through %d latents leaves some out: ask for at least %d"
              .formatted(count, through.size(), through.size()));
    }
    return new Walk(through, count, loop, smooth);
  }

  /** Returns a walk that goes on from its last latent to just before the first one. */
  public Walk loop() {
    return new Walk(through, frames, true, smooth);
  }

  /** Returns a walk that lingers at each of the latents, where its steps are shorter. */
  public Walk smooth() {
    return new Walk(through, frames, loop, true);
  }

  /**
   * Returns the latents of the walk, each worked out when it is asked for: their number takes no
   * memory.
   */
  public List<float[]> latents() {
    return new Latents();
  }

  private int legs() {
    return loop ? through.size() : through.size() - 1;
  }

  private int size() {
    if (frames > 0) {
      return frames;
    }
    int steps = Math.multiplyExact(STEPS, legs());
    return loop ? steps : steps + 1;
  }

  /** Returns where the way from one latent to the next begins. */
  private int start(int leg) {
    int steps = loop ? size() : size() - 1;
    return (int) ((long) leg * steps / legs());
  }

  private float[] at(int frame) {
    int steps = loop ? size() : size() - 1;
    int leg = (int) (((frame + 1L) * legs() - 1) / steps);
    int first = start(leg);
    float[] from = through.get(leg);
    if (frame == first) {
      return from.clone();
    }
    double fraction = (double) (frame - first) / (start(leg + 1) - first);
    return GreatCircle.between(
        from,
        through.get((leg + 1) % through.size()),
        smooth ? fraction * fraction * (3 - 2 * fraction) : fraction);
  }

  private final class Latents extends AbstractList<float[]> implements RandomAccess {
    @Override
    public int size() {
      return Walk.this.size();
    }

    @Override
    public float[] get(int index) {
      return at(Objects.checkIndex(index, size()));
    }
  }
}
