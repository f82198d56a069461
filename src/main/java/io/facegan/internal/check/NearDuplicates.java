package io.facegan.internal.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/** Groups similar images, so that the first of each group can be kept and the others removed. */
final class NearDuplicates {
  private final PerceptualHashes hashes;

  /** Puts the image to keep first: the one with more pixels, else the earlier one. */
  private final Comparator<Integer> better;

  private NearDuplicates(PerceptualHashes hashes, IntToLongFunction pixels) {
    this.hashes = hashes;
    better =
        Comparator.<Integer>comparingLong(image -> -pixels.applyAsLong(image))
            .thenComparing(Comparator.naturalOrder());
  }

  /**
   * Finds the groups.
   *
   * @param images whose hashes to compare, each once
   * @param pixels the number of pixels of an image
   * @return groups of at least two images, the largest group first; in each group first the one to
   *     keep, to which all others are similar, then the others in rising order
   */
  static List<int[]> groups(PerceptualHashes hashes, int[] images, IntToLongFunction pixels) {
    return new NearDuplicates(hashes, pixels).groups(images);
  }

  private List<int[]> groups(int[] images) {
    List<int[]> equals = equals(images);
    long[] coarse = equals.stream().mapToLong(same -> hashes.coarse(same[0])).toArray();
    DisjointSets components = new DisjointSets(coarse.length);
    HammingPairs.forEach(
        coarse,
        PerceptualHash.NEAR,
        (one, other) -> {
          if (hashes.areSimilar(equals.get(one)[0], equals.get(other)[0])) {
            components.join(one, other);
          }
        });
    return components(equals, components).stream()
        .flatMap(nodes -> new Component(hashes, better, nodes).split().stream())
        .sorted(
            Comparator.<int[]>comparingInt(group -> -group.length)
                .thenComparingInt(group -> group[0]))
        .toList();
  }

  /** Puts images with equal hashes together, the best of them first. */
  private List<int[]> equals(int[] images) {
    Comparator<Integer> order = ((Comparator<Integer>) hashes::compare).thenComparing(better);
    int[] sorted =
        Arrays.stream(images).boxed().sorted(order).mapToInt(Integer::intValue).toArray();
    List<int[]> equals = new ArrayList<>();
    int start = 0;
    for (int end = 1; end <= sorted.length; end++) {
      if (end == sorted.length || hashes.compare(sorted[start], sorted[end]) != 0) {
        equals.add(Arrays.copyOfRange(sorted, start, end));
        start = end;
      }
    }
    return equals;
  }

  /** Returns the nodes of each component of at least two images. */
  private static Collection<List<int[]>> components(List<int[]> equals, DisjointSets sets) {
    int[] images = new int[equals.size()];
    for (int i = 0; i < images.length; i++) {
      images[sets.find(i)] += equals.get(i).length;
    }
    Map<Integer, List<int[]>> nodes = new TreeMap<>();
    for (int i = 0; i < images.length; i++) {
      int component = sets.find(i);
      if (images[component] > 1) {
        nodes.computeIfAbsent(component, first -> new ArrayList<>()).add(equals.get(i));
      }
    }
    return nodes.values();
  }

  /** The numbers from 0 to count - 1 in sets that can be joined (union-find). */
  private static final class DisjointSets {
    private final int[] parent;

    DisjointSets(int count) {
      parent = IntStream.range(0, count).toArray();
    }

    void join(int one, int other) {
      int a = find(one);
      int b = find(other);
      parent[Math.max(a, b)] = Math.min(a, b);
    }

    /** Returns the smallest number of the set. */
    int find(int number) {
      int root = number;
      while (parent[root] != root) {
        parent[root] = parent[parent[root]];
        root = parent[root];
      }
      return root;
    }
  }
}
