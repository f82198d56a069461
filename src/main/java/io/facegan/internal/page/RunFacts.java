package io.facegan.internal.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegan.internal.train.TrainingOptions;
import io.facegan.internal.util.Text;
import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import io.facegan.train.Guard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a run trains, how to go on with it, and the card of the model that it exports. */
final class RunFacts {
  private static final String PROGRAM = "java -jar facegan.jar ";

  private final TrainingOptions options;
  private final Networks networks;
  private final RunHistory history;
  private final String device;
  private List<List<String>> rows = new ArrayList<>();

  RunFacts(TrainingOptions options, RunHistory history) {
    this.options = options;
    this.history = history;
    networks = options.networks();
    JsonNode named = history.machine("device");
    device = named.isTextual() ? ", on " + named.asText() : "";
  }

  /** Returns what is trained in a line. */
  String summary() {
    return Text.format(
        "%s at %s on %s, batch size %,d, seed %d%s",
        networks.name(),
        size(),
        options.images().source(),
        options.batchSize(),
        options.seed(),
        device);
  }

  /**
   * @param name of the run's folder
   */
  List<List<String>> commands(String folder, String name, boolean done) {
    String run = Text.quoted(folder);
    String model = Text.quoted("savedmodels/" + name);
    if (done) {
      add("more steps", PROGRAM + "resume %s --steps %d", run, 2 * options.steps());
    } else {
      add("resume it", PROGRAM + "resume %s", run);
    }
    add("export its generator", PROGRAM + "export %s --to %s", run, model);
    return taken();
  }

  List<List<String>> facts() {
    add("images", "%s", images());
    if (!networks.labels().isNone()) {
      add("labels", "%s", String.join(", ", networks.labels().names()));
    }
    String recipe = options.recipe().describe();
    add("recipe", "%s", recipe.substring(0, recipe.indexOf(networks.describe())).strip());
    add(
        "networks",
        "%s: generator %,d parameters, discriminator %,d",
        networks.name(),
        networks.generator().parameters(),
        networks.discriminator().parameters());
    if (options.parent() != null) {
      add("began with", "%s", options.parent().words());
    }
    add(
        "length",
        "%,d steps of %s: %.2f epochs; grids every %,d, checkpoints every %,d",
        options.steps(),
        Text.count(options.batchSize(), "image"),
        (double) options.steps() * options.batchSize() / options.images().count(),
        options.sampleEvery(),
        options.checkpointEvery());
    add(
        "computed",
        "seed %d, precision %s%s%s",
        options.seed(),
        options.precision().toString().toLowerCase(Locale.ROOT),
        options.deterministic() ? ", deterministic" : "",
        device);
    add(
        "guards",
        "%s",
        Arrays.stream(Guard.values())
            .map(guard -> guard + ": " + options.guards().to(guard))
            .collect(Collectors.joining(", ")));
    add("FaceGan", "%s", options.version());
    return taken();
  }

  /** Returns what to tell of the model that the run exports now. */
  List<List<String>> card() {
    add("draws", "faces of %s from latents of %d", size(), networks.latentSize());
    add("data", "%s", images());
    add(
        "training",
        "%,d of %,d steps of %s, %s networks, seed %d%s",
        history.last(),
        options.steps(),
        Text.count(options.batchSize(), "image"),
        networks.name(),
        options.seed(),
        device);
    JsonNode found = history.evaluation();
    if (found.has("verdict")) {
      add("verdict", "%s", found.get("verdict").asText().toLowerCase(Locale.ROOT));
      add(
          "figures",
          "at step %,d: %s, %s, %s, %s",
          history.evaluated(),
          Figure.KERNEL_DISTANCE.of(found),
          Figure.PRECISION.of(found),
          Figure.RECALL.of(found),
          Figure.DIVERSITY.of(found));
    }
    add("guards", "%s", Text.count(history.events().size(), "event"));
    add("licence", "that of the images decides what may be done with the model: note it here");
    return taken();
  }

  private String images() {
    return Text.format(
        "%s: %,d can be used, framing %s%s",
        options.images().source(),
        options.images().count(),
        options.images().framing(),
        options.images().mirror() ? ", mirrored" : "");
  }

  private String size() {
    ImageShape shape = networks.imageShape();
    String colours = shape.channels() == 1 ? "grey" : "RGB";
    return "%dx%d %s".formatted(shape.height(), shape.width(), colours);
  }

  private void add(String name, String pattern, Object... values) {
    rows.add(List.of(name, Text.format(pattern, values)));
  }

  private List<List<String>> taken() {
    List<List<String>> taken = rows;
    rows = new ArrayList<>();
    return taken;
  }
}
