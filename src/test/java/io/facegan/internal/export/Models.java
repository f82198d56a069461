package io.facegan.internal.export;

import io.facegan.internal.graph.CallLimit;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.graph.TrainedWeights;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import java.nio.file.Path;
import java.util.Collections;

/** What tests write models of. */
public final class Models {
  /** Returns a note of made-up contents. */
  public static ModelNote note(Networks networks, Normalization normalization) {
    return new ModelNote(
        "1.2",
        networks.name(),
        16,
        900,
        7,
        "abc",
        null,
        normalization.describe(),
        false,
        networks.labels().names(),
        Collections.nCopies(networks.labels().count(), 3));
  }

  /** Returns a model that cannot be trained further, both networks normalised alike. */
  public static ServedModel of(Networks networks, Path checkpoint, Normalization normalization) {
    return new ServedModel(
        TinyNetworks.recipe(networks, 1),
        TrainedWeights.of(TinyNetworks.recipe(), checkpoint),
        normalization,
        normalization,
        false,
        CallLimit.NONE,
        note(networks, normalization));
  }

  /** Writes it, and nothing else into its folder. */
  public static void write(
      Networks networks, Path checkpoint, Normalization normalization, Path folder) {
    SavedModelWriter.write(of(networks, checkpoint, normalization), folder, model -> {});
  }

  private Models() {}
}
