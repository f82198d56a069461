package io.facegan.internal.inference;

import io.facegan.error.FaceGanException;
import io.facegan.internal.graph.LabelTensors;
import io.facegan.internal.graph.ProjectionStep;
import io.facegan.internal.graph.ServedSignature;
import io.facegan.internal.runtime.FloatTensors;
import io.facegan.internal.runtime.TensorFlowFailures;
import io.facegan.internal.runtime.TensorFlowRuntime;
import io.facegan.internal.util.FolderOnDisk;
import io.facegan.network.ImageShape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/**
 * The steps of a search for the latents of photos: those of the model, which know its
 * discriminator, if it has the signature {@code project_step}; else its own. One thread at a time.
 */
public final class ProjectionSession implements AutoCloseable {
  /**
   * Where a search is: count x latent size in one array, and Adam's moments likewise.
   *
   * @param latents of a standard normal distribution at first
   */
  record State(float[] latents, float[] first, float[] second) {
    /** Begins with latents in a row. */
    static State at(float[] latents) {
      return new State(latents, new float[latents.length], new float[latents.length]);
    }

    /** Puts several in a row. */
    static State of(List<State> states) {
      return new State(
          joined(states.stream().map(State::latents).toList()),
          joined(states.stream().map(State::first).toList()),
          joined(states.stream().map(State::second).toList()));
    }

    /** Returns one of a row. */
    State part(int index, int size) {
      int from = index * size;
      int to = from + size;
      return new State(
          Arrays.copyOfRange(latents, from, to),
          Arrays.copyOfRange(first, from, to),
          Arrays.copyOfRange(second, from, to));
    }

    private static float[] joined(List<float[]> rows) {
      float[] all = new float[rows.size() * rows.get(0).length];
      int at = 0;
      for (float[] row : rows) {
        System.arraycopy(row, 0, all, at, row.length);
        at += row.length;
      }
      return all;
    }
  }

  /**
   * What a step gave.
   *
   * @param next where the search goes
   * @param losses of where it was, one a latent
   */
  record Step(State next, float[] losses) {}

  /**
   * Photos of a call, one for each latent.
   *
   * @param pixels unsigned bytes, count x height x width x channel
   * @param features of the photos; empty if no model of features is there
   */
  record Photos(byte[] pixels, int count, float[] features) {}

  private final ModelSignature signature;
  private final Map<String, String> inputs = new HashMap<>();
  private final Map<String, String> outputs = new HashMap<>();
  private final SavedModelBundle bundle;
  private final GradientGraph own;
  private final FeatureModel features;
  private final FeatureLoss featureLoss;
  private final int label;

  private ProjectionSession(
      SavedModelBundle bundle, ModelSignature signature, Path features, int label) {
    this.bundle = bundle;
    this.signature = signature;
    this.label = label;
    SignatureDef served = bundle.metaGraphDef().getSignatureDefMap().get(ProjectionStep.SIGNATURE);
    if (served != null && features == null) {
      own = null;
      served.getInputsMap().forEach((name, info) -> inputs.put(name, info.getName()));
      served.getOutputsMap().forEach((name, info) -> outputs.put(name, info.getName()));
    } else {
      own = new GradientGraph(bundle, signature);
      own.step().inputs().forEach(tensor -> inputs.put(tensor.name(), name(tensor.operand())));
      own.step().outputs().forEach(tensor -> outputs.put(tensor.name(), name(tensor.operand())));
      signature.labelsTensor().ifPresent(name -> inputs.put(ServedSignature.LABELS, name));
    }
    FeatureModel opened = null;
    try {
      opened = features == null ? null : FeatureModel.loadForGradients(features, signature.image());
      featureLoss = opened == null ? null : opened.loss();
    } catch (RuntimeException | Error failure) {
      if (opened != null) {
        opened.close();
      }
      own.close();
      throw failure;
    }
    this.features = opened;
  }

  /**
   * Opens a model, which has drawn already.
   *
   * @param label of all images; not looked at by a model without labels
   */
  static ProjectionSession open(
      Path directory, ModelSignature signature, Optional<Path> features, int label) {
    TensorFlowRuntime.loadToBuild();
    SavedModelBundle bundle;
    try (FolderOnDisk folder = FolderOnDisk.of(directory)) {
      bundle = SavedModels.readForGradients(folder.path());
    } catch (RuntimeException failure) {
      throw TensorFlowFailures.explained(
          failure, "the model " + directory + " cannot be loaded again");
    }
    try {
      return new ProjectionSession(bundle, signature, features.orElse(null), label);
    } catch (FaceGanException refused) {
      bundle.close();
      throw refused.getMessage().startsWith("it ")
          ? new FaceGanException("the model " + directory + ": " + refused.getMessage(), refused)
          : refused;
    } catch (RuntimeException | Error failure) {
      bundle.close();
      throw failure;
    }
  }

  static String name(Operand<?> operand) {
    var output = operand.asOutput();
    return output.op().name() + ":" + output.index();
  }

  /** Returns the shape of photos. */
  public ImageShape shape() {
    return signature.image();
  }

  int latentSize() {
    return signature.latentSize();
  }

