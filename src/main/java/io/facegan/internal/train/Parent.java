package io.facegan.internal.train;

import io.facegan.internal.util.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The training whose weights a run began with. The run has its own copy of them, and needs the
 * parent no more.
 *
 * @param name of its folder
 * @param networks the name of its networks
 * @param steps that it had made
 * @param weights their fingerprint, hexadecimal digits: a checksum of those that images are drawn
 *     and judged with, the same for a checkpoint and for what was exported from it
 * @param left a line on each layer that was not taken, with its shapes there and here
 * @param earlier its own parents in a few words each, the nearest first
 */
public record Parent(
    String name,
    String networks,
    long steps,
    String weights,
    List<String> left,
    List<String> earlier) {
  /** Of more than a few nobody knows any more what they were. */
  private static final int MOST_EARLIER = 4;

  public Parent {
    Objects.requireNonNull(name, "name of the parent");
    Objects.requireNonNull(networks, "networks of the parent");
    Objects.requireNonNull(weights, "weights of the parent");
    left = List.copyOf(left);
    earlier = List.copyOf(earlier);
  }

  /** Returns it in a few words. */
  public String words() {
    return Text.format("%s (%s networks, %,d steps, weights %s)", name, networks, steps, weights);
  }

  /**
   * Returns it and its own parents in a few words each, the nearest first, as its child keeps them.
   */
  public static List<String> lineage(Parent parent) {
    if (parent == null) {
      return List.of();
    }
    List<String> all = new ArrayList<>(List.of(parent.words()));
    all.addAll(parent.earlier);
    return all.subList(0, Math.min(MOST_EARLIER, all.size()));
  }
}
