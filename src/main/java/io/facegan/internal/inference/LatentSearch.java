package io.facegan.internal.inference;

import io.facegan.internal.graph.Latents;
import io.facegan.internal.util.SplitMix;
import io.facegan.network.ImageShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * Looks for the latents whose images are nearest to photos. It begins at the random faces nearest
 * to a photo, follows each for a while, then the better half of them, and so on until one is left
 * (successive halving, Jamieson and Talwalkar 2016).
 */
public final class LatentSearch {
  /** How many random faces are looked at first. */
  public static final int RANDOM = 100;

  /** How many of them are followed. */
  public static final int STARTS = 4;

  /** The parts of the steps after which the worse half of those left is dropped. */
  private static final double[] HALVED = {0.08, 0.2};

  private static final double RATE = 0.1;

  /** The parts of the steps in which the rate rises, and from which on it falls. */
  private static final double RISE = 0.05;

  private static final double FALL = 0.4;

  /** The moments whose latents are kept, as parts of the steps. */
  private static final double[] MOMENTS = {0, 0.05, 0.1, 0.2, 0.35, 0.6, 1};

  /** As many values of images are worked on at once as 64 images of 64x64 have. */
  private static final long PIXELS_AT_ONCE = 64L * 64 * 64;

  private static final int MOST_AT_ONCE = 64;

  private static final int DRAWN_AT_ONCE = 16;

  /** So many random faces are compared with all, to see how near faces are to each other. */
  private static final int COMPARED = 24;

  /** Random faces are hardly ever that much nearer to a photo than most others are. */
  private static final double LIKE = 0.6;

  /** Standard deviations that the squared length of a likely latent may be above its mean. */
  private static final double LIKELY = 4;

  /**
   * What was found for a photo.
   *
   * @param latent the one with the nearest image
   * @param way latents on the way to it, from the start on, it being the last
   * @param distance of its image from the photo, in levels of 255
   * @param random the distances of random faces from the photo, rising
   * @param like whether the image is much nearer than random ones, one of these is as near to the
   *     photo as they are to each other, and the latent is a likely one
   */
  public record Found(
      float[] latent, List<float[]> way, double distance, float[] random, boolean like) {}

  private final ProjectionSession session;
  private final int steps;
  private final LongConsumer progress;
  private final int size;
  private long done;

  /**
   * @param steps how many a photo, at least 1
   * @param progress told how many steps of {@link #steps} have been made
   */
  public LatentSearch(ProjectionSession session, int steps, LongConsumer progress) {
    this.session = session;
    this.steps = steps;
    this.progress = progress;
    size = session.latentSize();
  }

  /** Returns how many steps are made for so many photos. */
  public static long steps(int photos, int steps) {
    long each = 0;
    int before = 0;
    for (int half = 0; half <= HALVED.length; half++) {
      each += (long) (STARTS >> half) * (end(half, steps) - before);
      before = end(half, steps);
    }
    return photos * each;
  }

  /** Returns the last step that is made before the next half is dropped. */
  private static int end(int half, int steps) {
    return half == HALVED.length ? steps : (int) Math.ceil(HALVED[half] * steps);
  }

