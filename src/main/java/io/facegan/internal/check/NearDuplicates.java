package io.facegan.internal.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;

/** Groups pictures that look alike, so that one of each group can be kept and the rest left out. */
final class NearDuplicates {
  private final Prints prints;

  /** Which of two pictures to keep: the one with more pixels, or the earlier one. */
  private final Comparator<Integer> better;

  private NearDuplicates(Prints prints, IntToLongFunction pixels) {
    this.prints = prints;
    better =
        Comparator.<Integer>comparingLong(picture -> -pixels.applyAsLong(picture))
            .thenComparing(Comparator.naturalOrder());
  }

  /**
   * Finds the groups.
   *
   * @param pictures whose prints to compare, each once
   * @param pixels the number of pixels of a picture
   * @return groups of at least two pictures, the largest group first; in each group first the one
   *     to keep, to which all others are near, then the others in rising order
   */
  static List<int[]> groups(Prints prints, int[] pictures, IntToLongFunction pixels) {
    return new NearDuplicates(prints, pixels).groups(pictures);
  }

  private List<int[]> groups(int[] pictures) {
    List<int[]> equals = equals(pictures);
    long[] hashes = equals.stream().mapToLong(same -> prints.coarse(same[0])).toArray();
    DisjointSets chains = new DisjointSets(hashes.length);
    HammingPairs.forEach(
        hashes,
        PerceptualHash.NEAR,
        (one, other) -> {
          if (prints.near(equals.get(one)[0], equals.get(other)[0])) {
            chains.join(one, other);
          }
        });
    return links(equals, chains).stream()
        .flatMap(links -> new Chain(prints, better, links).split().stream())
        .sorted(
            Comparator.<int[]>comparingInt(group -> -group.length)
                .thenComparingInt(group -> group[0]))
        .toList();
  }

  /** Puts pictures with equal prints together, the best of them first. */
  private List<int[]> equals(int[] pictures) {
    Comparator<Integer> order = ((Comparator<Integer>) prints::compare).thenComparing(better);
    int[] sorted =
        Arrays.stream(pictures).boxed().sorted(order).mapToInt(Integer::intValue).toArray();
    List<int[]> equals = new ArrayList<>();
    int start = 0;
    for (int end = 1; end <= sorted.length; end++) {
      if (end == sorted.length || prints.compare(sorted[start], sorted[end]) != 0) {
        equals.add(Arrays.copyOfRange(sorted, start, end));
        start = end;
      }
    }
    return equals;
  }

  /** Returns the links of each chain of two pictures or more. */
  private static Collection<List<int[]>> links(List<int[]> equals, DisjointSets chains) {
    int[] pictures = new int[equals.size()];
    for (int i = 0; i < pictures.length; i++) {
      pictures[chains.find(i)] += equals.get(i).length;
    }
    Map<Integer, List<int[]>> links = new TreeMap<>();
    for (int i = 0; i < pictures.length; i++) {
      int chain = chains.find(i);
      if (pictures[chain] > 1) {
        links.computeIfAbsent(chain, first -> new ArrayList<>()).add(equals.get(i));
      }
    }
    return links.values();
  }
}
