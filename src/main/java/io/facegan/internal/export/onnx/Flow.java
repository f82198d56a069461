package io.facegan.internal.export.onnx;

import java.util.List;

/**
 * The tensor that a generator has come to. Images have two layouts: FaceGan's, channels last, in
 * which they are reshaped and given back, and that of ONNX's operators, channels first. They change
 * it only before a layer that needs the other.
 */
final class Flow {
  private final OnnxGraph graph;
  private String tensor;
  private boolean channelsFirst;

  /**
   * @param input the tensor that it begins with, a vector
   */
  Flow(OnnxGraph graph, String input) {
    this.graph = graph;
    this.tensor = input;
  }

  /** Returns the tensor in the layout that it has. */
  String tensor() {
    return tensor;
  }

  /** Returns whether it is an image with its channels first. */
  boolean isChannelsFirst() {
    return channelsFirst;
  }

  /** Returns the image with its channels first. */
  String channelsFirst() {
    if (!channelsFirst) {
      transpose("_channels_first", 0, 3, 1, 2);
    }
    return tensor;
  }

  /** Returns the image with its channels last; a vector is returned as it is. */
  String channelsLast() {
    if (channelsFirst) {
      transpose("_channels_last", 0, 2, 3, 1);
    }
    return tensor;
  }

  /** Goes on with a tensor in the layout of the last one. */
  void follow(String next) {
    tensor = next;
  }

  private void transpose(String suffix, Integer... axes) {
    tensor =
        graph.node(
            tensor + suffix, "Transpose", List.of(tensor), OnnxAttribute.integers("perm", axes));
    channelsFirst = !channelsFirst;
  }
}
