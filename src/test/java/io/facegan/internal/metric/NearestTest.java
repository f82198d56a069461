package io.facegan.internal.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.facegan.data.ImageBatch;
import io.facegan.error.FaceGanException;
import io.facegan.internal.data.ImageGrid;
import io.facegan.internal.data.Mirroring;
import io.facegan.metric.Memorising;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final int SIDE = 32;
  private static final ImageBatch REALS = Made.faces(1, 200, SIDE);

  @Test
  void of_copies_areFound() {
    ImageBatch copies = noisy(Made.chosen(REALS, 7, 3, 199, 50));
    Memorising found = Nearest.of(copies, REALS, false);
    assertThat(found.generated()).isEqualTo(4);
    assertThat(found.reals()).isEqualTo(200);
    assertThat(found.share()).isEqualTo(1);
    assertThat(found.nearest()).isPositive().isLessThan(found.nearestReals());
  }

  @Test
  void of_otherFaces_areNoCopies() {
    assertThat(Nearest.of(Made.faces(2, 100, SIDE), REALS, true).share()).isLessThan(0.05);
  }

  @Test
  void of_mirroredCopies_areFoundIfTheyCount() {
    ImageBatch turned = Mirroring.of(Made.chosen(REALS, 4), new boolean[] {true});
    assertThat(Nearest.of(turned, REALS, false).share()).isZero();
    Memorising found = Nearest.of(turned, REALS, true);
    assertThat(found.share()).isEqualTo(1);
    assertThat(found.nearest()).isLessThan(1e-5);
  }

  @Test
  void of_realsThatAreThereTwice_isUnknown() {
    ImageBatch faces = Made.faces(3, 10, SIDE);
    ImageBatch twice = Made.chosen(faces, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6);
    assertThat(Nearest.of(Made.chosen(faces, 0, 7), twice, false).share()).isNaN();
  }

  @Test
  void sheet_hasTheNearestPairsFirst() {
    ImageBatch generated = Made.chosen(Made.faces(2, 5, SIDE), 0, 1, 2, 3, 4);
    System.arraycopy(REALS.pixels(), 9 * 3072, generated.pixels(), 3 * 3072, 3072);
    Memorising found = Nearest.of(generated, REALS, false);
    ImageBatch pair = Made.chosen(REALS, 9, 9);
    int width = 2 * SIDE + 2;
    int[] expected = ImageGrid.of(pair, 1, 2).getRGB(0, 0, width, SIDE, null, 0, width);
    assertThat(found.sheet().getRGB(0, 0, width, SIDE, null, 0, width)).isEqualTo(expected);
    assertThat(found.sheet().getWidth()).isEqualTo(8 * SIDE + 7 * 2);
    assertThat(found.sheet().getHeight()).isEqualTo(2 * SIDE + 2);
  }

  @Test
  void of_tooFewReals_isRefused() {
    ImageBatch few = Made.faces(1, 9, SIDE);
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> Nearest.of(REALS, few, false))
        .withMessage("9 real images to look for copies of: give at least 10");
  }

  private static ImageBatch noisy(ImageBatch batch) {
    byte[] pixels = batch.pixels().clone();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = Made.level((pixels[i] & 255) + i * 31 % 7 - 3);
    }
    return new ImageBatch(batch.shape(), batch.count(), pixels);
  }
}
