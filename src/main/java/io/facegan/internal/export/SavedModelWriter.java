package io.facegan.internal.export;

import io.facegan.error.FaceGanException;
import io.facegan.internal.graph.ServingSession;
import io.facegan.internal.inference.ModelFormat;
import io.facegan.internal.runtime.TensorFlowFailures;
import io.facegan.internal.util.AtomicFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.function.IOConsumer;

/** Writes a trained GAN as a SavedModel. */
public final class SavedModelWriter {
  /**
   * Writes a model. The folder appears under its name only when it is complete.
   *
   * @param addition adds other files to the complete folder under its temporary name
   * @throws FaceGanException as {@link AtomicFolder#checkFree}
   */
  public static void write(ServedModel model, Path directory, IOConsumer<Path> addition) {
    AtomicFolder.create(
        "model",
        directory,
        folder -> {
          writeModel(model, folder);
          addition.accept(folder);
        });
  }

  private static void writeModel(ServedModel model, Path folder) throws IOException {
    Files.createDirectories(folder.resolve(ModelFormat.NOTES));
    Path variables = Files.createDirectories(folder.resolve("variables"));
    try (ServingSession session = model.open()) {
      save(session, variables.resolve("variables"));
      try (OutputStream out = Files.newOutputStream(folder.resolve(ModelFormat.GRAPH))) {
        MetaGraph.of(session).writeTo(out);
      }
      ServedNote note = new ServedNote(model, session.signatures());
      Files.writeString(folder.resolve(ModelFormat.NOTE), note.json());
      Files.writeString(folder.resolve(ModelFormat.WORDS), note.markdown());
    }
  }

  private static void save(ServingSession session, Path prefix) throws IOException {
    try {
      session.session().save(prefix.toString());
    } catch (RuntimeException failure) {
      throw new IOException(TensorFlowFailures.reason(failure).orElseThrow(() -> failure), failure);
    }
  }

  private SavedModelWriter() {}
}
