package io.facegan.internal.graph;

import io.facegan.internal.runtime.AllocatorTrace;
import io.facegan.internal.runtime.TensorFlowFailures;
import io.facegan.network.Recipe;
import io.facegan.runtime.StepMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;

/** The runs of training steps, whose memory can be looked at. */
final class MeasuredRuns {
  private final Session session;
  private final Recipe recipe;
  private final RunOptions options;
  private final boolean measurable;
  private boolean measuring;
  private Optional<StepMemory> measured = Optional.empty();

  MeasuredRuns(Session session, Recipe recipe, Workers workers) {
    this.session = session;
    this.recipe = recipe;
    options = workers.runOptions();
    // TensorFlow Java cannot parse what a session on a server reports.
    measurable = !workers.areSeveral();
  }

  /** Returns a run of updates that gives their losses. */
  Session.Runner runner(List<Update> updates) {
    Session.Runner runner = session.runner().setOptions(options);
    for (Update update : updates) {
      runner.addTarget(update.op());
      update.losses().forEach(runner::fetch);
    }
    return runner;
  }

  Result run(Session.Runner runner) {
    try {
      if (!measuring) {
        return runner.run();
      }
      AllocatorTrace.Traced traced = AllocatorTrace.run(runner, options);
      // The largest of the runs of a step.
      measured =
          Stream.of(measured, traced.memory())
              .flatMap(Optional::stream)
              .reduce(AllocatorTrace::either);
      return traced.result();
    } catch (RuntimeException failure) {
      throw TensorFlowFailures.ifOutOfMemory(
          failure,
          "to train on batches of %d images of %s"
              .formatted(recipe.batchSize(), recipe.networks().imageShape()),
          "use a smaller batch or size");
    }
  }

  /**
   * Does something and looks at the memory of its runs; nothing where it is not known, as for
   * several workers.
   */
  <T> GanSession.Measured<T> measure(Supplier<T> steps) {
    measuring = measurable;
    measured = Optional.empty();
    try {
      return new GanSession.Measured<>(steps.get(), measured);
    } finally {
      measuring = false;
    }
  }

  static List<Double> scalars(Result result) {
    List<Double> scalars = new ArrayList<>();
    for (int i = 0; i < result.size(); i++) {
      scalars.add((double) ((TFloat32) result.get(i)).getFloat());
    }
    return scalars;
  }
}
