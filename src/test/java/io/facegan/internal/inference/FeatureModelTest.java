package io.facegan.internal.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.facegan.error.FaceGanException;
import io.facegan.internal.runtime.TensorFlowRuntime;
import io.facegan.network.ImageShape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.SessionFunction;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

class FeatureModelTest {
  private static final ImageShape IMAGE = ImageShape.rgb(8, 8);

  @TempDir private Path folder;

  @Test
  void of_givesARowForEachImage_inAnyNumber() throws IOException {
    PooledFeatures.write(folder, -1, -1);
    byte[] pixels = new byte[70 * IMAGE.size()];
    new Random(1).nextBytes(pixels);
    try (FeatureModel model = FeatureModel.load(folder, IMAGE)) {
      double[][] features = model.of(pixels, IMAGE);
      assertThat(features).hasDimensions(70, 48);
      for (int image : new int[] {0, 31, 32, 69}) {
        // The first feature is the mean of the four red values in the top left corner.
        double sum = 0;
        for (int at : new int[] {0, 3, 24, 27}) {
          sum += (pixels[image * IMAGE.size() + at] & 255) / 255.0;
        }
        assertThat(features[image][0]).isCloseTo(sum / 4, within(1e-6));
      }
    }
  }

  @Test
  void otherSides_areRefusedWithBoth() throws IOException {
    PooledFeatures.write(folder, 299, 299);
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> FeatureModel.load(folder, IMAGE))
        .withMessageContainingAll("299", "[-1, 8, 8, 3]", "docs/diagnostics.md");
  }

  @Test
  void notFinite_isRefusedByItsPlace() throws IOException {
    PooledFeatures.write(folder, Shape.of(-1, 8, 8, 3), Float.POSITIVE_INFINITY);
    byte[] white = new byte[2 * IMAGE.size()];
    java.util.Arrays.fill(white, (byte) 255);
    try (FeatureModel model = FeatureModel.load(folder, IMAGE)) {
      assertThatExceptionOfType(FaceGanException.class)
          .isThrownBy(() -> model.of(white, IMAGE))
          .withMessageContainingAll("Infinity", "feature 0", "image 0");
    }
  }

  @Test
  void latentsInPlaceOfImages_areRefused() throws IOException {
    TensorFlowRuntime.loadToBuild();
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> latents =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 100)));
      Signature signature =
          Signature.builder()
              .input("latents", latents)
              .output("same", tf.identity(latents))
              .build();
      SavedModelBundle.exporter(folder.toString())
          .withTags("serve")
          .withFunction(SessionFunction.create(signature, session))
          .export();
    }
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> FeatureModel.load(folder, IMAGE))
        .withMessageContainingAll("input", "[-1, 100]", "float32 images");
  }

  @Test
  void noModel_isRefused() {
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> FeatureModel.load(folder, IMAGE))
        .withMessageContainingAll(folder.toString(), "saved_model.pb");
  }
}
