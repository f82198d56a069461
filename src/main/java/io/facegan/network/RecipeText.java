package io.facegan.network;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A recipe in words. */
final class RecipeText {
  static String of(Recipe recipe) {
    String optimizers =
        recipe.generatorAdam().equals(recipe.discriminatorAdam())
            ? recipe.generatorAdam().describe()
            : "Generator: %s\nDiscriminator: %s"
                .formatted(
                    recipe.generatorAdam().describe(), recipe.discriminatorAdam().describe());
    List<String> lines = new ArrayList<>();
    lines.add("Batch size " + recipe.batchSize());
    lines.add(recipe.objective().describe());
    if (recipe.discriminatorSteps() > 1) {
      lines.add(
          "The generator is updated in every %d. step".formatted(recipe.discriminatorSteps()));
    }
    if (recipe.frozenLayers() > 0) {
      lines.add(
          "Not trained: "
              + recipe.frozen().stream()
                  .map(layer -> recipe.networks().discriminator().name() + "/" + layer.name())
                  .collect(Collectors.joining(", ")));
    }
    lines.add(recipe.penalty().describe());
    if (!recipe.leCam().isNone()) {
      lines.add(recipe.leCam().describe());
    }
    lines.addAll(
        List.of(
            recipe.augmentation().describe(),
            recipe.averaging().describe(),
            optimizers,
            recipe.schedule().describe(),
            recipe.networks().describe()));
    return String.join("\n", lines);
  }

  private RecipeText() {}
}
