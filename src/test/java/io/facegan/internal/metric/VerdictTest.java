package io.facegan.internal.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.data.ImageBatch;
import io.facegan.internal.util.SplitMix;
import io.facegan.metric.ImageDiagnostics;
import io.facegan.metric.Verdict;
import io.facegan.network.ImageShape;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What drawn faces are told to be, each time with other faces. */
class VerdictTest {
  private static final int SIDE = 32;
  private static final int DRAWS = 3;

  private static Reference reference;

  @BeforeAll
  static void prepare() {
    reference = Reference.of(Made.faces(100, 256, SIDE));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void noisyCopiesOf1Or2Faces_haveCollapsed(int faces) {
    for (int draw = 0; draw < DRAWS; draw++) {
      assertThat(reference.compare(noisyCopies(faces, draw)).verdict())
          .isEqualTo(Verdict.COLLAPSED);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8, 12})
  void noisyCopiesOfFewFaces_areThin(int faces) {
    for (int draw = 0; draw < DRAWS; draw++) {
      assertThat(reference.compare(noisyCopies(faces, draw)).verdict()).isEqualTo(Verdict.THIN);
    }
  }

  @Test
  void facesHalfWayToTheirMean_areThin() {
    for (int draw = 0; draw < DRAWS; draw++) {
      assertThat(reference.compare(blended(Made.faces(draw, 36, SIDE))).verdict())
          .isEqualTo(Verdict.THIN);
    }
  }

  @Test
  void otherFaces_areHealthy() {
    for (int draw = 0; draw < DRAWS; draw++) {
      ImageDiagnostics others = reference.compare(Made.faces(draw, 128, SIDE));
      assertThat(others.verdict()).isEqualTo(Verdict.HEALTHY);
      assertThat(others.diversity()).isBetween(0.5, 2.0);
      assertThat(others.checkerboard()).isLessThan(1.3 * others.checkerboardReals());
    }
  }

  @Test
  void plainGrey_asAnUntrainedGeneratorDrawsIt_hasCollapsed() {
    SplitMix random = new SplitMix(1, 1);
    ImageBatch untrained =
        Made.images(ImageShape.rgb(SIDE, SIDE), 36, (image, y, x, c) -> 126 + random.nextInt(4));
    assertThat(reference.compare(untrained).verdict()).isEqualTo(Verdict.COLLAPSED);
  }

  /** Returns 36 images in all, with even noise from -15 to 15. */
  private static ImageBatch noisyCopies(int faces, int draw) {
    ImageBatch copies =
        Made.chosen(
            Made.faces(draw, faces, SIDE), IntStream.range(0, 36).map(i -> i % faces).toArray());
    SplitMix random = new SplitMix(draw, faces);
    for (int i = 0; i < copies.pixels().length; i++) {
      copies.pixels()[i] = Made.level((copies.pixels()[i] & 255) + random.nextInt(31) - 15);
    }
    return copies;
  }

  private static ImageBatch blended(ImageBatch faces) {
    int size = faces.shape().size();
    byte[] bytes = new byte[faces.pixels().length];
    for (int i = 0; i < size; i++) {
      double mean = 0;
      for (int image = 0; image < faces.count(); image++) {
        mean += (double) (faces.pixels()[image * size + i] & 255) / faces.count();
      }
      for (int place = i; place < bytes.length; place += size) {
        bytes[place] = Made.level(((faces.pixels()[place] & 255) + mean) / 2);
      }
    }
    return new ImageBatch(faces.shape(), faces.count(), bytes);
  }
}
