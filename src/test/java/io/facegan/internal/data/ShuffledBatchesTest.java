package io.facegan.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ShuffledBatchesTest {
  @Test
  void at_everyImageOnceAnEpoch() {
    int[] row = row(new ShuffledBatches(10, 4, 42), 15);
    for (int epoch = 0; epoch < 6; epoch++) {
      int[] seen = Arrays.copyOfRange(row, 10 * epoch, 10 * epoch + 10);
      Arrays.sort(seen);
      assertThat(seen).isEqualTo(IntStream.range(0, 10).toArray());
    }
  }

  @Test
  void at_anyStepDirectly_equalsWalkingThere() {
    int[] row = row(new ShuffledBatches(1000, 7, 3), 500);
    ShuffledBatches fresh = new ShuffledBatches(1000, 7, 3);
    for (int step : new int[] {499, 0, 142, 143, 286, 1}) {
      assertThat(fresh.at(step)).isEqualTo(Arrays.copyOfRange(row, 7 * step, 7 * step + 7));
    }
  }

  @Test
  void at_batchSize_doesNotChangeTheRow() {
    assertThat(row(new ShuffledBatches(100, 1, 3), 300))
        .isEqualTo(row(new ShuffledBatches(100, 30, 3), 10));
  }

  @Test
  void at_epochsAndSeeds_differ() {
    int[] row = row(new ShuffledBatches(100, 100, 3), 2);
    int[] first = Arrays.copyOf(row, 100);
    assertThat(first).isNotEqualTo(IntStream.range(0, 100).toArray());
    assertThat(first).isNotEqualTo(Arrays.copyOfRange(row, 100, 200));
    assertThat(first).isNotEqualTo(new ShuffledBatches(100, 100, 4).at(0));
  }

  @Test
  void at_staysTheSameOnEveryRelease() {
    assertThat(new ShuffledBatches(8, 8, 42).at(0)).containsExactly(7, 6, 2, 5, 0, 1, 4, 3);
  }

  @Test
  void at_allPlacesEquallyLikely() {
    int[] counts = new int[5];
    for (int seed = 0; seed < 5000; seed++) {
      counts[new ShuffledBatches(5, 1, seed).at(0)[0]]++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(880, 1120);
    }
  }

  @Test
  void at_batchLargerThanTheCollection_spansEpochs() {
    int[] batch = new ShuffledBatches(3, 8, 1).at(0);
    assertThat(batch).hasSize(8);
    assertThat(Arrays.copyOf(batch, 3)).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(Arrays.copyOfRange(batch, 3, 6)).containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void mirroredAt_isAFairCoinForEveryPosition() {
    ShuffledBatches batches = new ShuffledBatches(7, 4, 3);
    int mirrored = 0;
    for (int step = 0; step < 2000; step++) {
      boolean[] coins = batches.mirroredAt(step);
      assertThat(coins).hasSize(4).isEqualTo(new ShuffledBatches(7, 4, 3).mirroredAt(step));
      for (boolean coin : coins) {
        mirrored += coin ? 1 : 0;
      }
    }
    assertThat(mirrored).isBetween(3800, 4200);
    assertThat(batches.mirroredAt(0)).isNotEqualTo(batches.mirroredAt(1));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> batches.mirroredAt(-1))
        .withMessageStartingWith("step is -1");
  }

  @Test
  void mirroredAt_otherBatchSize_sameCoins() {
    boolean[] eight = new ShuffledBatches(7, 8, 3).mirroredAt(1);
    assertThat(new ShuffledBatches(7, 4, 3).mirroredAt(2)).isEqualTo(Arrays.copyOf(eight, 4));
  }

  @Test
  void badNumbers() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new ShuffledBatches(0, 1, 1))
        .withMessage("number of images to shuffle is 0: at least 1 is needed");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new ShuffledBatches(1, -2, 1))
        .withMessage("batch size is -2: choose at least 1");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new ShuffledBatches(1, 1, 1).at(-1))
        .withMessage("step is -1: choose 0 to 9223372036854775806");
  }

  private static int[] row(ShuffledBatches batches, int steps) {
    return LongStream.range(0, steps).mapToObj(batches::at).flatMapToInt(IntStream::of).toArray();
  }
}
