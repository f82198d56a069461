package io.facegan.internal.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.error.FaceGanException;
import io.facegan.train.Guard;
import io.facegan.train.LossMeans;
import io.facegan.train.StepResult;
import org.junit.jupiter.api.Test;

class StateTest {
  private static final State HEALTHY =
      new State(300, 600, 1.5, 2, 250, new LossMeans(300, 0.5, 0.6, 0.7), false, false, 12.5, true);

  @Test
  void start_isHealthyButNoPlaceOnTheDisk() {
    assertThat(State.START.step()).isZero();
    assertThat(State.START.evaluated()).isEqualTo(-1);
    assertThat(State.START.healthy()).isTrue();
    assertThat(State.START.canBeReturnedTo()).isFalse();
  }

  @Test
  void step_forgetsWhatWasTrueOfTheOneBefore() {
    State next = HEALTHY.judged(true, true).stepped(step(301));
    assertThat(next.step()).isEqualTo(301);
    assertThat(next.pictures()).isEqualTo(602);
    assertThat(next.epoch()).isEqualTo(1.505);
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
    State broken = HEALTHY.stepped(step(301));
    assertThat(HEALTHY.canBeReturnedTo()).isTrue();
    assertThat(broken.canBeReturnedTo()).isFalse();
    assertThat(broken.due().canBeReturnedTo()).isTrue();
    assertThat(broken.due()).isEqualTo(broken.retried(2));
    assertThat(HEALTHY.judged(true, false).canBeReturnedTo()).isFalse();
    assertThat(HEALTHY.judged(false, true).canBeReturnedTo()).isFalse();
    assertThat(HEALTHY.judged(false, true).warned(Guard.COLLAPSE)).isTrue();
    assertThat(HEALTHY.judged(false, true).warned(Guard.DISCRIMINATOR_WON)).isFalse();
  }

  @Test
  void retried_isTheSamePlaceInAnotherTry() {
    State retried = HEALTHY.retried(3);
    assertThat(retried.attempt()).isEqualTo(3);
    assertThat(retried.retried(2)).isEqualTo(HEALTHY);
    assertThat(State.START.retried(1).canBeReturnedTo()).isTrue();
  }

  @Test
  void distance_isOfThisStep() {
    assertThat(HEALTHY.at(3.25).distance()).isEqualTo(3.25);
    assertThat(HEALTHY.at(3.25).at(12.5)).isEqualTo(HEALTHY);
  }

  @Test
  void json_keepsEveryBit() {
    State odd = HEALTHY.stepped(step(301)).at(Math.nextUp(0.1)).judged(true, false);
    for (State state : new State[] {State.START, HEALTHY, odd, State.START.retried(1)}) {
      assertThat(RunJson.read(RunJson.write(state), State.class)).isEqualTo(state);
    }
    assertThatThrownBy(() -> RunJson.read("{\"step\": 3, \"mood\": 1}", State.class))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContaining("Unrecognized field \"mood\"");
  }

  private static StepResult step(long number) {
    return new StepResult(number, 2, 1000, number * 2 / 400.0, number * 2, 1 / 3.0, 0.2, 0.9, 10);
  }
}
