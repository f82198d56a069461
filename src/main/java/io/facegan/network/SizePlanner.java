package io.facegan.network;

import io.facegan.error.FaceGanException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * Finds how a generator of equal transposed convolutions reaches a wanted image size.
 *
 * <p>One layer turns a side of n pixels into {@code (n - 1) * stride + kernel}, so a given number
 * of them turns n into {@code a * n + c}; padding p of the last layer cuts {@code 2 * p} off. For
 * each axis the planner solves that for the start n and the smallest p. The mirrored discriminator,
 * with as many unpadded convolutions of the same kernel and stride, must fit the image too.
 */
public final class SizePlanner {
  /** The longest side in pixels that is planned for. */
  public static final int LARGEST_SIDE = AxisPlanner.LARGEST_SIDE;

  private final Extent kernel;
  private final Extent stride;
  private final int depth;
  private final AxisPlanner vertical;
  private final AxisPlanner horizontal;

  /**
   * How an image size is reached.
   *
   * @param start the size before the first transposed convolution
   * @param lastPadding padding of the last transposed convolution; the others have none
   * @param generator the sizes from the start to the image, one more than there are layers
   * @param discriminator the sizes from the image to the last convolution's output, as many
   */
  public record Plan(
      Extent start, Extent lastPadding, List<Extent> generator, List<Extent> discriminator) {
    /** Copies the lists. */
    public Plan {
      generator = List.copyOf(generator);
      discriminator = List.copyOf(discriminator);
    }
  }

  /**
   * Makes a planner for equal layers.
   *
   * @param kernel of every layer, each side at least 1
   * @param stride of every layer, each side at least 1
   * @param depth how many layers, 1 to 16
   * @throws FaceGanException if a setting is out of range or even the smallest image would be
   *     longer than {@link #LARGEST_SIDE}
   */
  public SizePlanner(Extent kernel, Extent stride, int depth) {
    Checks.positive("kernel", kernel);
    Checks.positive("stride", stride);
    this.kernel = kernel;
    this.stride = stride;
    this.depth = depth;
    String layers = AxisPlanner.layers(kernel, stride, depth);
    vertical = new AxisPlanner(layers, kernel.height(), stride.height(), depth);
    horizontal = new AxisPlanner(layers, kernel.width(), stride.width(), depth);
  }

  /** Returns the planner of the tutorial's networks: three 8x8 layers of stride 2. */
  public static SizePlanner tutorial() {
    return new SizePlanner(Extent.square(8), Extent.square(2), 3);
  }

  /**
   * Plans an image size.
   *
   * @param height in pixels, 1 to {@link #LARGEST_SIDE}
   * @param width in pixels, 1 to {@link #LARGEST_SIDE}
   * @throws FaceGanException if the layers cannot reach it; the message states the formula and the
   *     nearest sizes that they do reach
   */
  public Plan plan(int height, int width) {
    checkSide("height", height, width, height);
    checkSide("width", height, width, width);
    if (!vertical.reaches(height) || !horizontal.reaches(width)) {
      throw new FaceGanException(refusal(height, width));
    }
    Extent start = new Extent(vertical.start(height), horizontal.start(width));
    Extent padding = new Extent(vertical.padding(height), horizontal.padding(width));
    return new Plan(
        start,
        padding,
        pairs(vertical.growth(height), horizontal.growth(width)),
        pairs(vertical.shrinking(height), horizontal.shrinking(width)));
  }

  /**
   * Returns the plan of a size in words: the sizes on the way up and down and the sum behind the
   * start size.
   *
   * @throws FaceGanException as {@link #plan} does
   */
  public String describe(int height, int width) {
    Plan plan = plan(height, width);
    String sum =
        vertical.equals(horizontal) && height == width
            ? "start " + vertical.sum(height)
            : "height " + vertical.sum(height) + "\nwidth  " + horizontal.sum(width);
    return """
    %dx%d images with %s
    generator      %s, last padding %s
    discriminator  %s
    %s
    """
        .formatted(
            height,
            width,
            AxisPlanner.layers(kernel, stride, depth),
            arrows(plan.generator()),
            Sides.brief(plan.lastPadding()),
            arrows(plan.discriminator()),
            sum);
  }

  private String refusal(int height, int width) {
    String size = "image size " + height + "x" + width + ": ";
    String layers =
        AxisPlanner.layers(kernel, stride, depth) + (depth == 1 ? " reaches " : " reach ");
    if (height == width && vertical.equals(horizontal)) {
      return size + layers + vertical.refusal("", "size", height);
    }
    StringJoiner axes = new StringJoiner("; ");
    if (!vertical.reaches(height)) {
      axes.add(vertical.refusal(" in height", "height", height));
    }
    if (!horizontal.reaches(width)) {
      axes.add(horizontal.refusal(" in width", "width", width));
    }
    return size + layers + axes;
  }

  private static void checkSide(String axis, int height, int width, int side) {
    if (side < 1 || side > LARGEST_SIDE) {
      throw new FaceGanException(
          "image size %dx%d: its %s must be from 1 to %s"
              .formatted(height, width, axis, Checks.grouped(LARGEST_SIDE)));
    }
  }

  private static List<Extent> pairs(List<Integer> heights, List<Integer> widths) {
    List<Extent> pairs = new ArrayList<>();
    for (int i = 0; i < heights.size(); i++) {
      pairs.add(new Extent(heights.get(i), widths.get(i)));
    }
    return pairs;
  }

  private static String arrows(List<Extent> sizes) {
    StringJoiner arrows = new StringJoiner(" -> ");
    sizes.forEach(size -> arrows.add(size.toString()));
    return arrows.toString();
  }
}
