package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

class GenerateRefusalTest {
  @TempDir Path temp;

  @Test
  void model_missing() {
    Path missing = temp.resolve("missing");

    refused(
        missing,
        missing
            + " is not a SavedModel, it holds no saved_model.pb: name a folder that export wrote");
  }

  @Test
  void model_copiedByHalf() throws IOException {
    Files.write(temp.resolve("saved_model.pb"), new byte[0]);

    refused(
        temp,
        "the model "
            + temp
            + " is incomplete, it holds no variables/variables.index: name a folder that export"
            + " wrote");
  }

  @Test
  void model_withoutTheSignature() throws IOException {
    Path model = temp.resolve("doubler");
    writeDoubler(model);

    refused(
        model,
        "the model "
            + model
            + " does not draw images: it lacks the signature serving_default and has only"
            + " [double]: name a folder that export wrote");
  }

  private void refused(Path model, String message) {
    Path out = temp.resolve("out.png");

    assertThat(Cli.run("generate", model, "--out", out))
        .isEqualTo(new Cli(1, "", "facegan: " + message + "\n"));
    assertThat(out).doesNotExist();
  }

  private static void writeDoubler(Path folder) throws IOException {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      var factor = tf.variable(tf.constant(2f));
      var input = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1)));
      var output = tf.math.mul(input, factor);
      Signature signature =
          Signature.builder("double").input("x", input).output("y", output).build();
      try (Session session = new Session(graph)) {
        session.initialize();
        SavedModelBundle.exporter(folder.toString())
            .withTags("serve")
            .withSession(session)
            .withSignature(signature)
            .export();
      }
    }
    assertThat(folder.resolve("variables/variables.index")).isRegularFile();
  }
}
