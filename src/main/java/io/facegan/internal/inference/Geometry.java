package io.facegan.internal.inference;

import io.facegan.network.Extent;
import io.facegan.network.ImageShape;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.NodeDef;

/**
 * The shapes of a convolution or a transposed convolution in a graph.
 *
 * @param size of the kernel
 * @param stride of the convolution
 * @param before rows and columns of zeros that the convolution adds before the large image and that
 *     its transpose removes
 * @param large the input of the convolution, or the output of its transpose
 * @param small the output of the convolution, or the input of its transpose
 */
public record Geometry(
    Extent size, Extent stride, Extent before, ImageShape large, ImageShape small) {
  /** Returns that of a convolution; empty for an unknown side, a dilation or another layout. */
  static Optional<Geometry> ofConvolution(NodeDef node, ShapedGraph frozen) {
    return of(node, node.getInput(0), node.getInput(1), node.getName(), frozen);
  }

  /** Returns that of a transposed convolution, as {@link #ofConvolution} does. */
  static Optional<Geometry> ofTransposed(NodeDef node, ShapedGraph frozen) {
    return of(node, node.getName(), node.getInput(1), node.getInput(2), frozen);
  }

  private static Optional<Geometry> of(
      NodeDef node, String large, String kernel, String small, ShapedGraph frozen) {
    long[] kernelSides = frozen.sides(kernel);
    long[] largeSides = frozen.sides(large);
    long[] smallSides = frozen.sides(small);
    List<Long> strides = node.getAttrOrThrow("strides").getList().getIList();
    String padding = node.getAttrOrThrow("padding").getS().toStringUtf8();
    if (!isKnown(kernelSides, 0)
        || !isKnown(largeSides, 1)
        || !isKnown(smallSides, 1)
        || !isPlain(node)
        || !(padding.equals("VALID") || padding.equals("SAME"))) {
      return Optional.empty();
    }
    Extent size = new Extent((int) kernelSides[0], (int) kernelSides[1]);
    Extent stride = new Extent(strides.get(1).intValue(), strides.get(2).intValue());
    ImageShape from = image(largeSides);
    ImageShape to = image(smallSides);
    Extent before =
        padding.equals("VALID")
            ? new Extent(0, 0)
            : new Extent(
                before(size.height(), stride.height(), from.height(), to.height()),
                before(size.width(), stride.width(), from.width(), to.width()));
    return Optional.of(new Geometry(size, stride, before, from, to));
  }

  /** TensorFlow's SAME padding puts the smaller half of the zeros before the image. */
  private static int before(int kernel, int stride, int large, int small) {
    return Math.max(0, (small - 1) * stride + kernel - large) / 2;
  }

  private static boolean isPlain(NodeDef node) {
    AttrValue layout = node.getAttrMap().get("data_format");
    AttrValue dilations = node.getAttrMap().get("dilations");
    return (layout == null || layout.getS().toStringUtf8().equals("NHWC"))
        && (dilations == null
            || dilations.getList().getIList().stream().allMatch(step -> step == 1));
  }

  private static boolean isKnown(long[] sides, int from) {
    return sides.length == 4 && LongStream.of(sides).skip(from).allMatch(side -> side > 0);
  }

  private static ImageShape image(long[] sides) {
    return new ImageShape((int) sides[1], (int) sides[2], (int) sides[3]);
  }
}
