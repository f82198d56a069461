package io.facegan;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.facegan.error.FaceGanException;
import io.facegan.internal.graph.ServedSignature;
import io.facegan.internal.graph.StoredWeights;
import io.facegan.internal.inference.ModelFormat;
import io.facegan.internal.train.Checkpoint;
import io.facegan.internal.train.RunFolder;
import io.facegan.internal.train.TrainingOptions;
import io.facegan.network.Normalization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Where an export takes its weights from.
 *
 * @param folder of the run or the model, for messages
 * @param run null for a model
 * @param checkpoint of the run, null for a model
 * @param options of the training
 * @param variables the path that the names of the files of the weights begin with
 * @param steps of the training
 * @param averaged whether the generator's weights are an average, unless others are asked for
 * @param stored which weights its files hold
 * @param batchNorm the form that it draws in, unless another is asked for
 */
record ExportOrigin(
    Path folder,
    RunFolder run,
    Checkpoint checkpoint,
    TrainingOptions options,
    Path variables,
    long steps,
    boolean averaged,
    StoredWeights stored,
    Normalization batchNorm) {

  /** Opens a run with its newest checkpoint, or a SavedModel that was exported from one. */
  static ExportOrigin open(Path folder) {
    return Files.isRegularFile(folder.resolve(ModelFormat.GRAPH)) ? model(folder) : run(folder);
  }

  private static ExportOrigin run(Path folder) {
    RunFolder run = RunFolder.open(folder);
    return of(run, run.options(), run.checkpoints().newestOrRefuse());
  }

  private static ExportOrigin of(RunFolder run, TrainingOptions options, Checkpoint checkpoint) {
    boolean averages = !options.recipe().averaging().isNone();
    return new ExportOrigin(
        run.path(),
        run,
        checkpoint,
        options,
        checkpoint.variables(),
        checkpoint.step(),
        averages,
        new StoredWeights(checkpoint.variables(), options.networks(), true, averages, true),
        Normalization.afterTrainingAt(options.batchSize()));
  }

  private static ExportOrigin model(Path folder) {
    Path kept = folder.resolve(ModelFormat.NOTES).resolve("options.json");
    Path note = folder.resolve(ModelFormat.NOTE);
    if (!Files.isRegularFile(kept) || !Files.isRegularFile(note)) {
      throw new FaceGanException(
          "%s is a SavedModel without %s/options.json and facegan.json, which say what it is: name"
                  .formatted(folder, ModelFormat.NOTES)
              + " one that FaceGan exported, or its run");
    }
    try {
      TrainingOptions options = TrainingOptions.ofModel(Files.readString(kept));
      JsonNode said = JsonMapper.builder().build().readTree(note.toFile());
      boolean averages = !options.recipe().averaging().isNone();
      boolean averaged = said.path("averaged_weights").asBoolean(averages);
      boolean trainable = said.path("trainable").asBoolean();
      Path variables = folder.resolve("variables").resolve("variables");
      return new ExportOrigin(
          folder,
          null,
          null,
          options,
          variables,
          said.path("training_steps").asLong(),
          averaged,
          new StoredWeights(
              variables,
              options.networks(),
              trainable || !averaged,
              averaged && averages,
              said.path("signatures").has(ServedSignature.DISCRIMINATE)),
          form(note, said.path("batch_norm_uses").asText()));
    } catch (JacksonException | FaceGanException damaged) {
      throw new FaceGanException(
          "the notes of the model %s cannot be read: %s".formatted(folder, damaged.getMessage()),
          damaged);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the notes of " + folder + ": " + e, e);
    }
  }

  private static Normalization form(Path note, String words) {
    // Earlier versions said picture for image.
    String present = words.replace("picture", "image");
    return Arrays.stream(Normalization.values())
        .filter(form -> form.describe().equals(present))
        .findFirst()
        .orElseThrow(
            () ->
                new FaceGanException(
                    "%s says that batch norm uses \"%s\", which is none of its forms"
                        .formatted(note, words)));
  }

  /** Returns the same with the best checkpoint that is kept. */
  ExportOrigin best() {
    checkIsRun("the best checkpoint");
    return of(run, options, run.checkpoints().bestOrRefuse());
  }

  /** Refuses what only a run has. */
  void checkIsRun(String what) {
    if (run == null) {
      throw new FaceGanException(
          "for %s name the run that %s was exported from: a SavedModel holds one set of weights"
              .formatted(what, folder));
    }
  }
}
