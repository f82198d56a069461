package io.facegan.internal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LossHistoryTest {
  private final LossHistory history = new LossHistory();

  @Test
  void fewPoints_areKeptAsTheyAre() {
    history.add(new LossPoint(10, 0.5, 1));
    history.add(new LossPoint(20, 0.6, 2));

    assertThat(history.points())
        .containsExactly(new LossPoint(10, 0.5, 1), new LossPoint(20, 0.6, 2));
  }

  @Test
  void fullHistory_mergesNeighboursIntoMeans() {
    addSteps(LossHistory.CAPACITY);

    List<LossPoint> points = history.points();
    assertThat(points).hasSize(LossHistory.CAPACITY / 2);
    assertThat(points.get(0)).isEqualTo(new LossPoint(1.5, 1.5, 3));
    assertThat(points.get(1999)).isEqualTo(new LossPoint(3999.5, 3999.5, 7999));
  }

  @Test
  void longRun_staysBoundedAndKeepsTheMean() {
    int count = 1_000_003;
    addSteps(count);

    List<LossPoint> points = history.points();
    assertThat(points).hasSizeBetween(LossHistory.CAPACITY / 2, LossHistory.CAPACITY + 1);
    assertThat(points.get(1).step() - points.get(0).step()).isEqualTo(256);
    assertThat(points).isSortedAccordingTo((a, b) -> Double.compare(a.step(), b.step()));
    // The points but the last stand for equally many steps.
    List<LossPoint> whole = points.subList(0, points.size() - 1);
    assertThat(LossPoint.mean(whole).discriminator())
        .isCloseTo((1 + 256.0 * whole.size()) / 2, within(1e-6));
  }

  @Test
  void unfinishedPoint_isShownAsTheMeanSoFar() {
    addSteps(LossHistory.CAPACITY);
    history.add(new LossPoint(5000, 1, 2));

    List<LossPoint> points = history.points();
    assertThat(points.get(points.size() - 1)).isEqualTo(new LossPoint(5000, 1, 2));
  }

  @Test
  void notFinite_isCountedAndLeftOutOfMeans() {
    addSteps(LossHistory.CAPACITY);
    history.add(new LossPoint(5000, Double.NaN, 2));
    history.add(new LossPoint(5001, 3, Double.POSITIVE_INFINITY));

    List<LossPoint> points = history.points();
    assertThat(points.get(points.size() - 1)).isEqualTo(new LossPoint(5000.5, 3, 2));
    assertThat(history.notFinite()).isEqualTo(2);
  }

  @Test
  void earlierStep_takesThePlaceOfAllFromItOn() {
    addSteps(9);
    history.add(new LossPoint(5, 50, 51));
    history.add(new LossPoint(6, 60, 61));

    assertThat(history.points())
        .containsExactly(
            new LossPoint(1, 1, 2),
            new LossPoint(2, 2, 4),
            new LossPoint(3, 3, 6),
            new LossPoint(4, 4, 8),
            new LossPoint(5, 50, 51),
            new LossPoint(6, 60, 61));
  }

  @Test
  void earlierStep_ofAMergedHistory_leavesTheMeansBeforeIt() {
    addSteps(LossHistory.CAPACITY + 1);
    // Steps 3,999 and 4,000 are one point by now, 4,001 waits for its neighbour.
    history.add(new LossPoint(4_001, 7, 8));
    history.add(new LossPoint(3_998, 1, 2));
    history.add(new LossPoint(3_999, 3, 4));

    List<LossPoint> points = history.points();
    assertThat(points).isSortedAccordingTo((a, b) -> Double.compare(a.step(), b.step()));
    assertThat(points.subList(points.size() - 2, points.size()))
        .containsExactly(new LossPoint(3997.5, 3997.5, 7995), new LossPoint(3998.5, 2, 3));
  }

  @Test
  void earlierStep_keepsThoseBeforeItThatWaitToBeMerged() {
    addSteps(2 * LossHistory.CAPACITY);
    history.add(new LossPoint(8_001, 1, 5));
    history.add(new LossPoint(8_002, 2, 6));
    history.add(new LossPoint(8_003, 99, 99));
    history.add(new LossPoint(8_003, 3, 7));
    history.add(new LossPoint(8_004, 4, 8));

    assertThat(history.points()).last().isEqualTo(new LossPoint(8_002.5, 2.5, 6.5));
  }

  @Test
  void dropAfter_forgetsLaterStepsAlone() {
    addSteps(9);
    history.dropAfter(12);
    history.dropAfter(9);
    assertThat(history.points()).hasSize(9);

    history.dropAfter(7);
    assertThat(history.points()).hasSize(7).last().isEqualTo(new LossPoint(7, 7, 14));
    history.add(new LossPoint(8, 80, 81));
    assertThat(history.points()).hasSize(8).last().isEqualTo(new LossPoint(8, 80, 81));
  }

  private void addSteps(int count) {
    for (int step = 1; step <= count; step++) {
      history.add(new LossPoint(step, step, 2.0 * step));
    }
  }
}
