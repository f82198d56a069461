package io.facegan.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.facegan.data.ImageBatch;
import io.facegan.error.FaceGanException;
import io.facegan.network.ImageShape;
import org.junit.jupiter.api.Test;

class MirroringTest {
  @Test
  void turnsTheChosenOnly() {
    byte[] pixels = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18};
    ImageBatch batch = new ImageBatch(ImageShape.rgb(1, 3), 2, pixels);
    ImageBatch turned = Mirroring.of(batch, new boolean[] {false, true});
    assertThat(turned.pixels())
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 17, 18, 13, 14, 15, 10, 11, 12);
    assertThat(batch.pixels()).as("the original stays").startsWith(1, 2, 3).endsWith(16, 17, 18);
    assertThat(Mirroring.of(turned, new boolean[] {false, true}).pixels()).isEqualTo(pixels);
  }

  @Test
  void grey_rowByRow() {
    ImageBatch batch = new ImageBatch(new ImageShape(2, 2, 1), 1, new byte[] {1, 2, 3, 4});
    assertThat(Mirroring.of(batch, new boolean[] {true}).pixels()).containsExactly(2, 1, 4, 3);
  }

  @Test
  void wrongCount() {
    ImageBatch batch = new ImageBatch(new ImageShape(1, 1, 1), 1, new byte[1]);
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> Mirroring.of(batch, new boolean[2]))
        .withMessage("2 answers whether to mirror for 1 images: give one each");
  }
}
