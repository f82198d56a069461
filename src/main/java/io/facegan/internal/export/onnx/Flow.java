package io.facegan.internal.export.onnx;

import java.util.List;

/**
 * The current tensor of a generator under construction. Images have one of two layouts: channels
 * last, in which FaceGan reshapes and returns them, or channels first, which ONNX's operators need.
 * The layout changes only before a layer that needs the other one.
 */
final class Flow {
  private final OnnxGraph graph;
  private String tensor;
  private boolean channelsFirst;

  /**
   * @param input the first tensor, a vector
   */
  Flow(OnnxGraph graph, String input) {
    this.graph = graph;
    this.tensor = input;
  }

  /** Returns the tensor in its current layout. */
  String tensor() {
    return tensor;
  }

  boolean isChannelsFirst() {
    return channelsFirst;
  }

  String channelsFirst() {
    if (!channelsFirst) {
      transpose("_channels_first", 0, 3, 1, 2);
    }
    return tensor;
  }

  /** Returns the image with its channels last, or a vector unchanged. */
  String channelsLast() {
    if (channelsFirst) {
      transpose("_channels_last", 0, 2, 3, 1);
    }
    return tensor;
  }

  /** Continues with a tensor in the current layout. */
  void set(String next) {
    tensor = next;
  }

  private void transpose(String suffix, Integer... axes) {
    tensor =
        graph.node(
            tensor + suffix, "Transpose", List.of(tensor), OnnxAttribute.integers("perm", axes));
    channelsFirst = !channelsFirst;
  }
}
