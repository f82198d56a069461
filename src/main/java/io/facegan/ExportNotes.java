package io.facegan;

import io.facegan.data.ImageBatch;
import io.facegan.internal.graph.TrainedWeights;
import io.facegan.internal.inference.ModelFormat;
import io.facegan.internal.report.SampleGrids;
import io.facegan.internal.train.Checkpoint;
import io.facegan.internal.train.RunFolder;
import io.facegan.internal.train.SampleLayout;
import io.facegan.internal.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a SavedModel says of its training, in {@code assets.extra}: {@code options.json}, {@code
 * layers.txt}, {@code samples.png} and {@code parity.json}.
 */
record ExportNotes(
    RunFolder run, TrainingOptions options, Checkpoint checkpoint, TrainedWeights weights) {
  void write(Path model) throws IOException {
    Path notes = model.resolve(ModelFormat.NOTES);
    Files.writeString(notes.resolve("options.json"), options.shareable());
    Files.writeString(notes.resolve("layers.txt"), options.recipe().describe());
    SampleLayout layout = SampleLayout.of(options);
    ImageBatch drawn;
    // Loaded as its users will, so that nothing is exported that cannot be.
    try (FaceGenerator exported = FaceGenerator.load(model)) {
      drawn = exported.batch(layout.latents(options.samples()), layout.labels(options.samples()));
    }
    SampleGrids.write(drawn, layout.columns(), notes.resolve("samples.png"));
    Files.writeString(
        notes.resolve("parity.json"), new Parity(run, options, checkpoint, weights, drawn).json());
  }
}
