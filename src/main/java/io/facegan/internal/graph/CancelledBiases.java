package io.facegan.internal.graph;

import io.facegan.network.BatchNorm;
import io.facegan.network.NetworkSpec;
import io.facegan.network.Normalization;
import io.facegan.network.PlacedLayer;
import java.util.ArrayList;
import java.util.List;

/**
 * Biases right before a batch norm that uses the batch's own statistics: it takes away the mean,
 * and with it what they added. So they change no image and no loss, and their gradients are zero.
 * Training neither adds nor trains them, which saves two passes over memory for each; elsewhere
 * they count as they were at first, for the running averages of the means contain them.
 */
final class CancelledBiases {
  /** Returns the variables of a network that training leaves alone. */
  static List<String> of(NetworkSpec network) {
    List<String> names = new ArrayList<>();
    List<PlacedLayer> layers = network.placed();
    for (int i = 0; i < layers.size(); i++) {
      if (isBeforeBatchNorm(layers, i)) {
        names.add(network.name() + "/" + layers.get(i).name() + "/bias");
      }
    }
    return names;
  }

  /** Whether a layer's bias is one in a pass that normalises so. */
  static boolean isOne(List<PlacedLayer> layers, int i, Normalization normalization) {
    return normalization == Normalization.BATCH && isBeforeBatchNorm(layers, i);
  }

  private static boolean isBeforeBatchNorm(List<PlacedLayer> layers, int i) {
    return layers.get(i).hasKernel()
        && i + 1 < layers.size()
        && layers.get(i + 1).spec() instanceof BatchNorm;
  }

  private CancelledBiases() {}
}
