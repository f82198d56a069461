package io.facegan.export;

import io.facegan.graph.GeneratorSession;
import io.facegan.graph.Normalization;
import io.facegan.network.Networks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Signature;

/** Writes a generator as a SavedModel. */
public final class SavedModelWriter {
  /**
   * Checks, without creating anything, that a model can be written here.
   *
   * @throws IllegalArgumentException if something stands there already or it cannot be written
   */
  public static void checkFree(Path directory) {
    NewFolder.checkFree(directory);
  }

  /**
   * Writes a model. The folder appears under its name only when it is complete.
   *
   * @param networks whose generator it is
   * @param checkpoint the path prefix of a checkpoint's variables
   * @param normalization whose statistics batch norm uses
   * @param note what the model says of itself
   * @param directory where to; absent or empty
   * @throws IllegalArgumentException as {@link #checkFree}
   * @throws UncheckedIOException if it cannot be written
   */
  public static void write(
      Networks networks,
      Path checkpoint,
      Normalization normalization,
      ModelNote note,
      Path directory) {
    checkFree(directory);
    try (GeneratorSession generator = new GeneratorSession(networks, normalization, checkpoint)) {
      NewFolder.write(
          "model",
          directory,
          folder -> {
            exportGraph(generator, folder);
            Path noteFile = folder.resolve(ModelFormat.NOTE);
            Files.createDirectories(noteFile.getParent());
            Files.writeString(noteFile, note.toJson());
          });
    }
  }

  private static void exportGraph(GeneratorSession generator, Path folder) throws IOException {
    Signature signature =
        Signature.builder(ModelFormat.SIGNATURE)
            .input(ModelFormat.LATENTS, generator.latents())
            .output(ModelFormat.IMAGES, generator.images())
            .methodName("tensorflow/serving/predict")
            .build();
    SavedModelBundle.exporter(folder.toString())
        .withTags(ModelFormat.TAG)
        .withSession(generator.session())
        .withSignature(signature)
        .export();
  }

  private SavedModelWriter() {}
}