  /**
   * Searches.
   *
   * @param photos unsigned bytes, count x height x width x channel
   * @param seed of the random faces
   * @param draw gives the images of latents, between 0 and 1
   */
  public List<Found> search(
      byte[] photos, int count, long seed, Function<List<float[]>, float[]> draw) {
    List<float[]> random = random(seed, size);
    float[] drawn = drawn(random, draw);
    double reach = reach(drawn);
    List<Trail> all = new ArrayList<>();
    List<float[]> distances = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] photo = Arrays.copyOfRange(photos, i * shape().size(), (i + 1) * shape().size());
      float[] apart = session.distancesOf(drawn, session.photosAlone(repeated(photo), RANDOM));
      nearest(apart).forEach(start -> all.add(new Trail(photo, random.get(start))));
      Arrays.sort(apart);
      distances.add(apart);
    }
    follow(all, 0, end(0, steps));
    List<Trail> left = all;
    for (int half = 1; half <= HALVED.length; half++) {
      left = better(left, STARTS >> half);
      follow(left, end(half - 1, steps), end(half, steps));
    }
    List<Found> found = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Trail trail = left.get(i);
      float distance =
          session.distances(session.photosAlone(trail.photo, 1), trail.state.latents())[0];
      float[] apart = distances.get(i);
      boolean like =
          distance < LIKE * apart[RANDOM / 2]
              && apart[0] <= reach
              && isLikely(trail.state.latents());
      found.add(new Found(trail.state.latents(), trail.way, distance, apart, like));
    }
    return found;
  }

  /** Returns so many for each photo, those with the least losses, in their order. */
  private static List<Trail> better(List<Trail> trails, int each) {
    int before = 2 * each;
    List<Trail> better = new ArrayList<>();
    for (int i = 0; i < trails.size(); i += before) {
      trails.subList(i, i + before).stream()
          .sorted(Comparator.comparingDouble(trail -> trail.loss))
          .limit(each)
          .forEach(better::add);
    }
    return better;
  }

  /** Latents that no small seed has: else a search for the face of one could begin at its end. */
  private static List<float[]> random(long seed, int size) {
    SplitMix seeds = new SplitMix(seed, RANDOM);
    return IntStream.range(0, RANDOM).mapToObj(i -> Latents.of(seeds.nextLong(), size)).toList();
  }

  /** Returns the greatest distance of a random face from the one next to it. */
  private double reach(float[] drawn) {
    int length = shape().size();
    double greatest = 0;
    for (int face = 0; face < COMPARED; face++) {
      byte[] photo = new byte[length];
      for (int i = 0; i < length; i++) {
        photo[i] = (byte) Math.round(255 * drawn[face * length + i]);
      }
      float[] apart = session.distancesOf(drawn, session.photosAlone(repeated(photo), RANDOM));
      apart[face] = Float.MAX_VALUE;
      Arrays.sort(apart);
      greatest = Math.max(greatest, apart[0]);
    }
    return greatest;
  }

  private static boolean isLikely(float[] latent) {
    double square = 0;
    for (float value : latent) {
      square += (double) value * value;
    }
    return square <= latent.length + LIKELY * Math.sqrt(2.0 * latent.length);
  }

  /** Draws some at a time, which bounds memory. */
  private float[] drawn(List<float[]> latents, Function<List<float[]>, float[]> draw) {
    float[] all = new float[latents.size() * shape().size()];
    for (int i = 0; i < latents.size(); i += DRAWN_AT_ONCE) {
      float[] some = draw.apply(latents.subList(i, Math.min(i + DRAWN_AT_ONCE, latents.size())));
      System.arraycopy(some, 0, all, i * shape().size(), some.length);
    }
    return all;
  }

  private byte[] repeated(byte[] photo) {
    byte[] all = new byte[RANDOM * photo.length];
    for (int i = 0; i < RANDOM; i++) {
      System.arraycopy(photo, 0, all, i * photo.length, photo.length);
    }
    return all;
  }

  private static List<Integer> nearest(float[] distances) {
    return IntStream.range(0, distances.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> distances[i]))
        .limit(STARTS)
        .toList();
  }

  private void follow(List<Trail> trails, int from, int to) {
    if (from == to) {
      // A short search has no step for some halves, and no new losses then.
      return;
    }
    int together =
        (int)
            Math.max(
                STARTS,
                Math.min(
                    MOST_AT_ONCE, PIXELS_AT_ONCE / ((long) shape().height() * shape().width())));
    for (int i = 0; i < trails.size(); i += together) {
      followTogether(trails.subList(i, Math.min(i + together, trails.size())), from, to);
    }
  }

  private void followTogether(List<Trail> trails, int from, int to) {
    int count = trails.size();
    byte[] pixels = new byte[count * shape().size()];
    for (int i = 0; i < count; i++) {
      System.arraycopy(trails.get(i).photo, 0, pixels, i * shape().size(), shape().size());
    }
    ProjectionSession.Photos photos = session.photos(pixels, count);
    ProjectionSession.State now =
        ProjectionSession.State.of(trails.stream().map(trail -> trail.state).toList());
    float[] losses = new float[count];
    for (int step = from + 1; step <= to; step++) {
      ProjectionSession.Step made = session.step(photos, now, step, rate(step));
      now = made.next();
      losses = made.losses();
      if (isKept(step)) {
        for (int i = 0; i < count; i++) {
          trails.get(i).way.add(Arrays.copyOfRange(now.latents(), i * size, (i + 1) * size));
        }
      }
      done += count;
      progress.accept(done);
    }
    for (int i = 0; i < count; i++) {
      trails.get(i).loss = losses[i];
      trails.get(i).state = now.part(i, size);
    }
  }

  private boolean isKept(int step) {
    return Arrays.stream(MOMENTS).anyMatch(moment -> step == Math.round(moment * steps));
  }

  private float rate(int step) {
    double part = (double) step / steps;
    double fallen = part <= FALL ? 1 : (1 + Math.cos(Math.PI * (part - FALL) / (1 - FALL))) / 2;
    return (float) (RATE * Math.min(1, part / RISE) * fallen);
  }

  private ImageShape shape() {
    return session.shape();
  }

  /** One start for one photo, and where it has led. */
  private static final class Trail {
    final byte[] photo;
    final List<float[]> way = new ArrayList<>();
    ProjectionSession.State state;
    double loss;

    Trail(byte[] photo, float[] start) {
      this.photo = photo;
      way.add(start);
      state = ProjectionSession.State.at(start);
    }
  }
}
