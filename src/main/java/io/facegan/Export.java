package io.facegan;

import io.facegan.export.ModelNote;
import io.facegan.export.SavedModelWriter;
import io.facegan.graph.Normalization;
import io.facegan.onnx.OnnxWriter;
import io.facegan.train.Checkpoint;
import io.facegan.train.RunFolder;
import io.facegan.train.TrainingOptions;
import java.nio.file.Path;

/** The generator of one checkpoint of a run, on its way out. */
record Export(TrainingOptions options, Checkpoint checkpoint) {
  /** Takes the newest checkpoint of a run. */
  static Export newest(Path run) {
    RunFolder folder = RunFolder.open(run);
    return new Export(folder.options(), folder.checkpoints().newestOrRefuse());
  }

  /** Takes the one whose pictures were nearest to the real ones. */
  static Export best(Path run) {
    RunFolder folder = RunFolder.open(run);
    return new Export(folder.options(), folder.checkpoints().bestOrRefuse());
  }

  void toSavedModel(Path directory) {
    SavedModelWriter.write(
        options.networks(), checkpoint.variables(), normalization(), note(), directory);
  }

  void toOnnx(Path file) {
    OnnxWriter.write(options.networks(), checkpoint.variables(), normalization(), note(), file);
  }

  private Normalization normalization() {
    return Normalization.afterTrainingAt(options.batchSize());
  }

  private ModelNote note() {
    return new ModelNote(
        Version.current(),
        options.networks().name(),
        options.batchSize(),
        normalization().describe());
  }
}
