package io.facegan.internal.inference;

import com.google.protobuf.InvalidProtocolBufferException;
import io.facegan.error.FaceGanException;
import io.facegan.internal.graph.LabelTensors;
import io.facegan.internal.runtime.DeviceFailures;
import io.facegan.internal.runtime.FloatTensors;
import io.facegan.internal.runtime.Placement;
import io.facegan.internal.runtime.TensorFlowFailures;
import io.facegan.internal.runtime.TensorFlowRuntime;
import io.facegan.internal.util.FolderOnDisk;
import io.facegan.network.ImageShape;
import io.facegan.runtime.StepMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;

/** A model in memory. Drawing is safe from many threads; closing is not, while others draw. */
public final class LoadedModel implements AutoCloseable {
  private static final String REMEDY = ": name a folder that export wrote";
  private static final String WITHOUT = "the CPU can draw them too";

  private final Path directory;
  private final ModelSignature signature;
  private final ModelLabels labels;
  private final String description;
  private final Placement placement;
  private final InferenceSession session;

  private LoadedModel(
      Path directory,
      ModelSignature signature,
      ModelLabels labels,
      String description,
      Placement placement,
      InferenceSession session) {
    this.directory = directory;
    this.signature = signature;
    this.labels = labels;
    this.description = description;
    this.placement = placement;
    this.session = session;
  }

  /** Loads a model to draw on the CPU, as {@link #load(Path, Placement)} does. */
  public static LoadedModel load(Path directory) {
    return load(directory, Placement.CPU);
  }

  /**
   * Loads a model.
   *
   * @param placement where it draws
   * @throws FaceGanException if the folder holds none that draws images from latents, or the GPU
   *     fails
   */
  public static LoadedModel load(Path directory, Placement placement) {
    Runnable loaded = TensorFlowRuntime.loading();
    ModelSignature signature = signature(directory);
    loaded.run();
    String description = describe(directory, signature);
    ModelLabels labels =
        signature.labelsTensor().isEmpty() ? ModelLabels.NONE : ModelLabels.of(directory);
    try (FolderOnDisk folder = FolderOnDisk.of(directory);
        SavedModelBundle bundle = SavedModels.read(folder.path());
        DetachedGraph graph =
            new DetachedGraph(
                bundle.metaGraphDef().getGraphDef(), bundle.session(), signature.tensors())) {
      InferenceSession session =
          new InferenceSession(graph.definition(), signature, graph.weights(), placement);
      return new LoadedModel(directory, signature, labels, description, placement, session);
    } catch (FaceGanException other) {
      throw notDrawing(directory, other);
    } catch (RuntimeException failure) {
      throw TensorFlowFailures.explained(
          DeviceFailures.explained(failure, placement, () -> WITHOUT),
          "the model " + directory + " cannot be loaded");
    }
  }

  /** Returns its signature. */
  public ModelSignature signature() {
    return signature;
  }

  /** Returns the labels that it knows. */
  public ModelLabels labels() {
    return labels;
  }

  /** Returns the folder that it was loaded from. */
  public Path directory() {
    return directory;
  }

  /**
   * Returns the kernel of the dense layer that the generator begins with, latent size x units;
   * nothing if it begins with another layer. The folder must still be there.
   */
  public Optional<float[]> firstKernel() {
    try (FolderOnDisk folder = FolderOnDisk.of(directory);
        SavedModelBundle bundle = SavedModels.read(folder.path())) {
      return FirstKernel.of(bundle, signature);
    } catch (RuntimeException failure) {
      throw TensorFlowFailures.explained(
          failure, "the model " + directory + " cannot be loaded again");
    }
  }

  /** Whether an image is drawn by one thread, so that several threads should draw at once. */
  public boolean isSmall() {
    return session.isSmall();
  }

  /** Returns where it draws. */
  public Placement placement() {
    return placement;
  }

  /** Returns the model in words. */
  public String describe() {
    return description;
  }

  /**
   * Draws images from latents of the signature's size: values in [0, 1], height x width x channel.
   *
   * @throws FaceGanException if an assertion of the model does not hold for them
   */
  public float[] draw(List<float[]> latents) {
    return draw(latents, null);
  }

  /**
   * Draws images as the other does.
   *
   * @param chosen the number of each image's label; not looked at by a model without labels
   */
  public float[] draw(List<float[]> latents, int[] chosen) {
    try (TFloat32 input = tensor(latents);
        TInt64 ofImages = tensor(chosen);
        Result result = run(session::values, input, ofImages)) {
      return FloatTensors.values(result.get(0));
    }
  }

