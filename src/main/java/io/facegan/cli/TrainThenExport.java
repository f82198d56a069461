package io.facegan.cli;

import io.facegan.FaceGan;
import io.facegan.cli.RootCommand.Detail;
import io.facegan.error.FaceGanException;
import io.facegan.internal.util.AtomicFolder;
import io.facegan.internal.watch.Place;
import io.facegan.internal.watch.Watch;
import io.facegan.train.TrainingResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;

/** Trains, says what came of it, and exports: what {@code train} and {@code resume} share. */
final class TrainThenExport {
  private final Interruption interruption;
  private final PrintWriter out;
  private final Detail detail;

  /**
   * @param command that trains
   */
  TrainThenExport(Interruption interruption, CommandSpec command) {
    this.interruption = interruption;
    out = command.commandLine().getOut();
    detail = RootCommand.detail(command);
  }

  /**
   * Returns the exit code.
   *
   * @param export null for none
   * @param watching where the run is watched, null if it is not
   */
  int run(FaceGan gan, Path export, Place watching) {
    checkExport(gan.runFolder(), export);
    if (watching == null) {
      return run(gan, export);
    }
    try (Watch watch =
        Watch.open(
            watching,
            gan.runFolder(),
            interruption::phase,
            interruption::stop,
            interruption::note)) {
      out.println("watch it at " + watch.link());
      return run(gan, export);
    }
  }

  /** Trains as a worker that has nothing to keep or to show. */
  int follow(FaceGan gan) {
    interruption.follow();
    Optional<TrainingResult> ended = train(gan);
    out.println(
        ended.isPresent()
            ? "followed worker 0 to the end of its training, after step " + ended.get().steps()
            : "stopped before the first step");
    return ended.isPresent() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private int run(FaceGan gan, Path export) {
    if (detail == Detail.VERBOSE) {
      out.println(gan.describe());
    }
    out.flush();
    Optional<TrainingResult> ended = train(gan);
    if (ended.isEmpty()) {
      out.println("stopped before the first step: nothing was trained");
      return ExitCode.SOFTWARE;
    }
    TrainingResult result = ended.get();
    out.println(summary(result));
    if (export != null && !result.stoppedEarly()) {
      gan.export(export);
      NextCommands.afterExport(export, detail, out);
    } else if (detail == Detail.QUIET) {
      return ExitCode.OK;
    } else if (result.stoppedEarly()) {
      NextCommands.afterStop(gan.runFolder(), out);
    } else {
      NextCommands.afterTraining(gan.runFolder(), out);
    }
    return ExitCode.OK;
  }

  // Hours of training should not end with a refused export.
  private static void checkExport(Path runFolder, Path export) {
    if (export == null) {
      return;
    }
    AtomicFolder.checkFree(export);
    if (runFolder.toAbsolutePath().normalize().startsWith(export.toAbsolutePath().normalize())) {
      throw new FaceGanException(
          "export folder %s will hold the run folder %s: choose another folder"
              .formatted(export, runFolder));
    }
  }

  /** Returns nothing if it was stopped before the first step. */
  private Optional<TrainingResult> train(FaceGan gan) {
    interruption.guard(gan);
    try {
      return Optional.of(gan.train());
    } catch (RuntimeException failure) {
      if (interruption.release() && !interruption.training()) {
        return Optional.empty();
      }
      throw failure;
    } finally {
      interruption.release();
    }
  }

  private static String summary(TrainingResult result) {
    if (result.last() != null) {
      return "trained %d of %d steps, saved in %s"
          .formatted(result.steps(), result.last().totalSteps(), result.runFolder());
    }
    return result.stoppedEarly()
        ? "stopped before the first step, saved in " + result.runFolder()
        : "all %d steps are done, in %s: give more --steps to continue"
            .formatted(result.steps(), result.runFolder());
  }
}