  /** Takes photos, unsigned bytes, count x height x width x channel, one for each latent. */
  Photos photos(byte[] pixels, int count) {
    float[] seen = {};
    if (featureLoss != null) {
      float[] values = new float[pixels.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (pixels[i] & 255) / 255f;
      }
      seen = featureLoss.features(values, shape(), count);
    }
    return new Photos(pixels, count, seen);
  }

  /** Takes photos for {@link #distances}, which asks no model of features. */
  Photos photosAlone(byte[] pixels, int count) {
    return new Photos(pixels, count, new float[0]);
  }

  /**
   * Makes a step.
   *
   * @param number of the step, from 1 on
   */
  Step step(Photos photos, State state, int number, float rate) {
    FeatureLoss.Found more =
        featureLoss == null
            ? null
            : featureLoss.of(
                generated(state.latents(), photos.count()),
                shape(),
                photos.count(),
                photos.features());
    Shape sides = Shape.of(photos.count(), latentSize());
    try (TUint8 images = bytes(photos);
        TFloat32 latents = FloatTensors.of(state.latents(), sides);
        TFloat32 first = FloatTensors.of(state.first(), sides);
        TFloat32 second = FloatTensors.of(state.second(), sides);
        TInt64 labels = labels(photos.count());
        TInt32 step = TInt32.scalarOf(number);
        TFloat32 rates = TFloat32.scalarOf(rate);
        TFloat32 pull =
            more == null ? null : FloatTensors.of(more.gradient(), shapeOf(photos.count()))) {
      Session.Runner runner =
          session()
              .runner()
              .feed(inputs.get(ServedSignature.IMAGES), images)
              .feed(inputs.get(ServedSignature.LATENTS), latents)
              .feed(inputs.get(ProjectionStep.FIRST_MOMENTS), first)
              .feed(inputs.get(ProjectionStep.SECOND_MOMENTS), second)
              .feed(inputs.get(ProjectionStep.STEP), step)
              .feed(inputs.get(ProjectionStep.LEARNING_RATE), rates);
      if (pull != null) {
        runner.feed(own.pull(), pull);
      }
      feed(runner, labels);
      List.of(
              ServedSignature.LATENTS,
              ProjectionStep.FIRST_MOMENTS,
              ProjectionStep.SECOND_MOMENTS,
              ProjectionStep.LOSSES)
          .forEach(output -> runner.fetch(outputs.get(output)));
      try (Result result = runner.run()) {
        float[] losses = FloatTensors.values(result.get(3));
        for (int i = 0; more != null && i < losses.length; i++) {
          losses[i] += more.losses()[i];
        }
        return new Step(
            new State(
                FloatTensors.values(result.get(0)),
                FloatTensors.values(result.get(1)),
                FloatTensors.values(result.get(2))),
            losses);
      }
    }
  }

  /** Returns the images of latents: values in [0, 1]. */
  private float[] generated(float[] latents, int count) {
    try (TFloat32 fed = FloatTensors.of(latents, Shape.of(count, latentSize()));
        TInt64 labels = labels(count);
        Result result =
            feed(session().runner(), labels)
                .feed(inputs.get(ServedSignature.LATENTS), fed)
                .fetch(outputs.get(ProjectionStep.GENERATED))
                .run()) {
      return FloatTensors.values(result.get(0));
    }
  }

  /** Returns the label for so many images; null without labels. */
  private TInt64 labels(int count) {
    if (signature.labelsTensor().isEmpty()) {
      return null;
    }
    int[] all = new int[count];
    Arrays.fill(all, label);
    return LabelTensors.of(all);
  }

  private Session.Runner feed(Session.Runner runner, TInt64 labels) {
    return labels == null ? runner : runner.feed(inputs.get(ServedSignature.LABELS), labels);
  }

  /** Returns how far the images of latents are from their photos, in levels of 255. */
  float[] distances(Photos photos, float[] latents) {
    try (TUint8 images = bytes(photos);
        TFloat32 fed = FloatTensors.of(latents, Shape.of(photos.count(), latentSize()))) {
      return distances(images, ServedSignature.LATENTS, inputs, fed);
    }
  }

  /** Returns how far images that are drawn already are from their photos. */
  float[] distancesOf(float[] images, Photos photos) {
    try (TUint8 wanted = bytes(photos);
        TFloat32 drawn = FloatTensors.of(images, shapeOf(photos.count()))) {
      return distances(wanted, ProjectionStep.GENERATED, outputs, drawn);
    }
  }

  private float[] distances(TUint8 photos, String name, Map<String, String> of, TFloat32 value) {
    try (TInt64 labels = labels((int) photos.shape().get(0));
        Result result =
            feed(session().runner(), labels)
                .feed(inputs.get(ServedSignature.IMAGES), photos)
                .feed(of.get(name), value)
                .fetch(outputs.get(ProjectionStep.DISTANCES))
                .run()) {
      return FloatTensors.values(result.get(0));
    }
  }

  private Session session() {
    return own == null ? bundle.session() : own.session();
  }

  private Shape shapeOf(int count) {
    ImageShape image = shape();
    return Shape.of(count, image.height(), image.width(), image.channels());
  }

  private TUint8 bytes(Photos photos) {
    return TUint8.tensorOf(
        shapeOf(photos.count()), tensor -> tensor.asRawTensor().data().write(photos.pixels()));
  }

  @Override
  public void close() {
    if (features != null) {
      features.close();
    }
    if (own != null) {
      own.close();
    }
    bundle.close();
  }
}