  /**
   * Draws images as unsigned bytes, height x width x channel, the first one to {@code at}.
   *
   * @param chosen the number of each image's label; not looked at by a model without labels
   * @throws FaceGanException if an assertion of the model does not hold for the latents
   */
  public void drawBytes(List<float[]> latents, int[] chosen, byte[] pixels, int at) {
    try (TFloat32 input = tensor(latents);
        TInt64 ofImages = tensor(chosen);
        Result result = run(session::bytes, input, ofImages)) {
      int length = latents.size() * signature.image().size();
      ((TUint8) result.get(0)).asRawTensor().data().read(pixels, at, length);
    }
  }

  /** Draws images and returns the memory that it took, nothing where that is not known. */
  public Optional<StepMemory> measure(List<float[]> latents, int[] chosen) {
    try (TFloat32 input = tensor(latents);
        TInt64 ofImages = tensor(chosen)) {
      return run(session::measure, input, ofImages);
    }
  }

  /**
   * Opens what searches latents, on the CPU; the folder must still be there.
   *
   * @param features a model of features that looks at the images too
   * @param label the number of the label of all images; not looked at by a model without labels
   * @throws FaceGanException if an operation of one of the models has no gradient, or the model of
   *     features takes or gives something else
   */
  public ProjectionSession projection(Optional<Path> features, int label) {
    return ProjectionSession.open(directory, signature, features, label);
  }

  private TInt64 tensor(int[] chosen) {
    return signature.labelsTensor().isEmpty() ? null : LabelTensors.of(chosen);
  }

  private <T> T run(Function<InferenceSession.Input, T> use, TFloat32 input, TInt64 ofImages) {
    try {
      return use.apply(new InferenceSession.Input(input, ofImages));
    } catch (RuntimeException failure) {
      RuntimeException explained =
          TensorFlowFailures.ifOutOfMemory(
              failure,
              "to generate %d images at once".formatted(input.shape().get(0)),
              "free some, or generate fewer at once");
      throw TensorFlowFailures.explained(
          DeviceFailures.explained(explained, placement, () -> WITHOUT),
          "the model " + directory + " refuses these latents");
    }
  }

  private TFloat32 tensor(List<float[]> latents) {
    int size = signature.latentSize();
    TFloat32 input = TFloat32.tensorOf(Shape.of(latents.size(), size));
    for (int i = 0; i < latents.size(); i++) {
      input.asRawTensor().data().asFloats().offset((long) i * size).write(latents.get(i));
    }
    return input;
  }

  @Override
  public void close() {
    session.close();
  }

  private static ModelSignature signature(Path directory) {
    Path graph = directory.resolve("saved_model.pb");
    if (!Files.isRegularFile(graph)) {
      throw new FaceGanException(
          directory + " is not a SavedModel, it holds no saved_model.pb" + REMEDY);
    }
    if (!Files.isRegularFile(directory.resolve("variables/variables.index"))) {
      throw new FaceGanException(
          "the model "
              + directory
              + " is incomplete, it holds no variables/variables.index"
              + REMEDY);
    }
    try (var in = Files.newInputStream(graph)) {
      return ModelSignature.of(SavedModel.parseFrom(in));
    } catch (InvalidProtocolBufferException damaged) {
      throw new FaceGanException(
          graph + " is damaged or no SavedModel (" + damaged.getMessage() + ")" + REMEDY, damaged);
    } catch (FaceGanException other) {
      throw notDrawing(directory, other);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + graph + ": " + e.getMessage(), e);
    }
  }

  private static FaceGanException notDrawing(Path directory, RuntimeException reason) {
    return new FaceGanException(
        "the model " + directory + " does not draw images: " + reason.getMessage() + REMEDY,
        reason);
  }

  private static String describe(Path directory, ModelSignature signature) {
    ImageShape image = signature.image();
    String shapes =
        "latents [n, %d] -> images [n, %d, %d, %d] in [0, 1]%n"
            .formatted(signature.latentSize(), image.height(), image.width(), image.channels());
    Path note =
        Stream.of(ModelFormat.WORDS, ModelFormat.NOTE)
            .map(directory::resolve)
            .filter(Files::isRegularFile)
            .findFirst()
            .orElse(null);
    try {
      return note == null ? shapes : shapes + Files.readString(note);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + note + ": " + e.getMessage(), e);
    }
  }
}
