package io.facegan.internal.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.facegan.internal.train.GuardChecks.Finding;
import io.facegan.train.Guard;
import io.facegan.train.GuardEvent;
import io.facegan.train.GuardException;
import io.facegan.train.LossMeans;
import io.facegan.train.Reaction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardMonitorTest {
  private static final Finding COLLAPSE = new Finding(Guard.COLLAPSE, "all alike", "patience");
  private static final Finding WON = new Finding(Guard.DISCRIMINATOR_WON, "too good", "less");
  private static final Finding NAN = new Finding(Guard.NOT_FINITE, "no number", "more");

  private final List<GuardEvent> events = new ArrayList<>();

  @Test
  void warning_isToldOnce() {
    GuardMonitor watch = new GuardMonitor(GuardOptions.DEFAULT, events::add);
    assertThat(watch.actOn(List.of(COLLAPSE), state(0, false, false))).isEmpty();
    assertThat(watch.actOn(List.of(COLLAPSE), state(0, false, true))).isEmpty();
    assertThat(events)
        .containsExactly(
            new GuardEvent(
                600, 0, Guard.COLLAPSE, GuardEvent.Kind.WARNING, "all alike: try patience"));
  }

  @Test
  void recovery_isToldOfWhatWasWarnedOf() {
    GuardMonitor watch = new GuardMonitor(GuardOptions.DEFAULT, events::add);
    watch.tellRecovered(List.of(), state(0, false, false));
    watch.tellRecovered(List.of(COLLAPSE), state(1, false, true));
    assertThat(events).isEmpty();
    watch.tellRecovered(List.of(COLLAPSE), state(1, true, true));
    assertThat(events)
        .containsExactly(
            new GuardEvent(
                600,
                1,
                Guard.DISCRIMINATOR_WON,
                GuardEvent.Kind.RECOVERED,
                "discriminator-won is over at step 600"));
  }

  @Test
  void stop_endsTheTraining() {
    GuardMonitor watch =
        new GuardMonitor(GuardOptions.DEFAULT.with(Guard.COLLAPSE, Reaction.STOP), events::add);
    GuardException ended =
        catchThrowableOfType(
            GuardException.class, () -> watch.actOn(List.of(COLLAPSE), state(0, false, true)));
    assertThat(ended).hasMessage("all alike: try patience");
    assertThat(ended.event())
        .isEqualTo(
            new GuardEvent(
                600, 0, Guard.COLLAPSE, GuardEvent.Kind.STOPPED, "all alike: try patience"));
    assertThat(events).containsExactly(ended.event());
  }

  @Test
  void rollBack_isAskedForAndTold() {
    GuardMonitor watch = new GuardMonitor(GuardOptions.DEFAULT, events::add);
    State state = state(1, false, false);
    assertThat(watch.actOn(List.of(NAN), state)).contains(NAN);
    assertThat(events).isEmpty();
    watch.tellRolledBack(NAN, 500, state);
    assertThat(events)
        .containsExactly(
            new GuardEvent(
                600,
                1,
                Guard.NOT_FINITE,
                GuardEvent.Kind.ROLLED_BACK,
                "no number; going back to step 500 with another seed and half the learning rate"
                    + " (try 2 of 3)"));
  }

  @Test
  void firstFindingWithConsequences_decides() {
    GuardMonitor watch =
        new GuardMonitor(
            GuardOptions.DEFAULT.with(Guard.DISCRIMINATOR_WON, Reaction.ROLL_BACK), events::add);
    assertThat(watch.actOn(List.of(COLLAPSE, WON), state(0, false, false))).contains(WON);
    assertThat(events).extracting(GuardEvent::guard).containsExactly(Guard.COLLAPSE);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, no number: try more",
    "1, 1, no number; rolled back once already: try more",
    "3, 3, no number; rolled back 3 times already: try more",
    "1, 2, no number; rolled back 2 times already: try more"
  })
  void triesUsedUp_endTheTraining(int tries, int attempt, String message) {
    GuardMonitor watch = new GuardMonitor(GuardOptions.DEFAULT.withTries(tries), events::add);
    GuardException ended =
        catchThrowableOfType(
            GuardException.class, () -> watch.actOn(List.of(NAN), state(attempt, false, false)));
    assertThat(ended).hasMessage(message);
    assertThat(ended.event().kind()).isEqualTo(GuardEvent.Kind.STOPPED);
  }

  private static State state(int attempt, boolean won, boolean collapsed) {
    LossMeans losses = new LossMeans(600, 0.5, 0.5, 1);
    return new State(600, attempt, 500, losses, won, collapsed, null, false);
  }
}
