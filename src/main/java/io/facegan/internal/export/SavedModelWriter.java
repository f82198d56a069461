package io.facegan.internal.export;

import io.facegan.error.FaceGanException;
import io.facegan.internal.graph.ServingSession;
import io.facegan.internal.inference.ModelFormat;
import io.facegan.internal.util.NewFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a trained GAN as a SavedModel. */
public final class SavedModelWriter {
  /** Adds files to a complete model. */
  public interface Addition {
    /**
     * Adds the files.
     *
     * @param model the folder of the model under its temporary name
     */
    void write(Path model) throws IOException;
  }

  /**
   * Checks, without creating anything, that a model can be written here.
   *
   * @throws FaceGanException if something stands there already or it cannot be written
   */
  public static void checkFree(Path directory) {
    NewFolder.checkFree(directory);
  }

  /**
   * Writes a model. The folder appears under its name only when it is complete.
   *
   * @param model the model
   * @param directory the target, absent or empty
   * @param addition adds other files to the folder
   * @throws FaceGanException as {@link #checkFree}
   * @throws UncheckedIOException if it cannot be written
   */
  public static void write(ServedModel model, Path directory, Addition addition) {
    NewFolder.write(
        "model",
        directory,
        folder -> {
          writeModel(model, folder);
          addition.write(folder);
        });
  }

  private static void writeModel(ServedModel model, Path folder) throws IOException {
    Files.createDirectories(folder.resolve(ModelFormat.NOTES));
    Path variables = Files.createDirectories(folder.resolve("variables"));
    try (ServingSession session = model.open()) {
      session.session().save(variables.resolve("variables").toString());
      try (OutputStream out = Files.newOutputStream(folder.resolve(ModelFormat.GRAPH))) {
        MetaGraph.of(session).writeTo(out);
      }
      ServedNote note = new ServedNote(model, session.signatures());
      Files.writeString(folder.resolve(ModelFormat.NOTE), note.json());
      Files.writeString(folder.resolve(ModelFormat.WORDS), note.markdown());
    }
  }

  private SavedModelWriter() {}
}
