package io.facegan.data;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.facegan.error.FaceGanException;
import io.facegan.network.ImageShape;
import org.junit.jupiter.api.Test;

class ImageBatchTest {
  @Test
  void pixels_mustFillTheBatch() {
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> new ImageBatch(ImageShape.rgb(2, 2), 2, new byte[23]))
        .withMessage("a batch of 2 images of 2x2x3 needs 24 bytes, but 23 were given");
  }
}
