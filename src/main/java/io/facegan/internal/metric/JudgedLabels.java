package io.facegan.internal.metric;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which labels are compared with real images one by one. */
public final class JudgedLabels {
  /** More would take long and be read by nobody. */
  private static final int MOST = 12;

  /** Fewer real images of a label cannot be compared with each other. */
  private static final int FEWEST = 4;

  /** Returns the numbers of those with the most images, rising, by the counts of all. */
  public static List<Integer> of(List<Integer> counts) {
    return IntStream.range(0, counts.size())
        .filter(label -> counts.get(label) >= FEWEST)
        .boxed()
        .sorted(Comparator.comparing(counts::get).reversed())
        .limit(MOST)
        .sorted()
        .toList();
  }

  private JudgedLabels() {}
}
