package io.facegan.internal.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegan.error.FaceGanException;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.network.Activation;
import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import io.facegan.network.Objective;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionDifferencesTest {
  private static final TrainingOptions RUN = TestOptions.of(TinyNetworks.rgb());

  @Test
  void sameOptions_haveNone() {
    assertThat(OptionDifferences.between(RUN, TestOptions.of(TinyNetworks.rgb()))).isEmpty();
  }

  @Test
  void everythingThatMayChange_isNone() {
    TrainingOptions now =
        changed(
            json -> {
              json.put("version", "9.9.9");
              json.put("steps", 5);
              json.put("sampleEvery", 1);
              json.put("checkpointEvery", 2);
              json.withObject("/guards").put("collapse", "STOP").put("tries", 9);
              json.withObject("/images").put("source", "zip faces.zip").putNull("path");
            });
    assertThat(OptionDifferences.between(RUN, now)).isEmpty();
    assertThatCode(() -> now.checkContinues(RUN, Path.of("run"))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/recipe/batchSize    | 8        | recipe.batchSize is 16 in the run, but 8 now",
        "/seed                | 6        | seed is -5 in the run, but 6 now",
        "/samples             | 16       | samples is 36 in the run, but 16 now",
        "/precision           | BFLOAT16 | precision is \"FLOAT32\" in the run, but \"BFLOAT16\""
            + " now",
        "/images/pictures   | 8        | images.pictures is 7 in the run, but 8 now",
        "/images/content      | 00ff     | images.content is \"0123456789abcdef\" in the run, but"
            + " \"00ff\" now",
        "/images/framing      | box      | images.framing is \"auto\" in the run, but \"box\" now",
        "/images/background   | #000000  | images.background is \"#ffffff\" in the run, but"
            + " \"#000000\" now",
        "/images/mirror       | false    | images.mirror is true in the run, but false now",
        "/recipe/generatorAdam/beta1 | 0.5 | recipe.generatorAdam.beta1 is 0.9 in the run, but 0.5"
            + " now",
        "/recipe/objective/fake/label | 0.1 | recipe.objective.fake.label is 0.0 in the run, but"
            + " 0.1 now"
      })
  void everythingElse_isNamed(String pointer, String value, String difference) {
    TrainingOptions now =
        changed(
            json -> {
              int end = pointer.lastIndexOf('/');
              ObjectNode parent = end == 0 ? json : json.withObject(pointer.substring(0, end));
              put(parent, pointer.substring(end + 1), value);
            });
    assertThat(OptionDifferences.between(RUN, now)).containsExactly(difference);
  }

  @Test
  void layersInALongList_areNamedOneByOne() {
    TrainingOptions now =
        changed(
            json -> {
              layer(json, "discriminator", 0).put("filters", 6);
              layer(json, "generator", 4).withObject("/activation").put("kind", "RELU");
              layer(json, "generator", 7).put("epsilon", 0.25);
            });
    assertThat(OptionDifferences.between(RUN, now))
        .containsExactly(
            "recipe.networks.discriminator.layers.000.filters is 4 in the run, but 6 now",
            "recipe.networks.generator.layers.004.activation.kind is \"GELU\" in the run, but"
                + " \"RELU\" now",
            "recipe.networks.generator.layers.007.epsilon is 1.0E-5 in the run, but 0.25 now");
  }

  @Test
  void layerThatIsNew_isShownWhole() {
    TrainingOptions now =
        changed(
            json ->
                json.withArray("/recipe/networks/discriminator/layers")
                    .addObject()
                    .put("layer", "dense")
                    .put("units", 1));
    assertThat(OptionDifferences.between(RUN, now))
        .containsExactly(
            "recipe.networks.discriminator.layers.005 is absent in the run, but"
                + " {\"layer\":\"dense\",\"units\":1} now");
    assertThat(OptionDifferences.between(now, RUN))
        .containsExactly(
            "recipe.networks.discriminator.layers.005 is {\"layer\":\"dense\",\"units\":1} in the"
                + " run, but absent now");
  }

  @Test
  void otherNetworks_areRefusedWithEveryDifference() {
    Networks other = TinyNetworks.of(ImageShape.rgb(12, 8));
    TrainingOptions now = TestOptions.of(other);
    assertThatThrownBy(() -> now.checkContinues(RUN, Path.of("run")))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll(
            "recipe.networks.discriminator.input.height is 8 in the run, but 12 now",
            "recipe.networks.generator.layers.000.units is 16 in the run, but 24 now",
            "recipe.networks.generator.layers.001.shape.height is 2 in the run, but 3 now",
            "the options that it started with");
    assertThat(
            OptionDifferences.between(
                RUN, TestOptions.of(Networks.small(Activation.TANH, ImageShape.rgb(32, 32)))))
        .contains("recipe.networks.name is \"tiny\" in the run, but \"small\" now");
  }

  /** As versions before recipes wrote them. */
  @Test
  void optionsOfEarlierVersions_areThoseOfTheTutorialsTraining() {
    ObjectNode json = (ObjectNode) RunJson.tree(RUN);
    ObjectNode recipe = (ObjectNode) json.remove("recipe");
    ObjectNode networks = (ObjectNode) recipe.get("networks");
    networks.set("adam", recipe.get("generatorAdam"));
    networks.put("batchSize", 2);
    json.set("networks", networks);
    json.put("batchSize", 16);
    TrainingOptions earlier =
        RunJson.read(json.toString(), TrainingOptions.class, EarlierOptions::upgrade);
    assertThat(earlier).isEqualTo(RUN);
    assertThat(earlier.recipe().objective()).isEqualTo(Objective.tutorial());
  }

  private static TrainingOptions changed(Consumer<ObjectNode> change) {
    ObjectNode json = (ObjectNode) RunJson.tree(RUN);
    change.accept(json);
    return RunJson.read(json.toString(), TrainingOptions.class, EarlierOptions::upgrade);
  }

  private static ObjectNode layer(ObjectNode json, String network, int index) {
    return (ObjectNode) json.withArray("/recipe/networks/%s/layers".formatted(network)).get(index);
  }

  private static void put(ObjectNode parent, String name, String value) {
    switch (parent.get(name).getNodeType()) {
      case NUMBER -> parent.put(name, Double.parseDouble(value));
      case BOOLEAN -> parent.put(name, Boolean.parseBoolean(value));
      default -> parent.put(name, value);
    }
  }
}
