package io.facegan.internal.graph;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegan.internal.cluster.TensorFlowServer;
import io.facegan.internal.runtime.Compute;
import io.facegan.network.Activation;
import io.facegan.network.ActivationLayer;
import io.facegan.network.Adam;
import io.facegan.network.Augmentation;
import io.facegan.network.Convolution;
import io.facegan.network.Dense;
import io.facegan.network.Flatten;
import io.facegan.network.GradientPenalty;
import io.facegan.network.ImageShape;
import io.facegan.network.Initialization;
import io.facegan.network.Labels;
import io.facegan.network.LayerNorm;
import io.facegan.network.LeCam;
import io.facegan.network.NetworkSpec;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import io.facegan.network.Objective;
import io.facegan.network.Recipe;
import io.facegan.network.Reshape;
import io.facegan.network.TransposedConvolution;
import io.facegan.network.VectorShape;
import io.facegan.runtime.Cluster;
import io.facegan.runtime.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** One of several workers that make the same steps together, without any training around them. */
public final class WorkerProcess {
  /** No number of workers but 1 divides it. */
  static final int BATCH = 7;

  static final int STEPS = 20;

  private static final ImageShape IMAGE = ImageShape.rgb(8, 8);

  /** What the workers train, by a name. */
  static Map<String, Recipe> recipes() {
    Map<String, Recipe> all = new LinkedHashMap<>();
    all.put("separate", recipe(withoutBatchNorm(Labels.NONE), Objective.tutorial()).build());
    all.put(
        "paired",
        recipe(withoutBatchNorm(Labels.NONE), Objective.relativistic())
            .penalty(new GradientPenalty(1, 1, 4))
            .augmentation(new Augmentation(EnumSet.allOf(Augmentation.Kind.class), 0.8, 2_000, 0.2))
            .build());
    all.put(
        "joint",
        recipe(withoutBatchNorm(Labels.of(List.of("one", "two"))), Objective.hinge())
            .penalty(new GradientPenalty(1, 1, 1, 0.1))
            .leCam(new LeCam(0.3, 0.9))
            .discriminatorSteps(2)
            .build());
    all.put("batch norm", recipe(TinyNetworks.rgb(), Objective.relativistic()).build());
    all.put("batch norm, separate", recipe(TinyNetworks.rgb(), Objective.tutorial()).build());
    return all;
  }

  private static Recipe.Builder recipe(Networks networks, Objective objective) {
    return TinyNetworks.recipe(networks, BATCH).toBuilder()
        .objective(objective)
        .adam(new Adam(1e-3, 0.5, 0.99, 1e-8));
  }

  private static Networks withoutBatchNorm(Labels labels) {
    ActivationLayer leaky = new ActivationLayer(Activation.LEAKY_RELU);
    ImageShape start = new ImageShape(2, 2, 6);
    return new Networks(
            "without-batch-norm",
            NetworkSpec.of(
                "generator",
                new VectorShape(TinyNetworks.LATENT),
                new Dense(start.size()),
                new Reshape(start),
                TransposedConvolution.of(6, 4, 2, 1),
                LayerNorm.standard(),
                leaky,
                TransposedConvolution.of(3, 4, 2, 1),
                new ActivationLayer(Activation.SIGMOID)),
            NetworkSpec.of(
                "discriminator",
                IMAGE,
                Convolution.of(6, 4, 2, 1),
                leaky,
                Convolution.of(5, 4, 2, 1),
                leaky,
                new Flatten(),
                new Dense(1)),
            Initialization.HE)
        .labelled(labels);
  }

  /**
   * What came of some steps.
   *
   * @param losses of each step
   * @param first the values of all variables after the first step
   * @param last those after the last
   */
  record Results(
      List<List<Double>> losses, Map<String, List<Float>> first, Map<String, List<Float>> last) {
    void write(Path file) throws IOException {
      new ObjectMapper().writeValue(file.toFile(), this);
    }

    static Results read(Path file) throws IOException {
      return new ObjectMapper().readValue(file.toFile(), Results.class);
    }
  }

  /**
   * Makes the steps of a recipe.
   *
   * @param server of this worker, or null to work alone
   */
  static Results train(Recipe recipe, TensorFlowServer server) {
    List<List<Double>> losses = new ArrayList<>();
    Map<String, List<Float>> first = null;
    // Each worker begins with other variables and takes those of the first.
    long seed = server == null ? 0 : server.cluster().task();
    try (GanSession session =
        new GanSession(
            recipe,
            seed,
            Compute.onCpu(Precision.FLOAT32),
            Normalization.RUNNING_AVERAGES,
            server)) {
      session.adjust(3, 1);
      session.label(step -> new Random(step).ints(BATCH, 0, 2).toArray());
      session.handOver();
      for (long step = 0; step < STEPS; step++) {
        GanSession.Losses made = session.step(number -> images(number, session.share()), step);
        losses.add(List.of(made.real(), made.fake(), made.generator()));
        first = step == 0 ? values(session) : first;
      }
      return new Results(losses, first, values(session));
    }
  }

  private static Map<String, List<Float>> values(GanSession session) {
    Map<String, List<Float>> all = new TreeMap<>();
    TinyNetworks.values(session)
        .forEach(
            (name, values) -> {
              List<Float> list = new ArrayList<>();
              for (float value : values) {
                list.add(value);
              }
              all.put(name, list);
            });
    return all;
  }

  private static byte[] images(long step, WorkerShare share) {
    byte[] all = new byte[BATCH * IMAGE.size()];
    new Random(step).nextBytes(all);
    return Arrays.copyOfRange(
        all, share.first() * IMAGE.size(), (share.first() + share.count()) * IMAGE.size());
  }

  /** Trains recipes as one of several workers and writes what came of each. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Cluster cluster = Cluster.of(List.of(arguments[1].split(",")), Integer.parseInt(arguments[2]));
    for (String job : List.of(arguments).subList(3, arguments.length)) {
      String[] parts = job.split("/");
      Cluster wired = cluster.wire(Precision.valueOf(parts[1]));
      TensorFlowServer server = TensorFlowServer.start(wired, Compute.onCpu(Precision.FLOAT32));
      train(recipes().get(parts[0]), server).write(file(folder, job, cluster.task()));
    }
  }

  static Path file(Path folder, String job, int worker) {
    return folder.resolve(job.replace('/', ' ') + " " + worker);
  }

  private WorkerProcess() {}
}
