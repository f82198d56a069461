package io.facegan.internal.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A connected component of the graph in which similar images are neighbours. Its images need not
 * all be similar to each other: in a series of snapshots each one looks like the next, but the last
 * may look nothing like the first.
 *
 * <p>So it is split greedily. The image with the most neighbours becomes the centre of a group, its
 * neighbours join it, and the rest is split in the same way. All images of a group are similar to
 * its centre. No two of the centres and of the images left over are similar.
 */
final class Component {
  private final PerceptualHashes hashes;
  private final Comparator<Integer> better;
  private final List<int[]> nodes;

  /** For each node, how many of the remaining images are similar to it, its own included. */
  private final int[] neighbours;

  private final BitSet rest = new BitSet();

  /**
   * @param better decides between images with equally many neighbours
   * @param nodes images with equal hashes, the best first
   */
  Component(PerceptualHashes hashes, Comparator<Integer> better, List<int[]> nodes) {
    this.hashes = hashes;
    this.better = better;
    this.nodes = nodes;
    neighbours = new int[nodes.size()];
    rest.set(0, nodes.size());
    for (int node = 0; node < neighbours.length; node++) {
      for (int other = 0; other < neighbours.length; other++) {
        neighbours[node] += areSimilar(node, other) ? nodes.get(other).length : 0;
      }
    }
  }

  /** Returns the groups of at least two images, each with its centre first. */
  List<int[]> split() {
    List<int[]> groups = new ArrayList<>();
    Comparator<Integer> most = Comparator.comparingInt(node -> -neighbours[node]);
    Comparator<Integer> best = most.thenComparing(node -> nodes.get(node)[0], better);
    while (!rest.isEmpty()) {
      int centre = rest.stream().boxed().min(best).orElseThrow();
      if (neighbours[centre] < 2) {
        break;
      }
      groups.add(removeGroup(centre));
    }
    return groups;
  }

  private int[] removeGroup(int centre) {
    int[] removed = rest.stream().filter(node -> areSimilar(centre, node)).toArray();
    for (int node : removed) {
      rest.clear(node);
    }
    for (int node : removed) {
      rest.stream()
          .filter(other -> areSimilar(other, node))
          .forEach(other -> neighbours[other] -= nodes.get(node).length);
    }
    int first = nodes.get(centre)[0];
    IntStream others =
        Arrays.stream(removed)
            .flatMap(node -> Arrays.stream(nodes.get(node)))
            .filter(image -> image != first)
            .sorted();
    return IntStream.concat(IntStream.of(first), others).toArray();
  }

  private boolean areSimilar(int node, int other) {
    return hashes.areSimilar(nodes.get(node)[0], nodes.get(other)[0]);
  }
}
