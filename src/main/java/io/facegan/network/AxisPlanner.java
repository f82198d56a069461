package io.facegan.network;

import io.facegan.error.FaceGanException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** The arithmetic of {@link SizePlanner} on one axis. */
final class AxisPlanner {
  static final int LARGEST_SIDE = 65_536;

  private static final int LARGEST_DEPTH = 16;
  private static final List<String> NUMBERS =
      List.of("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

  private final int kernel;
  private final int stride;
  private final int depth;

  /** Depth layers turn n into {@code scale * n + constant}. */
  private final int scale;

  private final int constant;

  AxisPlanner(String layers, int kernel, int stride, int depth) {
    if (depth < 1 || depth > LARGEST_DEPTH) {
      throw new FaceGanException("depth is " + depth + ": it must be from 1 to " + LARGEST_DEPTH);
    }
    this.kernel = kernel;
    this.stride = stride;
    this.depth = depth;
    long factor = 1;
    long smallest = 1;
    for (int i = 0; i < depth; i++) {
      factor *= stride;
      smallest = Sides.transposed(smallest, kernel, stride, 0);
      if (factor > LARGEST_SIDE || smallest > LARGEST_SIDE) {
        throw new FaceGanException(
            "%s grow an image beyond %s pixels a side: "
                    .formatted(layers, Checks.grouped(LARGEST_SIDE))
                + "use fewer layers, or a smaller kernel or stride");
      }
    }
    this.scale = (int) factor;
    this.constant = (int) (smallest - factor);
  }

  /** Writes the layers in words, for example {@code three 8x8 stride-2 layers}. */
  static String layers(Extent kernel, Extent stride, int depth) {
    String count = depth > 0 && depth < NUMBERS.size() ? NUMBERS.get(depth) : "" + depth;
    return "%s %s stride-%s layer%s"
        .formatted(count, kernel, Sides.brief(stride), depth == 1 ? "" : "s");
  }

  boolean reaches(int size) {
    // A start of 1 without padding is also the smallest image the discriminator's layers fit.
    return size <= LARGEST_SIDE && size >= smallest() && smallestPadding(size).isPresent();
  }

  int padding(int size) {
    return smallestPadding(size).orElseThrow();
  }

  int start(int size) {
    return (size - constant + 2 * padding(size)) / scale;
  }

  /** Gives the sizes from the start to the image. */
  List<Integer> growth(int size) {
    List<Integer> sizes = new ArrayList<>(List.of(start(size)));
    for (int layer = 1; layer <= depth; layer++) {
      int padding = layer == depth ? padding(size) : 0;
      sizes.add((int) Sides.transposed(sizes.get(layer - 1), kernel, stride, padding));
    }
    return sizes;
  }

  /** Gives the sizes from the image to the discriminator's last convolution. */
  List<Integer> shrinking(int size) {
    List<Integer> sizes = new ArrayList<>(List.of(size));
    for (int layer = 1; layer <= depth; layer++) {
      sizes.add((int) Sides.convolved(sizes.get(layer - 1), kernel, stride, 0));
    }
    return sizes;
  }

  /** Writes why the start has its size, for example {@code 11: 8 * 11 + 42 - 2 * 1 = 128}. */
  String sum(int size) {
    int start = start(size);
    String padding = padding(size) == 0 ? "" : " - 2 * " + padding(size);
    return "%d: %d * %d%s%s = %d".formatted(start, scale, start, constantTerm(), padding, size);
  }

  /** Writes what is reached instead of a size; the texts around it differ with the axis. */
  String refusal(String where, String noun, int size) {
    String reached = formula() + where + ", never ";
    if (size < smallest()) {
      return reached + "below " + smallest() + "; the smallest " + noun + " is " + smallest();
    }
    OptionalInt below =
        IntStream.iterate(size, s -> s >= smallest(), s -> s - 1).filter(this::reaches).findFirst();
    OptionalInt above = IntStream.rangeClosed(size, LARGEST_SIDE).filter(this::reaches).findFirst();
    return reached + size + "; " + nearest(noun, below.orElseThrow(), above);
  }

  private static String nearest(String noun, int below, OptionalInt above) {
    return above.isPresent()
        ? "nearest " + noun + "s are " + below + " and " + above.getAsInt()
        : "the nearest " + noun + " is " + below;
  }

  private int smallest() {
    return scale + constant;
  }

  private OptionalInt smallestPadding(int size) {
    return IntStream.range(0, Math.min(kernel, scale))
        .filter(padding -> (size - constant + 2L * padding) % scale == 0)
        .findFirst();
  }

  private String formula() {
    String start = scale == 1 ? "n" : scale + "n";
    return start + constantTerm() + paddingTerm();
  }

  private String constantTerm() {
    if (constant == 0) {
      return "";
    }
    return constant > 0 ? " + " + constant : " - " + -constant;
  }

  private String paddingTerm() {
    int largest = kernel - 1;
    if (largest == 0) {
      return "";
    }
    // From this on, a larger padding repeats sizes that a smaller one and another start give.
    boolean limits = 2L * kernel < (scale % 2 == 0 ? scale : 2L * scale);
    return limits ? " - 2p with p up to " + largest : " - 2p";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AxisPlanner axis
        && kernel == axis.kernel
        && stride == axis.stride
        && depth == axis.depth;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * kernel + stride) + depth;
  }
}
