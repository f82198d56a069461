package io.facegan.stress;

import io.facegan.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A kind of run that is killed again and again. */
enum Variant {
  /** The smallest networks, batches of one. */
  FULLY_CONNECTED(
      "--networks",
      "fully-connected",
      "--size",
      "8",
      "--steps",
      "1200",
      "--checkpoint-every",
      "7",
      "--sample-every",
      "50"),
  /** Batch norm that normalises in training and keeps running averages; mirrored images. */
  BATCH_NORM(
      "--networks",
      "small",
      "--size",
      "16",
      "--batch",
      "3",
      "--mirror",
      "--steps",
      "300",
      "--checkpoint-every",
      "6",
      "--sample-every",
      "30"),
  /** Told to stop as often as killed, and killed while it stops. */
  TERMINATED(
      "--networks",
      "fully-connected",
      "--size",
      "8",
      "--grey",
      "--steps",
      "1000",
      "--checkpoint-every",
      "11",
      "--sample-every",
      "50"),
  /** Diverges again and again, and guards roll it back. */
  ROLLED_BACK {
    @Override
    Child start(Path logs, Path run, Path zip, Path cache) throws IOException {
      return isBegun(run)
          ? super.start(logs, run, zip, cache)
          : Child.quick(
              logs,
              List.of(),
              DivergingRun.class,
              List.of(run.toString(), zip.toString(), cache.toString()));
    }

    @Override
    boolean isEnd(int exitCode, String err) {
      return super.isEnd(exitCode, err) || exitCode == 1 && err.contains("training diverged");
    }
  };

  private final List<String> options;

  Variant(String... options) {
    this.options = List.of(options);
  }

  /** Begins the run, or goes on with what there is of it. */
  Child start(Path logs, Path run, Path zip, Path cache) throws IOException {
    List<String> arguments = new ArrayList<>();
    if (isBegun(run)) {
      arguments.addAll(List.of("resume", run.toString()));
    } else {
      arguments.addAll(List.of("train", "--run", run.toString(), "--images", zip.toString()));
      arguments.addAll(List.of("--precision", "float32"));
      arguments.addAll(options);
    }
    arguments.addAll(List.of("--cache", cache.toString(), "--no-progress"));
    return Child.quick(logs, List.of(), Main.class, arguments);
  }

  /** Returns whether a process that ended so has brought the run to its end. */
  boolean isEnd(int exitCode, String err) {
    return exitCode == 0;
  }

  private static boolean isBegun(Path run) {
    return Files.exists(run.resolve("options.json"));
  }
}
