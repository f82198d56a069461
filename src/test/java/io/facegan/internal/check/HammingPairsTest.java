package io.facegan.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HammingPairsTest {
  private record Pair(int low, int high) {
    static Pair of(int one, int other) {
      return new Pair(Math.min(one, other), Math.max(one, other));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 7})
  void pairs_areThoseOfComparingEachWithEach(int distance) {
    long[] hashes = hashes(1_500);
    List<Pair> wanted = new ArrayList<>();
    for (int i = 0; i < hashes.length; i++) {
      for (int j = i + 1; j < hashes.length; j++) {
        if (Long.bitCount(hashes[i] ^ hashes[j]) <= distance) {
          wanted.add(new Pair(i, j));
        }
      }
    }

    List<Pair> found = new ArrayList<>();
    HammingPairs.forEach(hashes, distance, (one, other) -> found.add(Pair.of(one, other)));

    assertThat(wanted).hasSizeGreaterThan(200);
    assertThat(found).containsExactlyInAnyOrderElementsOf(wanted);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void pairs_ofLessThanTwo_areNone(int count) {
    HammingPairs.forEach(
        new long[count],
        4,
        (one, other) -> {
          throw new AssertionError(one + " and " + other);
        });
  }

  /** Some random hashes, and more that differ from an earlier one in up to 8 bits. */
  private static long[] hashes(int count) {
    Random random = new Random(7);
    long[] hashes = new long[count];
    for (int i = 0; i < count; i++) {
      hashes[i] = i % 5 == 0 ? random.nextLong() : hashes[random.nextInt(i)];
      for (int flips = i % 5 == 0 ? 0 : random.nextInt(9); flips > 0; flips--) {
        hashes[i] ^= 1L << random.nextInt(64);
      }
    }
    return hashes;
  }
}
