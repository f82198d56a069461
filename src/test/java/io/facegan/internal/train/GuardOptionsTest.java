package io.facegan.internal.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.error.FaceGanException;
import io.facegan.train.Guard;
import io.facegan.train.GuardEvent;
import io.facegan.train.Reaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GuardOptionsTest {
  @Test
  void defaults_rollBackFromNanAndWarnOfTheRest() {
    GuardOptions options = GuardOptions.DEFAULT;
    assertThat(options.to(Guard.NOT_FINITE)).isEqualTo(Reaction.ROLL_BACK);
    assertThat(options.to(Guard.DISCRIMINATOR_WON)).isEqualTo(Reaction.WARN);
    assertThat(options.to(Guard.COLLAPSE)).isEqualTo(Reaction.WARN);
    assertThat(options.tries()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource
  void with_changesOneGuardAlone(Guard guard) {
    GuardOptions options = GuardOptions.DEFAULT.with(guard, Reaction.STOP);
    for (Guard other : Guard.values()) {
      assertThat(options.to(other))
          .isEqualTo(other == guard ? Reaction.STOP : GuardOptions.DEFAULT.to(other));
    }
    assertThat(options.tries()).isEqualTo(3);
  }

  @Test
  void withTries_changesThemAlone() {
    GuardOptions options = GuardOptions.DEFAULT.withTries(0);
    assertThat(options.tries()).isZero();
    assertThat(options.withTries(3)).isEqualTo(GuardOptions.DEFAULT);
  }

  @Test
  void warningOfNan_isRefused() {
    assertThatThrownBy(() -> GuardOptions.DEFAULT.with(Guard.NOT_FINITE, Reaction.WARN))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll("not-finite", "warn", "stop or roll-back");
  }

  @Test
  void negativeTries_areRefused() {
    assertThatThrownBy(() -> GuardOptions.DEFAULT.withTries(-1))
        .isInstanceOf(FaceGanException.class)
        .hasMessage("guard tries is -1: it must be at least 0");
  }

  @Test
  void missingReaction_isRefused() {
    assertThatThrownBy(() -> GuardOptions.DEFAULT.with(Guard.COLLAPSE, null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("guard collapse");
  }

  @Test
  void names_areReadAsWritten() {
    for (Guard guard : Guard.values()) {
      assertThat(Guard.parse(guard.toString())).isEqualTo(guard);
    }
    for (Reaction reaction : Reaction.values()) {
      assertThat(Reaction.parse(reaction.toString())).isEqualTo(reaction);
    }
    assertThat(Guard.parse("Discriminator-Won")).isEqualTo(Guard.DISCRIMINATOR_WON);
    assertThat(Guard.NOT_FINITE).hasToString("not-finite");
    assertThat(Reaction.ROLL_BACK).hasToString("roll-back");
    assertThat(GuardEvent.Kind.ROLLED_BACK).hasToString("rolled-back");
  }

  @Test
  void unknownNames_areRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> Guard.parse("nan"))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll("'nan'", "not-finite, discriminator-won, collapse");
    assertThatThrownBy(() -> Reaction.parse(""))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll("''", "warn, stop, roll-back");
  }
}
