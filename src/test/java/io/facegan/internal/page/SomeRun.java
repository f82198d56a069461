package io.facegan.internal.page;

import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.report.Runs;
import io.facegan.internal.report.SampleGrids;
import io.facegan.internal.train.ImageOptions;
import io.facegan.internal.train.RunFolder;
import io.facegan.internal.train.SomeOptions;
import io.facegan.internal.train.TrainingOptions;
import io.facegan.network.ImageShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A run folder as a training would fill it. */
record SomeRun(Path folder, TrainingOptions options) {
  static SomeRun in(Path folder, long steps) {
    return in(folder, steps, 4, "some faces");
  }

  static SomeRun in(Path folder, long steps, int batch, String source) {
    ImageOptions images = new ImageOptions(source, null, 7, "0123", "auto", "#fff", true, null);
    TrainingOptions options =
        SomeOptions.of(
            images, TinyNetworks.recipe(TinyNetworks.of(ImageShape.rgb(8, 8)), batch), steps);
    RunFolder.create(folder, options).close();
    return new SomeRun(folder, options);
  }

  /** Adds to {@code metrics.jsonl}. */
  SomeRun add(String text) throws IOException {
    Path metrics = folder.resolve("metrics.jsonl");
    Files.writeString(metrics, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return this;
  }

  /** Adds the grid of a step, the evaluation, and the real images. */
  SomeRun grid(long step) throws IOException {
    Path file = folder.resolve(SampleGrids.file(step));
    SampleGrids.write(Runs.images(ImageShape.rgb(8, 8), 36), 0, file);
    Files.copy(file, folder.resolve("reals.png"), StandardCopyOption.REPLACE_EXISTING);
    return add(evaluation(step, 2.5));
  }

  static String step(long step, int attempt, Object generator) {
    return """
        {"step":%d,"attempt":%d,"epoch":0.5,"pictures":9,"loss_real":0.5,"loss_fake":0.25,"loss_generator":%s,"machine":{"pictures_per_second":51.2,"seconds":%d}}
        """
        .formatted(step, attempt, generator, step);
  }

  static String evaluation(long step, double kernel) {
    return """
        {"step":%d,"attempt":0,"evaluation":{"verdict":"ROUGH","kernel_distance":%s,"kernel_distance_reals":0.125,"precision":0.5,"diversity":null},"machine":{"process_bytes":2000000,"peak_process_bytes":3000000}}
        """
        .formatted(step, kernel);
  }

  static String event(long step, String kind, String message) {
    return """
        {"step":%d,"attempt":0,"event":"%s","guard":"collapse","message":"%s"}
        """
        .formatted(step, kind, message);
  }
}
