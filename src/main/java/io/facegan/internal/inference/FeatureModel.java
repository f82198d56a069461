package io.facegan.internal.inference;

import io.facegan.error.FaceGanException;
import io.facegan.internal.graph.ServedSignature;
import io.facegan.internal.runtime.FloatTensors;
import io.facegan.internal.runtime.TensorFlowFailures;
import io.facegan.internal.runtime.TensorFlowRuntime;
import io.facegan.internal.util.FolderOnDisk;
import io.facegan.network.ImageShape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;

/**
 * A SavedModel of another origin that gives features of images: its signature {@code
 * serving_default} takes one float32 tensor, images of n x height x width x channel between 0 and
 * 1, and gives one float32 tensor of n x features.
 */
public final class FeatureModel implements AutoCloseable {
  private static final int AT_ONCE = 32;
  private static final String EXPECTED =
      "a model of features takes float32 images [n, height, width, channel] from 0 to 1 and gives"
          + " float32 [n, features]: docs/diagnostics.md shows how to wrap one";

  private final Path directory;
  private final SavedModelBundle bundle;
  private final TensorInfo input;
  private final TensorInfo output;

  private FeatureModel(
      Path directory, SavedModelBundle bundle, TensorInfo input, TensorInfo output) {
    this.directory = directory;
    this.bundle = bundle;
    this.input = input;
    this.output = output;
  }

  /**
   * Loads a model for images of a shape.
   *
   * @throws FaceGanException if the folder holds none, or one that takes or gives something else
   */
  public static FeatureModel load(Path directory, ImageShape shape) {
    return load(directory, shape, SavedModels::read);
  }

  /** Loads a model as {@link #load(Path, ImageShape)} does, to compute gradients in it. */
  static FeatureModel loadForGradients(Path directory, ImageShape shape) {
    return load(directory, shape, SavedModels::readForGradients);
  }

  private static FeatureModel load(
      Path directory, ImageShape shape, Function<Path, SavedModelBundle> read) {
    if (!Files.isRegularFile(directory.resolve(ModelFormat.GRAPH))) {
      throw new FaceGanException(
          "the model of features %s holds no saved_model.pb: name the folder of a SavedModel"
              .formatted(directory));
    }
    TensorFlowRuntime.load();
    SavedModelBundle bundle;
    try (FolderOnDisk folder = FolderOnDisk.of(directory)) {
      bundle = read.apply(folder.path());
    } catch (RuntimeException failure) {
      throw TensorFlowFailures.explained(
          failure, "the model of features " + directory + " cannot be loaded");
    }
    try {
      SignatureDef signature = signature(directory, bundle);
      TensorInfo input = only(directory, "input", signature.getInputsMap());
      TensorInfo output = only(directory, "output", signature.getOutputsMap());
      check(
          directory,
          "input",
          input,
          List.of(-1L, (long) shape.height(), (long) shape.width(), (long) shape.channels()));
      check(directory, "output", output, List.of(-1L, -1L));
      return new FeatureModel(directory, bundle, input, output);
    } catch (RuntimeException refused) {
      bundle.close();
      throw refused;
    }
  }

  private static SignatureDef signature(Path directory, SavedModelBundle bundle) {
    Map<String, SignatureDef> all = bundle.metaGraphDef().getSignatureDefMap();
    SignatureDef signature = all.get(ServedSignature.DEFAULT);
    if (signature == null) {
      throw new FaceGanException(
          "the model of features %s lacks the signature %s and has only %s: %s"
              .formatted(directory, ServedSignature.DEFAULT, all.keySet(), EXPECTED));
    }
    return signature;
  }

  private static TensorInfo only(Path directory, String what, Map<String, TensorInfo> tensors) {
    if (tensors.size() != 1) {
      throw new FaceGanException(
          "the model of features %s has the %ss %s, where one was expected: %s"
              .formatted(directory, what, tensors.keySet(), EXPECTED));
    }
    return tensors.values().iterator().next();
  }

  /** Sides that the model leaves free, or that are wanted as -1, may be any. */
  private static void check(Path directory, String what, TensorInfo tensor, List<Long> wanted) {
    TensorShapeProto shape = tensor.getTensorShape();
    List<Long> sides = shape.getDimList().stream().map(TensorShapeProto.Dim::getSize).toList();
    boolean fits = tensor.getDtype() == DataType.DT_FLOAT;
    if (!shape.getUnknownRank()) {
      fits &= sides.size() == wanted.size();
      for (int i = 0; fits && i < sides.size(); i++) {
        fits = sides.get(i) < 0 || wanted.get(i) < 0 || sides.get(i).equals(wanted.get(i));
      }
    }
    if (!fits) {
      throw new FaceGanException(
          "the %s of the model of features %s is %s %s, where float32 %s was expected: %s"
              .formatted(what, directory, tensor.getDtype(), sides, wanted, EXPECTED));
    }
  }

  /**
   * Adds what tells how images would come nearer to photos.
   *
   * @throws FaceGanException if an operation of the model has no gradient
   */
  FeatureLoss loss() {
    return new FeatureLoss(
        bundle, "the model of features " + directory, input.getName(), output.getName());
  }

  /**
   * Returns the features of each image.
   *
   * @param pixels unsigned bytes, image after image, each height x width x channel
   * @param shape of one image, as given to {@link #load}
   * @throws FaceGanException if the model fails on them, or gives other than a finite row each
   */
  public double[][] of(byte[] pixels, ImageShape shape) {
    int count = pixels.length / shape.size();
    double[][] features = new double[count][];
    for (int from = 0; from < count; from += AT_ONCE) {
      int to = Math.min(from + AT_ONCE, count);
      give(pixels, shape, from, to, features);
    }
    return features;
  }

  private void give(byte[] pixels, ImageShape shape, int from, int to, double[][] features) {
    float[] values = new float[(to - from) * shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (pixels[from * shape.size() + i] & 255) / 255f;
    }
    Shape batch = Shape.of(to - from, shape.height(), shape.width(), shape.channels());
    try (TFloat32 images = FloatTensors.of(values, batch);
        Result result =
            bundle.session().runner().feed(input.getName(), images).fetch(output.getName()).run()) {
      TFloat32 rows = (TFloat32) result.get(0);
      if (rows.rank() != 2 || rows.shape().get(0) != to - from || rows.shape().get(1) < 1) {
        throw new FaceGanException(
            "the model of features %s gives %s for %d images, where a row for each was expected: %s"
                .formatted(directory, rows.shape(), to - from, EXPECTED));
      }
      read(rows, from, features);
    } catch (FaceGanException refused) {
      throw refused;
    } catch (RuntimeException failure) {
      throw TensorFlowFailures.explained(
          failure, "the model of features " + directory + " refuses images of " + shape);
    }
  }

  private void read(TFloat32 rows, int from, double[][] features) {
    int length = Math.toIntExact(rows.shape().get(1));
    float[] values = FloatTensors.values(rows);
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new FaceGanException(
            "the model of features %s gives %s as feature %d of image %d: all must be finite"
                .formatted(directory, values[i], i % length, from + i / length));
      }
      int image = from + i / length;
      if (features[image] == null) {
        features[image] = new double[length];
      }
      features[image][i % length] = values[i];
    }
  }

  @Override
  public void close() {
    bundle.close();
  }
}
