package io.facegan.internal.export;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.facegan.error.FaceGanException;
import io.facegan.network.Normalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StandAloneTest {
  @Test
  void statisticsOfTheBatch_areRefused() {
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> StandAlone.check(Normalization.BATCH, "a web page"))
        .withMessageContaining("not for a web page")
        .withMessageContaining("another form, or a SavedModel");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BATCH")
  void otherForms_areTaken(Normalization form) {
    assertThatCode(() -> StandAlone.check(form, "a web page")).doesNotThrowAnyException();
  }
}
