package io.facegan;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegan.data.ImageBatch;
import io.facegan.internal.data.ImageGrid;
import io.facegan.internal.graph.GeneratorSession;
import io.facegan.internal.graph.TrainedWeights;
import io.facegan.internal.report.SampleGrids;
import io.facegan.internal.train.Checkpoint;
import io.facegan.internal.train.RunFolder;
import io.facegan.internal.train.SampleLayout;
import io.facegan.internal.train.TrainingOptions;
import io.facegan.network.Normalization;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * How far an exported model's images are from those of its training, in levels of 255: from the
 * sample grid that the training wrote at that step, from what the same weights draw in the form of
 * sample grids, and from what they draw as a training step does, in batches of its size.
 */
record Parity(
    RunFolder run,
    TrainingOptions options,
    Checkpoint checkpoint,
    TrainedWeights weights,
    ImageBatch exported) {
  String json() throws IOException {
    JsonMapper mapper = JsonMapper.builder().build();
    ObjectNode json = mapper.createObjectNode();
    SampleLayout layout = SampleLayout.of(options);
    json.put(
        "latents",
        layout.rows() == 0
            ? "of the seeds 0 to %d".formatted(exported.count() - 1)
            : "of the seeds 0 to %d with each of the first %d labels"
                .formatted(layout.columns() - 1, layout.rows()));
    json.put("unit", "levels of 255");
    Path grid = run.path().resolve(SampleGrids.file(checkpoint.step()));
    if (Files.isRegularFile(grid)) {
      ImageBatch written =
          layout.rows() == 0
              ? ImageGrid.read(grid, exported.shape(), exported.count())
              : ImageGrid.read(grid, exported.shape(), exported.count(), layout.columns());
      put(json.putObject("to_sample_grid_file").put("file", fileName(grid)), written);
    }
    Normalization sampling = Normalization.afterTrainingAt(options.batchSize());
    put(
        json.putObject("to_sample_grid_form").put("batch_norm_uses", sampling.describe()),
        drawn(sampling, exported.count()));
    put(
        json.putObject("to_training_form")
            .put("batch_norm_uses", Normalization.BATCH.describe())
            .put("batch_size", options.batchSize()),
        drawn(Normalization.BATCH, options.batchSize()));
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
  }

  private static String fileName(Path file) {
    return file.getFileName().toString();
  }

  private void put(ObjectNode json, ImageBatch other) {
    int largest = 0;
    long sum = 0;
    for (int i = 0; i < exported.pixels().length; i++) {
      int here = Byte.toUnsignedInt(exported.pixels()[i]);
      int difference = Math.abs(here - Byte.toUnsignedInt(other.pixels()[i]));
      largest = Math.max(largest, difference);
      sum += difference;
    }
    json.put("largest_difference", largest);
    json.put("mean_difference", (double) sum / exported.pixels().length);
  }

  /** Generates the same faces from the checkpoint in batches of this size. */
  private ImageBatch drawn(Normalization form, int atATime) {
    int size = exported.shape().size();
    int rounds = (exported.count() + atATime - 1) / atATime;
    SampleLayout layout = SampleLayout.of(options);
    float[][] latents = layout.latents(rounds * atATime);
    int[] labels = layout.labels(latents.length);
    ByteBuffer pixels = ByteBuffer.allocate(latents.length * size);
    try (GeneratorSession generator = new GeneratorSession(options.networks(), form, weights)) {
      for (int from = 0; from < latents.length; from += atATime) {
        int to = from + atATime;
        int[] ofThese = labels == null ? null : Arrays.copyOfRange(labels, from, to);
        for (float value : generator.draw(Arrays.copyOfRange(latents, from, to), ofThese)) {
          pixels.put((byte) (int) (value * 255f + 0.5f));
        }
      }
    }
    byte[] first = Arrays.copyOf(pixels.array(), exported.pixels().length);
    return new ImageBatch(exported.shape(), exported.count(), first);
  }
}
