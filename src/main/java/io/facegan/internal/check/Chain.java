package io.facegan.internal.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pictures each of which is near another, but not all to each other: of a series of snapshots every
 * one looks like the next, but the last may look nothing like the first.
 *
 * <p>So a chain is split. The picture with the most neighbours becomes the middle of a group, its
 * neighbours join it, and the same goes on with the rest. Whatever joins a group is near its
 * middle; and if only the middles are kept and what has no neighbour left, no two of these are near
 * each other.
 */
final class Chain {
  private final Prints prints;
  private final Comparator<Integer> better;
  private final List<int[]> links;

  /** How many pictures of the rest are near each link, its own ones counted. */
  private final int[] neighbours;

  private final BitSet rest = new BitSet();

  /**
   * @param better decides between pictures with as many neighbours
   * @param links pictures with equal prints, the best first
   */
  Chain(Prints prints, Comparator<Integer> better, List<int[]> links) {
    this.prints = prints;
    this.better = better;
    this.links = links;
    neighbours = new int[links.size()];
    rest.set(0, links.size());
    for (int link = 0; link < neighbours.length; link++) {
      for (int other = 0; other < neighbours.length; other++) {
        neighbours[link] += near(link, other) ? links.get(other).length : 0;
      }
    }
  }

  /** Returns the groups of at least two pictures, in each the middle first. */
  List<int[]> split() {
    List<int[]> groups = new ArrayList<>();
    Comparator<Integer> most = Comparator.comparingInt(link -> -neighbours[link]);
    Comparator<Integer> best = most.thenComparing(link -> links.get(link)[0], better);
    while (!rest.isEmpty()) {
      int middle = rest.stream().boxed().min(best).orElseThrow();
      if (neighbours[middle] < 2) {
        break;
      }
      groups.add(take(middle));
    }
    return groups;
  }

  private int[] take(int middle) {
    int[] taken = rest.stream().filter(link -> near(middle, link)).toArray();
    for (int gone : taken) {
      rest.clear(gone);
    }
    for (int gone : taken) {
      rest.stream()
          .filter(link -> near(link, gone))
          .forEach(link -> neighbours[link] -= links.get(gone).length);
    }
    int kept = links.get(middle)[0];
    IntStream others =
        Arrays.stream(taken)
            .flatMap(link -> Arrays.stream(links.get(link)))
            .filter(picture -> picture != kept)
            .sorted();
    return IntStream.concat(IntStream.of(kept), others).toArray();
  }

  private boolean near(int link, int other) {
    return prints.near(links.get(link)[0], links.get(other)[0]);
  }
}
