package io.facegan.internal.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegan.error.FaceGanException;
import io.facegan.train.Guard;
import io.facegan.train.LossMeans;
import io.facegan.train.StepResult;
import org.junit.jupiter.api.Test;

class StateTest {
  private static final State HEALTHY =
      new State(300, 2, 250, new LossMeans(300, 0.5, 0.6, 0.7), false, false, 12.5, true);

  @Test
  void start_isHealthyButNoPlaceOnTheDisk() {
    assertThat(State.START.step()).isZero();
    assertThat(State.START.evaluated()).isEqualTo(-1);
    assertThat(State.START.healthy()).isTrue();
    assertThat(State.START.canBeReturnedTo()).isFalse();
  }

  @Test
  void step_forgetsWhatWasTrueOfTheOneBefore() {
    State next = HEALTHY.evaluated(true, true).after(step(301));
    assertThat(next.step()).isEqualTo(301);
    assertThat(next.attempt()).isEqualTo(2);
    assertThat(next.losses().steps()).isEqualTo(301);
    assertThat(next.distance()).isNull();
    assertThat(next.planned()).isFalse();
    // Warnings hold until the next judgement.
    assertThat(next.evaluated()).isEqualTo(300);
    assertThat(next.warned(Guard.DISCRIMINATOR_WON)).isTrue();
    assertThat(next.warned(Guard.COLLAPSE)).isTrue();
    assertThat(next.warned(Guard.NOT_FINITE)).isFalse();
  }

  @Test
  void guards_canReturnToPlannedHealthyOnesAlone() {
    State broken = HEALTHY.after(step(301));
    assertThat(HEALTHY.canBeReturnedTo()).isTrue();
    assertThat(broken.canBeReturnedTo()).isFalse();
    assertThat(broken.asPlanned().canBeReturnedTo()).isTrue();
    assertThat(broken.asPlanned()).isEqualTo(broken.attempt(2));
    assertThat(HEALTHY.evaluated(true, false).canBeReturnedTo()).isFalse();
    assertThat(HEALTHY.evaluated(false, true).canBeReturnedTo()).isFalse();
    assertThat(HEALTHY.evaluated(false, true).warned(Guard.COLLAPSE)).isTrue();
    assertThat(HEALTHY.evaluated(false, true).warned(Guard.DISCRIMINATOR_WON)).isFalse();
  }

  @Test
  void retried_isTheSamePlaceInAnotherAttempt() {
    State retried = HEALTHY.attempt(3);
    assertThat(retried.attempt()).isEqualTo(3);
    assertThat(retried.attempt(2)).isEqualTo(HEALTHY);
    assertThat(State.START.attempt(1).canBeReturnedTo()).isTrue();
  }

  @Test
  void distance_isOfThisStep() {
    assertThat(HEALTHY.withDistance(3.25).distance()).isEqualTo(3.25);
    assertThat(HEALTHY.withDistance(3.25).withDistance(12.5)).isEqualTo(HEALTHY);
  }

  @Test
  void json_keepsEveryBit() {
    State odd = HEALTHY.after(step(301)).withDistance(Math.nextUp(0.1)).evaluated(true, false);
    for (State state : new State[] {State.START, HEALTHY, odd, State.START.attempt(1)}) {
      assertThat(RunJson.read(RunJson.write(state), State.class)).isEqualTo(state);
    }
    assertThatThrownBy(() -> RunJson.read("{\"step\": 3, \"mood\": 1}", State.class))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContaining("Unrecognized field \"mood\"");
  }

  @Test
  void json_ofEarlierVersions_isRead() {
    ObjectNode earlier = (ObjectNode) RunJson.tree(HEALTHY);
    earlier.put("pictures", 600).put("epoch", 1.5);
    assertThat(RunJson.read(earlier.toString(), State.class)).isEqualTo(HEALTHY);
  }

  private static StepResult step(long number) {
    return new StepResult(number, 2, 1000, number * 2 / 400.0, number * 2, 1 / 3.0, 0.2, 0.9, 10);
  }
}
