package io.facegan.internal.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegan.network.Augmentation;
import io.facegan.network.Averaging;
import io.facegan.network.GradientPenalty;
import io.facegan.network.Objective;
import io.facegan.network.RateSchedule;

/**
 * Reads {@code options.json} as earlier versions wrote it: with the optimizer and the batch size
 * among the networks, and no objective, because there was but the tutorial's, or without
 * augmentation.
 */
final class EarlierOptions {
  /** Brings options to the present form, in place; those in it already stay as they are. */
  static void upgrade(JsonNode options) {
    if (!(options instanceof ObjectNode root)) {
      return;
    }
    if (root.get("networks") instanceof ObjectNode networks) {
      fromNetworks(root, networks);
    }
    if (root.get("recipe") instanceof ObjectNode recipe && !recipe.has("augmentation")) {
      recipe.set("augmentation", RunJson.tree(Augmentation.NONE));
    }
  }

  private static void fromNetworks(ObjectNode root, ObjectNode networks) {
    root.remove("networks");
    ObjectNode recipe = root.putObject("recipe");
    recipe.set("networks", networks);
    JsonNode batchSize = root.remove("batchSize");
    networks.remove("batchSize");
    JsonNode adam = networks.remove("adam");
    recipe.set("batchSize", batchSize);
    recipe.set("objective", RunJson.tree(Objective.tutorial()));
    recipe.set("penalty", RunJson.tree(GradientPenalty.NONE));
    recipe.set("averaging", RunJson.tree(Averaging.NONE));
    recipe.set("schedule", RunJson.tree(RateSchedule.CONSTANT));
    recipe.set("generatorAdam", adam);
    recipe.set("discriminatorAdam", adam);
  }

  private EarlierOptions() {}
}
