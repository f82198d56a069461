package io.facegan.internal.graph;

import io.facegan.internal.runtime.FloatTensors;
import io.facegan.internal.runtime.SessionConfig;
import io.facegan.network.Networks;
import io.facegan.network.Normalization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** A generator alone, as it is served: its graph holds no discriminator and no optimizer. */
public final class GeneratorSession extends RestoredSession {
  private Variables variables;
  private Placeholder<TFloat32> latents;
  private Placeholder<TInt64> labels;
  private Operand<TFloat32> images;
  private List<BatchMoments> moments;

  /** Builds the graph and restores its weights; batch norm uses the statistics of this form. */
  public GeneratorSession(Networks networks, Normalization normalization, TrainedWeights weights) {
    super(SessionConfig.onCpu());
    open(
        weights,
        tf -> {
          build(tf, networks, normalization);
          variables.addSaver(weights::nameOf);
          return variables;
        });
  }

  private void build(Ops tf, Networks networks, Normalization normalization) {
    variables = new Variables(tf);
    Initializers initializers = new Initializers(tf, networks.initialization(), 0);
    NetworkVariables.create(networks.generator(), variables, initializers);
    LabelEmbedding.create(networks, variables, initializers);
    latents =
        tf.withName(ServedSignature.LATENTS)
            .placeholder(TFloat32.class, Placeholder.shape(Shapes.latents(networks)));
    labels = GanGraph.labels(tf, networks, ServedSignature.LABELS, -1);
    ForwardPass pass =
        new NetworkGraph(tf, networks.generator(), variables, ConvolutionForm.PLAIN)
            .forward(
                LabelEmbedding.join(tf, variables, LabelRows.LOOKED_UP, latents, labels),
                normalization);
    moments = List.copyOf(pass.moments());
    images = tf.withName("images").identity(pass.output());
  }

  /** Returns the input: any number of latents x latent size. */
  public Operand<TFloat32> latents() {
    return latents;
  }

  /** Returns the other input: a label for each latent, nothing of networks without labels. */
  public Optional<Operand<TInt64>> labels() {
    return Optional.ofNullable(labels);
  }

  /** Returns the output: as many images, height x width x channel, between 0 and 1. */
  public Operand<TFloat32> images() {
    return images;
  }

  /** Returns the values of a variable, the last axis running fastest. */
  public float[] values(String variable) {
    return variables.values(variable, session());
  }

  /** Draws images in one batch with networks without labels. */
  public float[] draw(float[][] batch) {
    return draw(batch, null);
  }

  /**
   * Draws images in one batch, from 0 to 1, image after image, each height x width x channel.
   *
   * @param chosen the number of each image's label; not looked at by networks without labels
   */
  public float[] draw(float[][] batch, int[] chosen) {
    try (TFloat32 input = TFloat32.tensorOf(StdArrays.ndCopyOf(batch));
        TInt64 ofImages = tensor(chosen);
        Result result = drawing(input, ofImages).fetch(images).run()) {
      return FloatTensors.values(result.get(0));
    }
  }

  private TInt64 tensor(int[] chosen) {
    return labels == null ? null : LabelTensors.of(chosen);
  }

  private Session.Runner drawing(TFloat32 input, TInt64 ofImages) {
    Session.Runner runner = session().runner().feed(latents, input);
    return ofImages == null ? runner : runner.feed(labels, ofImages);
  }

  List<BatchMoments> moments() {
    return moments;
  }

  /** Returns what batch norm layers find in a batch, by the names of the variables for it. */
  Map<String, float[]> moments(float[][] batch, int[] chosen) {
    try (TFloat32 input = TFloat32.tensorOf(StdArrays.ndCopyOf(batch));
        TInt64 ofImages = tensor(chosen)) {
      return moments(drawing(input, ofImages));
    }
  }

  private Map<String, float[]> moments(Session.Runner runner) {
    List<String> names = new ArrayList<>();
    for (BatchMoments layer : moments) {
      names.add(layer.averageMean().name());
      runner.fetch(layer.mean());
      names.add(layer.averageVariance().name());
      runner.fetch(layer.variance());
    }
    Map<String, float[]> found = new HashMap<>();
    try (Result result = runner.run()) {
      for (int i = 0; i < names.size(); i++) {
        found.put(names.get(i), FloatTensors.values(result.get(i)));
      }
    }
    return found;
  }
}
