package io.facegan.internal.train;

import io.facegan.data.ImageBatch;
import io.facegan.train.Evaluation;
import io.facegan.train.GuardEvent;
import io.facegan.train.StepResult;
import io.facegan.train.TrainingListener;
import io.facegan.train.TrainingResult;
import io.facegan.train.TrainingStart;
import java.util.ArrayList;
import java.util.List;

/** Notes what it is told, in order, and may do something at a step. */
class Recorder implements TrainingListener {
  final List<String> calls = new ArrayList<>();
  final List<StepResult> steps = new ArrayList<>();
  final List<Evaluation> evaluations = new ArrayList<>();
  final List<GuardEvent> events = new ArrayList<>();
  TrainingStart start;
  TrainingResult result;

  @Override
  public void started(TrainingStart newStart) {
    calls.add("started");
    start = newStart;
  }

  @Override
  public void stepped(StepResult step) {
    calls.add("stepped " + step.step());
    steps.add(step);
  }

  @Override
  public void sampled(long step, ImageBatch samples) {
    calls.add("sampled " + step);
  }

  @Override
  public void evaluated(Evaluation evaluation) {
    calls.add("evaluated " + evaluation.step() + (evaluation.scheduled() ? "" : " at the end"));
    evaluations.add(evaluation);
  }

  @Override
  public void guarded(GuardEvent event) {
    calls.add(event.kind() + " " + event.step());
    events.add(event);
  }

  @Override
  public void finished(TrainingResult newResult) {
    calls.add("finished");
    result = newResult;
  }
}
