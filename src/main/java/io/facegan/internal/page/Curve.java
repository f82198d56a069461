package io.facegan.internal.page;

import io.facegan.internal.report.Smoothing;
import java.util.ArrayList;
import java.util.List;

/**
 * Values over the steps of a run in bounded memory. When there are too many, neighbours are merged
 * in pairs; each keeps its lowest and highest value, so that spikes stay.
 */
final class Curve {
  /** The mean is smoothed over this part of the curve on each side. */
  private static final int WINDOWS = 50;

  private final int capacity;
  private List<Bucket> buckets = new ArrayList<>();
  private Bucket open;
  private int perBucket = 1;
  private long notFinite;

  /**
   * @param capacity an even number of buckets that are never reached
   */
  Curve(int capacity) {
    this.capacity = capacity;
  }

  /** Neighbouring values: NaN where none is finite. */
  private record Bucket(
      long first, long last, int values, double sum, int finite, double low, double high) {
    static Bucket of(long step, double value) {
      return Double.isFinite(value)
          ? new Bucket(step, step, 1, value, 1, value, value)
          : new Bucket(step, step, 1, 0, 0, Double.NaN, Double.NaN);
    }

    Bucket with(Bucket later) {
      return new Bucket(
          first,
          later.last,
          values + later.values,
          sum + later.sum,
          finite + later.finite,
          finite == 0 ? later.low : later.finite == 0 ? low : Math.min(low, later.low),
          finite == 0 ? later.high : later.finite == 0 ? high : Math.max(high, later.high));
    }

    double mean() {
      return finite == 0 ? Double.NaN : sum / finite;
    }
  }

  /** Adds a value; one of an earlier step replaces all from that step on. */
  void add(long step, double value) {
    dropFrom(step);
    if (!Double.isFinite(value)) {
      notFinite++;
    }
    Bucket added = Bucket.of(step, value);
    open = open == null ? added : open.with(added);
    if (open.values() == perBucket) {
      buckets.add(open);
      open = null;
    }
    if (buckets.size() == capacity) {
      mergeNeighbours();
    }
  }

  /** Removes all values of this step and later ones, with those merged with them. */
  void dropFrom(long step) {
    if (open != null && open.last() >= step) {
      open = null;
    }
    while (!buckets.isEmpty() && buckets.get(buckets.size() - 1).last() >= step) {
      buckets.remove(buckets.size() - 1);
    }
  }

  /** Returns how many of the added values were NaN or infinite. */
  long notFinite() {
    return notFinite;
  }

  /** Returns the points as they are. */
  Points points() {
    return points(0);
  }

  /** Returns the points with a running mean for the line. */
  Points smoothed() {
    return points(all().size() / WINDOWS);
  }

  private Points points(int radius) {
    List<Bucket> all = all();
    double[] means = all.stream().mapToDouble(Bucket::mean).toArray();
    return new Points(
        all.stream().mapToLong(bucket -> (bucket.first() + bucket.last()) / 2).toArray(),
        radius == 0 ? means : Smoothing.centredMean(means, radius),
        all.stream().mapToDouble(Bucket::low).toArray(),
        all.stream().mapToDouble(Bucket::high).toArray());
  }

  private List<Bucket> all() {
    List<Bucket> all = new ArrayList<>(buckets);
    if (open != null) {
      all.add(open);
    }
    return all;
  }

  private void mergeNeighbours() {
    List<Bucket> merged = new ArrayList<>(capacity);
    for (int i = 0; i < buckets.size(); i += 2) {
      merged.add(buckets.get(i).with(buckets.get(i + 1)));
    }
    buckets = merged;
    perBucket *= 2;
  }
}
