package io.facegan.internal.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.drawn.DrawnFaces;
import io.facegan.internal.data.PackedImages;
import io.facegan.internal.graph.GanSession;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.runtime.Compute;
import io.facegan.internal.util.SplitMix;
import io.facegan.network.Normalization;
import io.facegan.runtime.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StepScheduleTest {
  private static final int PICTURES = 12;

  private static PackedImages images;
  private static GanSession session;

  @BeforeAll
  static void open() {
    images = PackedImages.pack(new DrawnFaces(1, PICTURES, 8), TinyNetworks.rgb().imageShape());
    session =
        new GanSession(
            TinyNetworks.recipe(TinyNetworks.rgb(), 2),
            1,
            Compute.onCpu(Precision.FLOAT32),
            Normalization.RUNNING_AVERAGES);
  }

  @AfterAll
  static void close() {
    session.close();
    images.close();
  }

  @Test
  void firstTry_isThatOfTheRun() {
    assertThat(Attempt.of(0, -5)).isEqualTo(new Attempt(0, -5, 1));
  }

  @Test
  void furtherTries_halveTheRate() {
    assertThat(Attempt.of(1, -5).rateFactor()).isEqualTo(0.5);
    assertThat(Attempt.of(2, -5).rateFactor()).isEqualTo(0.25);
    assertThat(Attempt.of(10, -5).rateFactor()).isEqualTo(1 / 1024.0);
  }

  @Test
  void everyTryOfEveryRun_hasASeedOfItsOwn() {
    Set<Long> seeds = new HashSet<>();
    for (long runSeed = -2; runSeed < 3; runSeed++) {
      for (int number = 0; number < 5; number++) {
        assertThat(Attempt.of(number, runSeed)).isEqualTo(Attempt.of(number, runSeed));
        seeds.add(Attempt.of(number, runSeed).seed());
      }
    }
    assertThat(seeds).hasSize(25);
    // Written down, because checkpoints of a second try mean this one.
    assertThat(Attempt.of(1, 42).seed()).isEqualTo(new SplitMix(42, 1).nextLong());
  }

  @Test
  void everyTry_seesEveryImageOnceAnEpochInItsOwnOrder() {
    Set<List<Integer>> orders = new HashSet<>();
    for (int attempt = 0; attempt < 3; attempt++) {
      List<Integer> order = epoch(attempt, false);
      assertThat(order).isEqualTo(epoch(attempt, false)).doesNotHaveDuplicates();
      orders.add(order);
    }
    assertThat(orders).hasSize(3);
  }

  @Test
  void stepInTheMiddle_isTheSameWithoutThoseBefore() {
    StepSchedule whole = course(1, false);
    byte[] fourth = null;
    for (int step = 0; step < 5; step++) {
      fourth = whole.batch(step).pixels();
    }
    assertThat(course(1, false).batch(4).pixels()).isEqualTo(fourth);
  }

  @Test
  void mirroring_turnsSomeImagesAndLeavesTheOrder() {
    List<byte[]> plain = batches(0, false);
    List<byte[]> mirrored = batches(0, true);
    int same = 0;
    for (int i = 0; i < plain.size(); i++) {
      byte[] turned = turned(plain.get(i));
      assertThat(mirrored.get(i)).isIn(plain.get(i), turned);
      same += Arrays.equals(mirrored.get(i), plain.get(i)) ? 1 : 0;
    }
    assertThat(same).isBetween(1, PICTURES - 1);
    assertThat(batches(0, true)).usingRecursiveComparison().isEqualTo(mirrored);
  }

  private static StepSchedule course(int attempt, boolean mirror) {
    TrainingOptions options = TinyRun.options(10, 100, 100, GuardOptions.DEFAULT);
    ImageOptions images = options.images();
    return StepSchedule.of(
        attempt,
        new TrainingOptions(
            options.version(),
            new ImageOptions(
                images.source(),
                images.path(),
                PICTURES,
                images.content(),
                images.framing(),
                images.background(),
                mirror),
            null,
            options.recipe(),
            options.steps(),
            options.seed(),
            options.precision(),
            options.deterministic(),
            options.samples(),
            options.sampleEvery(),
            options.checkpointEvery(),
            options.guards(),
            false),
        StepScheduleTest.images,
        session);
  }

  /** Returns the numbers of the images of the first epoch, in the order in which they come. */
  private static List<Integer> epoch(int attempt, boolean mirror) {
    List<Integer> order = new ArrayList<>();
    for (byte[] image : batches(attempt, mirror)) {
      for (int i = 0; i < PICTURES; i++) {
        if (Arrays.equals(image, images.batch(new int[] {i}).pixels())) {
          order.add(i);
        }
      }
    }
    assertThat(order).hasSize(PICTURES);
    return order;
  }

  private static List<byte[]> batches(int attempt, boolean mirror) {
    StepSchedule course = course(attempt, mirror);
    List<byte[]> images = new ArrayList<>();
    for (int step = 0; step < PICTURES / 2; step++) {
      byte[] pixels = course.batch(step).pixels();
      images.add(Arrays.copyOfRange(pixels, 0, pixels.length / 2));
      images.add(Arrays.copyOfRange(pixels, pixels.length / 2, pixels.length));
    }
    return images;
  }

  private static byte[] turned(byte[] image) {
    byte[] turned = new byte[image.length];
    for (int i = 0; i < image.length; i++) {
      int column = i / 3 % 8;
      turned[i] = image[i + 3 * (7 - 2 * column)];
    }
    return turned;
  }
}
