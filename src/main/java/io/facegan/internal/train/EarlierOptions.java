package io.facegan.internal.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegan.network.Augmentation;
import io.facegan.network.Averaging;
import io.facegan.network.GradientPenalty;
import io.facegan.network.Labels;
import io.facegan.network.LeCam;
import io.facegan.network.Objective;
import io.facegan.network.Schedule;

/**
 * Reads {@code options.json} as earlier versions wrote it: with the optimizer and the batch size
 * among the networks and no objective, because there was but the tutorial's, or without what
 * recipes have had since.
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
    if (root.get("recipe") instanceof ObjectNode recipe) {
      addTo(recipe);
    }
  }

  private static void addTo(ObjectNode recipe) {
    if (recipe.get("networks") instanceof ObjectNode networks) {
      setAbsent(networks, "labels", RunJson.tree(Labels.NONE));
    }
    setAbsent(recipe, "augmentation", RunJson.tree(Augmentation.NONE));
    setAbsent(recipe, "discriminatorSteps", IntNode.valueOf(1));
    setAbsent(recipe, "frozenLayers", IntNode.valueOf(0));
    setAbsent(recipe, "leCam", RunJson.tree(LeCam.NONE));
    if (recipe.get("augmentation") instanceof ObjectNode augmentation) {
      setAbsent(augmentation, "target", IntNode.valueOf(0));
    }
    if (recipe.get("penalty") instanceof ObjectNode penalty) {
      setAbsent(penalty, "noise", IntNode.valueOf(0));
    }
    if (recipe.get("schedule") instanceof ObjectNode schedule && schedule.has("last")) {
      schedule.set("rates", schedule.remove("last"));
      schedule.put("penalties", 1);
      schedule.put("forgetting", 1);
    }
  }

  private static void setAbsent(ObjectNode node, String field, JsonNode value) {
    if (!node.has(field)) {
      node.set(field, value);
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
    recipe.set("schedule", RunJson.tree(Schedule.CONSTANT));
    recipe.set("generatorAdam", adam);
    recipe.set("discriminatorAdam", adam);
  }

  private EarlierOptions() {}
}
