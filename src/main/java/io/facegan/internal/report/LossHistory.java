package io.facegan.internal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The losses of a whole run in bounded memory. At {@value #CAPACITY} points, neighbours are merged
 * in pairs and later losses are averaged over as many steps, so that all points represent equally
 * many steps.
 */
final class LossHistory {
  static final int CAPACITY = 4_000;

  private List<LossPoint> points = new ArrayList<>();
  private final List<LossPoint> pending = new ArrayList<>();
  private int lossesPerPoint = 1;
  private long notFinite;
  private double lastStep;

  /** Adds the next point. A point of an earlier step replaces all points from that step on. */
  void add(LossPoint point) {
    if (point.step() <= lastStep) {
      drop(old -> old.step() >= point.step());
    }
    lastStep = point.step();
    if (!Double.isFinite(point.discriminator()) || !Double.isFinite(point.generator())) {
      notFinite++;
    }
    pending.add(point);
    if (pending.size() == lossesPerPoint) {
      points.add(LossPoint.mean(pending));
      pending.clear();
    }
    if (points.size() == CAPACITY) {
      mergeNeighbours();
    }
  }

  /** Removes all points of later steps. */
  void dropAfter(long step) {
    if (step < lastStep) {
      drop(old -> old.step() > step);
      lastStep = step;
    }
  }

  /** Returns all points in order; the last may represent fewer losses than the others. */
  List<LossPoint> points() {
    List<LossPoint> all = new ArrayList<>(points);
    if (!pending.isEmpty()) {
      all.add(LossPoint.mean(pending));
    }
    return all;
  }

  /** Returns the number of added points with a loss that is NaN or infinite. */
  long notFinite() {
    return notFinite;
  }

  private void drop(Predicate<LossPoint> given) {
    points.removeIf(given);
    pending.removeIf(given);
  }

  private void mergeNeighbours() {
    List<LossPoint> merged = new ArrayList<>(CAPACITY);
    for (int i = 0; i < points.size(); i += 2) {
      merged.add(LossPoint.mean(points.subList(i, i + 2)));
    }
    points = merged;
    lossesPerPoint *= 2;
  }
}
