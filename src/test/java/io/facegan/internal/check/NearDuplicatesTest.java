package io.facegan.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearDuplicatesTest {
  private static final IntToLongFunction SAME_SIZE = image -> 100;

  @Test
  void equalImages_areAGroup_ledByTheOneWithMostPixels() {
    PerceptualHashes hashes = hashes(0b1, 0b10_0000_1111_0000, 0b1, 0b1);

    assertThat(groups(hashes, 4, image -> image == 2 ? 400 : 100)).containsExactly("2 0 3");
    assertThat(groups(hashes, 4, SAME_SIZE)).containsExactly("0 2 3");
  }

  @Test
  void coarseDistance_countsUpToFour() {
    assertThat(groups(hashes(0, 0b1111), 2, SAME_SIZE)).containsExactly("0 1");
    assertThat(groups(hashes(0, 0b1_1111), 2, SAME_SIZE)).isEmpty();
  }

  @Test
  void fineDistance_countsUpTo32() {
    long[] similar = new long[PerceptualHash.WORDS];
    similar[3] = 0xFFFFL;
    similar[8] = 0xFFFFL;
    PerceptualHashes hashes = hashes(0, 0);
    hashes.set(1, similar);
    assertThat(groups(hashes, 2, SAME_SIZE)).containsExactly("0 1");

    similar[5] = 1;
    hashes.set(1, similar);
    assertThat(groups(hashes, 2, SAME_SIZE)).isEmpty();
  }

  /** 0 - 1 - 2 - 3 - 4, each 3 bits from the next: the ends are 12 bits apart. */
  @Test
  void chain_isSplitSoThatEveryImageIsNearTheFirstOfItsGroup() {
    PerceptualHashes hashes = hashes(0, 0b111, 0b111_111, 0b111_111_111, 0b111_111_111_111);

    assertThat(groups(hashes, 5, SAME_SIZE)).containsExactly("1 0 2", "3 4");
  }

  @Test
  void middle_isTheImageWithMostNeighbours_notTheLargest() {
    PerceptualHashes hashes = hashes(0b111, 0, 0b111_000, 0b111_000_000);

    assertThat(groups(hashes, 4, image -> 100 + image)).containsExactly("1 0 2 3");
  }

  @Test
  void groups_comeWithTheLargestFirst_thenInTheirOrder() {
    PerceptualHashes hashes = hashes(0xFF, 0xFF00, 0xFF0000, 0xFF, 0xFF0000, 0xFF00, 0xFF00);

    assertThat(groups(hashes, 7, SAME_SIZE)).containsExactly("1 5 6", "0 3", "2 4");
  }

  @Test
  void imagesThatAreNotAskedFor_areInNoGroup() {
    PerceptualHashes hashes = hashes(1, 1, 1);

    assertThat(NearDuplicates.groups(hashes, new int[] {0, 2}, SAME_SIZE))
        .containsExactly(new int[] {0, 2});
    assertThat(NearDuplicates.groups(hashes, new int[0], SAME_SIZE)).isEmpty();
  }

  @Test
  void whatIsKept_isNearToNothingElseThatIsKept() {
    int count = 1_200;
    PerceptualHashes hashes = cloud(count);
    List<int[]> groups =
        NearDuplicates.groups(hashes, IntStream.range(0, count).toArray(), SAME_SIZE);

    Set<Integer> gone = new TreeSet<>();
    for (int[] group : groups) {
      assertThat(group).hasSizeGreaterThan(1);
      for (int i = 1; i < group.length; i++) {
        assertThat(hashes.areSimilar(group[0], group[i])).isTrue();
        assertThat(gone.add(group[i])).isTrue();
      }
    }
    assertThat(gone).hasSizeGreaterThan(300);
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        if (!gone.contains(i) && !gone.contains(j)) {
          assertThat(hashes.areSimilar(i, j)).as("%d and %d", i, j).isFalse();
        }
      }
    }
  }

  private static List<String> groups(PerceptualHashes hashes, int count, IntToLongFunction pixels) {
    int[] all = IntStream.range(0, count).toArray();
    return NearDuplicates.groups(hashes, all, pixels).stream()
        .map(
            group ->
                Arrays.stream(group).mapToObj(Integer::toString).collect(Collectors.joining(" ")))
        .toList();
  }

  private static PerceptualHashes hashes(long... coarse) {
    PerceptualHashes hashes = new PerceptualHashes(coarse.length);
    for (int i = 0; i < coarse.length; i++) {
      long[] words = new long[PerceptualHash.WORDS];
      words[0] = coarse[i];
      hashes.set(i, words);
    }
    return hashes;
  }

  /** PerceptualHashes each of which is some bits away from an earlier one. */
  private static PerceptualHashes cloud(int count) {
    Random random = new Random(3);
    PerceptualHashes hashes = new PerceptualHashes(count);
    long[][] words = new long[count][];
    for (int i = 0; i < count; i++) {
      boolean fresh = i % 10 == 0;
      words[i] =
          fresh ? random.longs(PerceptualHash.WORDS).toArray() : words[random.nextInt(i)].clone();
      for (int flips = fresh ? 0 : random.nextInt(6); flips > 0; flips--) {
        words[i][0] ^= 1L << random.nextInt(64);
        words[i][1 + random.nextInt(8)] ^= 1L << random.nextInt(64);
      }
      hashes.set(i, words[i]);
    }
    return hashes;
  }
}
