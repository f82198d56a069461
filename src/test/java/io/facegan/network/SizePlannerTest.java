package io.facegan.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.facegan.error.FaceGanException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SizePlannerTest {
  private static final Pattern NEAREST = Pattern.compile("nearest sizes are (\\d+) and (\\d+)$");
  private static final Pattern SMALLEST = Pattern.compile("the smallest size is (\\d+)$");

  private final SizePlanner tutorial = SizePlanner.tutorial();

  @Test
  void plan_128_isTheTutorial() {
    SizePlanner.Plan plan = tutorial.plan(128, 128);
    assertThat(plan.start()).isEqualTo(Extent.square(11));
    assertThat(plan.lastPadding()).isEqualTo(Extent.square(1));
    assertThat(plan.generator()).isEqualTo(squares(11, 28, 62, 128));
    assertThat(plan.discriminator()).isEqualTo(squares(128, 61, 27, 10));
  }

  @ParameterizedTest
  @CsvSource({
    "64, 64, 3, 3, 1, 1",
    "96, 96, 7, 7, 1, 1",
    "256, 256, 27, 27, 1, 1",
    "218, 178, 22, 17, 0, 0",
    "50, 128, 1, 11, 0, 1",
    "65536, 50, 8187, 1, 1, 0"
  })
  void plan_size_givesStartAndPadding(int height, int width, int n, int m, int p, int q) {
    SizePlanner.Plan plan = tutorial.plan(height, width);
    assertThat(plan.start()).isEqualTo(new Extent(n, m));
    assertThat(plan.lastPadding()).isEqualTo(new Extent(p, q));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          101 | 101 | reach 8n + 42 - 2p, never 101; nearest sizes are 100 and 102
          20  | 20  | reach 8n + 42 - 2p, never below 50; the smallest size is 50
          101 | 128 | reach 8n + 42 - 2p in height, never 101; nearest heights are 100 and 102
          128 | 20  | reach 8n + 42 - 2p in width, never below 50; the smallest width is 50
          """)
  void plan_impossibleSize_namesTheNearest(int height, int width, String reason) {
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> tutorial.plan(height, width))
        .withMessage("image size %dx%d: three 8x8 stride-2 layers %s", height, width, reason);
  }

  @Test
  void plan_bothAxesImpossible_namesBoth() {
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> tutorial.plan(101, 77))
        .withMessage(
            "image size 101x77: three 8x8 stride-2 layers reach 8n + 42 - 2p in height, never 101;"
                + " nearest heights are 100 and 102; 8n + 42 - 2p in width, never 77; nearest"
                + " widths are 76 and 78");
  }

  @Test
  void plan_otherLayers_namesTheirFormula() {
    refuses(
        new SizePlanner(Extent.square(2), Extent.square(2), 3),
        12,
        "image size 12x12: three 2x2 stride-2 layers reach 8n - 2p with p up to 1, never 12;"
            + " nearest sizes are 8 and 14");
    refuses(
        new SizePlanner(Extent.square(3), Extent.square(2), 9),
        1200,
        "image size 1200x1200: nine 3x3 stride-2 layers reach 512n + 511 - 2p with p up to 2,"
            + " never 1200; nearest sizes are 1023 and 1531");
    refuses(
        new SizePlanner(Extent.square(4), Extent.square(2), 1),
        13,
        "image size 13x13: one 4x4 stride-2 layer reaches 2n + 2 - 2p, never 13; nearest sizes are"
            + " 12 and 14");
    refuses(
        new SizePlanner(Extent.square(3), Extent.square(1), 2),
        4,
        "image size 4x4: two 3x3 stride-1 layers reach n + 4 - 2p, never below 5; the smallest"
            + " size is 5");
    refuses(
        new SizePlanner(Extent.square(1), Extent.square(3), 2),
        5,
        "image size 5x5: two 1x1 stride-3 layers reach 9n - 8, never 5; nearest sizes are 1 and"
            + " 10");
  }

  @Test
  void plan_oblongKernel_solvesEachAxis() {
    SizePlanner planner = new SizePlanner(new Extent(4, 8), new Extent(2, 2), 2);
    SizePlanner.Plan plan = planner.plan(30, 50);
    assertThat(plan.generator())
        .containsExactly(new Extent(6, 8), new Extent(14, 22), new Extent(30, 50));
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> planner.plan(31, 31))
        .withMessage(
            "image size 31x31: two 4x8 stride-2 layers reach 4n + 6 - 2p in height, never 31;"
                + " nearest heights are 30 and 32; 4n + 18 - 2p in width, never 31; nearest widths"
                + " are 30 and 32");
  }

  @Test
  void plan_sizeOutOfRange_isRefused() {
    refuses(tutorial, 0, "image size 0x0: its height must be from 1 to 65,536");
    refuses(
        tutorial,
        Integer.MAX_VALUE,
        "image size 2147483647x2147483647: its height must be from 1 to 65,536");
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> tutorial.plan(128, -1))
        .withMessage("image size 128x-1: its width must be from 1 to 65,536");
  }

  @Test
  void plan_noLargerSizeInRange_namesTheOneBelow() {
    refuses(
        new SizePlanner(Extent.square(1), Extent.square(1000), 1),
        65_500,
        "image size 65500x65500: one 1x1 stride-1000 layer reaches 1000n - 999, never 65500; the"
            + " nearest size is 65001");
  }

  @ParameterizedTest
  @MethodSource("planners")
  void plan_everySizeTo400_isReachedOrTheNearestAre(SizePlanner planner, int kernel, int stride) {
    for (int size = 1; size <= 400; size++) {
      String refusal = refusalOf(planner, size);
      if (refusal.isEmpty()) {
        assertReaches(planner, kernel, stride, size);
        continue;
      }
      Matcher nearest = NEAREST.matcher(refusal);
      Matcher smallest = SMALLEST.matcher(refusal);
      if (nearest.find()) {
        int below = Integer.parseInt(nearest.group(1));
        int above = Integer.parseInt(nearest.group(2));
        assertThat(size).isStrictlyBetween(below, above);
        for (int between = below + 1; between < above; between++) {
          assertThat(refusalOf(planner, between)).isNotEmpty();
        }
        assertReaches(planner, kernel, stride, below);
        assertReaches(planner, kernel, stride, above);
      } else {
        assertThat(smallest.find()).as(refusal).isTrue();
        int least = Integer.parseInt(smallest.group(1));
        assertThat(size).isLessThan(least);
        assertReaches(planner, kernel, stride, least);
      }
    }
  }

  static Stream<Arguments> planners() {
    return Stream.of(
            new int[] {8, 2, 3},
            new int[] {4, 2, 4},
            new int[] {2, 2, 3},
            new int[] {3, 2, 5},
            new int[] {5, 3, 3},
            new int[] {3, 1, 2},
            new int[] {1, 1, 1},
            new int[] {2, 5, 2})
        .map(
            s ->
                Arguments.of(
                    new SizePlanner(Extent.square(s[0]), Extent.square(s[1]), s[2]), s[0], s[1]));
  }

  /** Sends shapes through real layers, which know nothing of the planner. */
  private static void assertReaches(SizePlanner planner, int kernel, int stride, int size) {
    SizePlanner.Plan plan = planner.plan(size, size);
    int depth = plan.generator().size() - 1;
    FeatureShape up = new ImageShape(plan.start().height(), plan.start().width(), 1);
    FeatureShape down = new ImageShape(size, size, 1);
    for (int layer = 1; layer <= depth; layer++) {
      int padding = layer == depth ? plan.lastPadding().height() : 0;
      up = TransposedConvolution.of(1, kernel, stride, padding).outputShape(up);
      down = Convolution.of(1, kernel, stride).outputShape(down);
      assertThat(up).isEqualTo(imageOf(plan.generator().get(layer)));
      assertThat(down).isEqualTo(imageOf(plan.discriminator().get(layer)));
    }
    assertThat(up).isEqualTo(new ImageShape(size, size, 1));
  }

  @Test
  void constructor_badSettings_areRefused() {
    Extent two = Extent.square(2);
    refusesPlanner(new Extent(0, 3), two, 1, "kernel is 0x3: both sides must be at least 1");
    refusesPlanner(two, new Extent(1, 0), 1, "stride is 1x0: both sides must be at least 1");
    refusesPlanner(two, two, 0, "depth is 0: it must be from 1 to 16");
    refusesPlanner(two, two, Integer.MAX_VALUE, "depth is 2147483647: it must be from 1 to 16");
    refusesPlanner(
        Extent.square(8),
        two,
        14,
        "14 8x8 stride-2 layers grow an image beyond 65,536 pixels a side: use fewer layers, or a"
            + " smaller kernel or stride");
    refusesPlanner(
        Extent.square(Integer.MAX_VALUE),
        Extent.square(Integer.MAX_VALUE),
        16,
        "16 2147483647x2147483647 stride-2147483647 layers grow an image beyond 65,536 pixels a"
            + " side: use fewer layers, or a smaller kernel or stride");
  }

  @Test
  void describe_size_explainsTheStart() {
    assertThat(tutorial.describe(128, 128))
        .isEqualTo(
            """
            128x128 images with three 8x8 stride-2 layers
            generator      11x11 -> 28x28 -> 62x62 -> 128x128, last padding 1
            discriminator  128x128 -> 61x61 -> 27x27 -> 10x10
            start 11: 8 * 11 + 42 - 2 * 1 = 128
            """);
    assertThat(tutorial.describe(218, 178))
        .isEqualTo(
            """
            218x178 images with three 8x8 stride-2 layers
            generator      22x17 -> 50x40 -> 106x86 -> 218x178, last padding 0
            discriminator  218x178 -> 106x86 -> 50x40 -> 22x17
            height 22: 8 * 22 + 42 = 218
            width  17: 8 * 17 + 42 = 178
            """);
  }

  private static String refusalOf(SizePlanner planner, int size) {
    try {
      planner.plan(size, size);
      return "";
    } catch (FaceGanException refusal) {
      return refusal.getMessage();
    }
  }

  private static void refuses(SizePlanner planner, int size, String message) {
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> planner.plan(size, size))
        .withMessage(message);
  }

  private static void refusesPlanner(Extent kernel, Extent stride, int depth, String message) {
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> new SizePlanner(kernel, stride, depth))
        .withMessage(message);
  }

  private static ImageShape imageOf(Extent size) {
    return new ImageShape(size.height(), size.width(), 1);
  }

  private static List<Extent> squares(int... sides) {
    return Arrays.stream(sides).mapToObj(Extent::square).toList();
  }
}
