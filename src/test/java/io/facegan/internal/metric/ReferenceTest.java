package io.facegan.internal.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.facegan.data.ImageBatch;
import io.facegan.error.FaceGanException;
import io.facegan.metric.ImageDiagnostics;
import io.facegan.metric.Likeness;
import io.facegan.metric.Verdict;
import io.facegan.network.ImageShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceTest {
  @Test
  void compare_otherHalfOfTheReals_hasTheirFigures() {
    ImageBatch faces = Made.faces(1, 40, 40);
    ImageBatch half = Made.chosen(faces, IntStream.range(0, 20).map(i -> 2 * i + 1).toArray());
    Reference reference = Reference.of(faces);
    ImageDiagnostics found = reference.compare(half);
    assertThat(Reference.faces(faces.count())).isEqualTo(20);
    assertThat(found.generated()).isEqualTo(20);
    assertThat(found.reals()).isEqualTo(20);
    assertThat(found.likeness()).isEqualTo(found.likenessReals()).isNotEqualTo(Likeness.UNKNOWN);
    assertThat(found.distance()).isEqualTo(found.distanceReals()).isPositive();
    assertThat(found.likeness().kernelDistance()).isCloseTo(0, within(2.0));
  }

  @Test
  void compare_givesEachMeasureOfBoth() {
    ImageBatch reals = Made.faces(1, 20, 40);
    ImageBatch half = Made.chosen(reals, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18);
    ImageBatch generated = Made.brighter(Made.faces(2, 10, 40), 30);
    ImageDiagnostics found = Reference.of(reals).compare(generated);
    assertThat(found.likeness())
        .isEqualTo(
            new FeatureReference(OrientedGradients.of(half))
                .compare(OrientedGradients.of(generated)));
    assertThat(found.diversity()).isEqualTo(new Diversity(reals).of(generated));
    assertThat(found.distance())
        .isEqualTo(
            Arrays.stream(new SlicedWasserstein(half, 10).to(generated)).average().getAsDouble());
    assertThat(found.borderDarkness()).isEqualTo(Border.darkness(generated));
    assertThat(found.borderDarknessReals()).isEqualTo(Border.darkness(reals));
    assertThat(found.asymmetry()).isEqualTo(Symmetry.asymmetry(generated));
    assertThat(found.asymmetryReals()).isEqualTo(Symmetry.asymmetry(reals));
    assertThat(found.similarity()).isEqualTo(StructuralSimilarity.ofPairs(generated));
    assertThat(found.similarityReals()).isEqualTo(StructuralSimilarity.ofPairs(reals));
  }

  @Test
  void compare_tooFewReals_theLikenessIsUnknown() {
    ImageDiagnostics found = Reference.of(Made.faces(1, 11, 16)).compare(Made.faces(2, 36, 16));
    assertThat(found.likeness()).isEqualTo(Likeness.UNKNOWN);
    assertThat(found.verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void compare_checkerboard_isOfThePeriodThatStandsOut() {
    ImageBatch reals = Made.faces(1, 20, 40);
    Reference reference = Reference.of(reals);
    double[] repeatingReals = Checkerboard.of(reals);
    for (int i = 0; i < 3; i++) {
      int check = 1 << i;
      ImageDiagnostics found = reference.compare(patterned(reals, check, 12));
      assertThat(found.checkerboardReals()).isEqualTo(repeatingReals[i]);
      assertThat(found.checkerboard()).isBetween(11.0, 15.0);
    }
  }

  @Test
  void compare_otherOrder_movesTheDistanceOnly() {
    Reference reference = Reference.of(Made.faces(1, 20, 40));
    ImageBatch faces = Made.faces(2, 36, 40);
    ImageDiagnostics one = reference.compare(faces);
    ImageDiagnostics other =
        reference.compare(
            Made.chosen(faces, IntStream.range(0, 36).map(i -> i * 5 % 36).toArray()));
    assertThat(other.diversity()).isEqualTo(one.diversity(), within(1e-12));
    assertThat(other.likeness().kernelDistance())
        .isEqualTo(one.likeness().kernelDistance(), within(1e-9));
    assertThat(other.likeness().coverage()).isEqualTo(one.likeness().coverage());
    assertThat(other.checkerboard()).isEqualTo(one.checkerboard(), within(1e-9));
    assertThat(other.borderDarkness()).isEqualTo(one.borderDarkness());
    assertThat(other.asymmetry()).isEqualTo(one.asymmetry(), within(1e-12));
    assertThat(other.distance()).isNotEqualTo(one.distance());
  }

  @Test
  void compare_anyThread_anyTime_sameBits() throws Exception {
    ImageBatch reals = Made.faces(1, 20, 40);
    ImageBatch generated = Made.faces(2, 10, 40);
    byte[] before = generated.pixels().clone();
    Reference reference = Reference.of(reals);
    ImageDiagnostics expected = Reference.of(reals).compare(generated);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<ImageDiagnostics>> found = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        found.add(threads.submit(() -> reference.compare(generated)));
      }
      for (Future<ImageDiagnostics> diagnostics : found) {
        assertThat(diagnostics.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(generated.pixels()).as("images stay as they are").isEqualTo(before);
  }

  @Test
  void compare_anyMachine_sameBits() {
    ImageShape shape = ImageShape.rgb(36, 40);
    ImageBatch generated = Made.brighter(Made.random(shape, 6, 2), -30);
    assertThat(Reference.of(Made.random(shape, 12, 1)).compare(generated))
        .isEqualTo(
            new ImageDiagnostics(
                6,
                6,
                new Likeness(-1.9951589114892698, 33.3080979147815, 1, 0.8333333333333334, 1.2, 1),
                new Likeness(
                    -1.000360834698899,
                    34.36740705366511,
                    1,
                    0.8333333333333334,
                    1.1666666666666665,
                    1),
                0.6448556222677011,
                82.16447935870309,
                78.46238607467167,
                14.92167045126851,
                15.20342930487799,
                3.614028742283949,
                -1.4468195408950777,
                0.9939601160388661,
                0.9957796101100703,
                0.057141412412178794,
                0.026802658867698823));
  }

  @Test
  void compare_greyAndNotSquare_allIsKnown() {
    for (ImageShape shape :
        new ImageShape[] {
          new ImageShape(40, 24, 1), new ImageShape(24, 40, 1), ImageShape.rgb(54, 44)
        }) {
      ImageDiagnostics found =
          Reference.of(Made.random(shape, 9, 1)).compare(Made.random(shape, 8, 2));
      assertThat(figures(found)).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
      assertThat(found.asymmetry()).isEqualTo(1, within(0.1));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 40", "2, 2", "3, 2", "9, 9"})
  void compare_smallImages_knowsTheRest(int height, int width) {
    ImageShape shape = ImageShape.rgb(height, width);
    ImageDiagnostics found =
        Reference.of(Made.random(shape, 9, 1)).compare(Made.random(shape, 8, 2));
    assertThat(found.diversity()).isPositive();
    assertThat(found.distance()).isPositive().isFinite();
    assertThat(found.checkerboard()).isNaN();
    assertThat(found.checkerboardReals()).isNaN();
    assertThat(Double.isNaN(found.borderDarkness())).isEqualTo(Math.min(height, width) < 3);
    assertThat(Double.isNaN(found.asymmetry())).isEqualTo(height * width == 1);
  }

  @Test
  void of_tooFew() {
    for (int count = 0; count < 2; count++) {
      ImageBatch reals = Made.random(ImageShape.rgb(4, 4), count, 1);
      assertThatExceptionOfType(FaceGanException.class)
          .isThrownBy(() -> Reference.of(reals))
          .withMessage("%d real images to compare with: give at least 2", count);
    }
  }

  @Test
  void compare_tooFewOrOfAnotherShape() {
    Reference reference = Reference.of(Made.random(ImageShape.rgb(4, 6), 2, 1));
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> reference.compare(Made.random(ImageShape.rgb(4, 6), 1, 1)))
        .withMessage(
            "1 generated images of 4x6x3 to compare with real ones of 4x6x3: give at least 2 of"
                + " that shape");
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> reference.compare(Made.random(ImageShape.rgb(6, 4), 5, 1)))
        .withMessage(
            "5 generated images of 6x4x3 to compare with real ones of 4x6x3: give at least 2 of"
                + " that shape");
  }

  private static ImageBatch patterned(ImageBatch batch, int check, int amplitude) {
    return Made.images(
        batch.shape(),
        batch.count(),
        (image, y, x, c) -> {
          int place = (y * batch.shape().width() + x) * batch.shape().channels() + c;
          int level = batch.pixels()[image * batch.shape().size() + place] & 255;
          int sign = (y / check + x / check) % 2 == 0 ? 1 : -1;
          return level * 2 / 3 + 40 + sign * amplitude;
        });
  }

  private static double[] figures(ImageDiagnostics found) {
    return new double[] {
      found.diversity(),
      found.distance(),
      found.checkerboard(),
      found.checkerboardReals(),
      found.borderDarkness(),
      found.borderDarknessReals(),
      found.asymmetry(),
      found.asymmetryReals()
    };
  }
}
