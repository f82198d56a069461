package io.facegan.internal.check;

import java.util.stream.IntStream;

/** Numbers from 0 on in sets that can be joined (union-find). */
final class DisjointSets {
  private final int[] parent;

  /** Puts each number in a set of its own. */
  DisjointSets(int count) {
    parent = IntStream.range(0, count).toArray();
  }

  /** Makes one set of the two that these are in. */
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
