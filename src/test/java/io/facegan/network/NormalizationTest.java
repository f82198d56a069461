package io.facegan.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalizationTest {
  @ParameterizedTest
  @CsvSource({
    "BATCH, false, false",
    "RUNNING_AVERAGES, true, true",
    "PRECISE, true, true",
    "PER_PICTURE, false, true"
  })
  void usesAverages_ofImagesAndOfVectors(Normalization form, boolean images, boolean vectors) {
    assertThat(form.usesAverages(ImageShape.rgb(4, 4))).isEqualTo(images);
    assertThat(form.usesAverages(new VectorShape(4))).isEqualTo(vectors);
  }

  @ParameterizedTest
  @CsvSource({"1, PER_PICTURE", "2, RUNNING_AVERAGES", "64, RUNNING_AVERAGES"})
  void afterTraining_isTheFormClosestToIt(int batchSize, Normalization form) {
    assertThat(Normalization.afterTrainingAt(batchSize)).isEqualTo(form);
  }
}
