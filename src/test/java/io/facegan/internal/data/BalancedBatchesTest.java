package io.facegan.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BalancedBatchesTest {
  /** One image of label 0, two of 1, five of 2. */
  private static final int[] LABELS = {2, 1, 2, 2, 0, 2, 1, 2};

  @Test
  void everyLabel_comesOnceARound() {
    BalancedBatches batches = new BalancedBatches(LABELS, 4, 7);
    int[] images = first(batches, 15);

    for (int round = 0; round < 20; round++) {
      Set<Integer> labels = new HashSet<>();
      for (int i = 0; i < 3; i++) {
        labels.add(LABELS[images[3 * round + i]]);
      }
      assertThat(labels).containsExactlyInAnyOrder(0, 1, 2);
    }
  }

  @Test
  void imagesOfALabel_comeEquallyOften() {
    int[] times = new int[LABELS.length];
    for (int image : first(new BalancedBatches(LABELS, 3, 7), 10)) {
      times[image]++;
    }
    assertThat(times).containsExactly(2, 5, 2, 2, 10, 2, 5, 2);
  }

  @Test
  void steps_canBeAskedForInAnyOrder() {
    BalancedBatches batches = new BalancedBatches(LABELS, 4, 7);
    int[] late = batches.at(1_000_000_007L);

    assertThat(new BalancedBatches(LABELS, 4, 7).at(1_000_000_007L)).isEqualTo(late);
    batches.at(3);
    assertThat(batches.at(1_000_000_007L)).isEqualTo(late);
    assertThat(first(new BalancedBatches(LABELS, 4, 8), 9)).isNotEqualTo(first(batches, 9));
  }

  private static int[] first(BalancedBatches batches, int steps) {
    return java.util.stream.LongStream.range(0, steps)
        .mapToObj(batches::at)
        .flatMapToInt(Arrays::stream)
        .toArray();
  }
}
