package io.facegan.internal.train;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.facegan.train.Guard;
import io.facegan.train.LossMeans;
import io.facegan.train.StepResult;
import java.util.function.Consumer;

/**
 * How far a run is: all that a checkpoint keeps beside the variables. The position among the
 * shuffled images and the latents follow from the step.
 *
 * @param step finished steps
 * @param attempt which attempt this is, from 0; each roll-back begins another
 * @param evaluated the last step at which an evaluation was due and made, or -1
 * @param losses means over the last steps
 * @param discriminatorWon whether that guard found something at the last evaluation
 * @param collapsed whether that guard found something at the last evaluation
 * @param distance of the generated images from the real ones at this very step, by the figure that
 *     ranks them, or null if they were not compared; lower is better. Earlier versions kept the
 *     sliced Wasserstein distance, which is far larger
 * @param planned whether its checkpoint was due, so that an unbroken run has it too; else it is
 *     there only because the run was interrupted here
 */
@JsonIgnoreProperties({"pictures", "epoch"}) // Earlier versions wrote what follows from the step.
record State(
    long step,
    int attempt,
    long evaluated,
    LossMeans losses,
    boolean discriminatorWon,
    boolean collapsed,
    Double distance,
    boolean planned) {
  static final State START = new State(0, 0, -1, RunningLosses.NONE, false, false, null, false);

  /** Returns whether no guard had anything against it. */
  boolean healthy() {
    return !discriminatorWon && !collapsed;
  }

  /**
   * Returns whether a guard may take the run back to it. An interrupted run has to go back to the
   * same place as an unbroken one, so it must be one that both have.
   */
  boolean canBeReturnedTo() {
    return planned && healthy();
  }

  /** Returns whether this guard has warned and not said since that it is over. */
  boolean warned(Guard guard) {
    return switch (guard) {
      case NOT_FINITE -> false;
      case DISCRIMINATOR_WON -> discriminatorWon;
      case COLLAPSE -> collapsed;
    };
  }

  /** Returns the state after one more step, which nothing is known of yet. */
  State after(StepResult result) {
    return with(
        next -> {
          next.step = result.step();
          next.losses =
              RunningLosses.after(
                  losses, result.lossReal(), result.lossFake(), result.lossGenerator());
          next.distance = null;
          next.planned = false;
        });
  }

  /** Returns this state with what an evaluation that was due found. */
  State evaluated(boolean won, boolean nowCollapsed) {
    return with(
        next -> {
          next.evaluated = step;
          next.discriminatorWon = won;
          next.collapsed = nowCollapsed;
        });
  }

  State withDistance(double newDistance) {
    return with(next -> next.distance = newDistance);
  }

  /** Returns it as one whose checkpoint is due. */
  State asPlanned() {
    return with(next -> next.planned = true);
  }

  /** Returns the start of another attempt; guards may go back to it, too. */
  State attempt(int number) {
    return with(
        next -> {
          next.attempt = number;
          next.planned = true;
        });
  }

  private State with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.finish();
  }

  /** A copy to be changed. */
  private static final class Draft {
    private long step;
    private int attempt;
    private long evaluated;
    private LossMeans losses;
    private boolean discriminatorWon;
    private boolean collapsed;
    private Double distance;
    private boolean planned;

    Draft(State state) {
      step = state.step;
      attempt = state.attempt;
      evaluated = state.evaluated;
      losses = state.losses;
      discriminatorWon = state.discriminatorWon;
      collapsed = state.collapsed;
      distance = state.distance;
      planned = state.planned;
    }

    State finish() {
      return new State(
          step, attempt, evaluated, losses, discriminatorWon, collapsed, distance, planned);
    }
  }
}
