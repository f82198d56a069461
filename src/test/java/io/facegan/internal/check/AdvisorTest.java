package io.facegan.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.data.Framing;
import io.facegan.data.ImageBatch;
import io.facegan.internal.check.CollectionReport.SizeCount;
import io.facegan.internal.data.Packing;
import io.facegan.network.Activation;
import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdvisorTest {
  private static final Packing RGB = Packing.of(ImageShape.rgb(128, 128));

  /** Sizes are written COUNTxWIDTHxHEIGHT, the commonest first. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5000x178x218 | portrait 128 crop | All images are 178x218.",
        "5000x128x128 | portrait 128 auto | Nothing is cut off or scaled.",
        "970x1024x1024 30x800x600 | portrait 128 auto | 97 % of the images are 1024x1024.",
        "5000x250x250 | portrait 128 resize | All images are 250x250.",
        "500x178x218 400x1024x768 100x130x130 | portrait 128 resize | Sizes range from 130x130 to"
            + " 1024x768.",
        "600x100x120 400x178x218 | portrait 96 resize | Sizes range from 100x120 to 178x218; 60 % of"
            + " them are smaller than 128x128 and would be enlarged: 96x96 suits them better.",
        "600x70x90 400x178x218 | portrait 64 resize | Sizes range from 70x90 to 178x218; 60 % of them"
            + " are smaller than 128x128 and would be enlarged: 64x64 suits them better.",
        "900x32x32 | portrait 32 auto | All images are 32x32; they are smaller than 128x128 and"
            + " would be enlarged: 32x32 suits them better.",
        "900x9x9 | portrait 16 resize | All images are smaller than 16x16 and enlarged, which blurs"
            + " them.",
        "800x178x218 200x100x100 | portrait 128 crop | 20 % of the images are smaller than"
            + " 128x128 and enlarged, which blurs them.",
        "999x178x218 1x100x100 | portrait 128 crop | 1 image is smaller than 128x128 and"
            + " enlarged, which blurs them."
      })
  void sizes_decideNetworksSizeAndFraming(String sizes, String wanted, String reason) {
    Suggestion suggestion = advise(RGB, sizes, 0);

    assertThat(
            suggestion.networks().name()
                + " "
                + suggestion.networks().imageShape().width()
                + " "
                + suggestion.framing())
        .isEqualTo(wanted);
    assertThat(suggestion.reasons()).contains(reason);
  }

  @Test
  void networks_areReadyToTrain() {
    assertThat(advise(RGB, "9x178x218", 0).networks())
        .isEqualTo(Networks.portrait(ImageShape.rgb(128, 128)));
    assertThat(advise(RGB, "9x70x70", 0).networks())
        .isEqualTo(Networks.portrait(ImageShape.rgb(64, 64)));
  }

  @Test
  void options_areThoseOfTheCommandLine() {
    assertThat(advise(RGB, "9x178x218", 0).options())
        .containsExactly("--recipe", "portrait", "--size", "128", "--framing", "crop");
    Suggestion whole =
        new Suggestion(
            Networks.tutorial(Activation.GELU, new ImageShape(218, 178, 1)),
            Framing.AUTO,
            List.of());
    assertThat(whole.options())
        .containsExactly(
            "--recipe", "tutorial", "--size", "218x178", "--framing", "auto", "--grey");
  }

  @Test
  void greyCollection_getsGreyNetworks() {
    Suggestion suggestion = advise(RGB, "1000x178x218", 950);

    assertThat(suggestion.networks().imageShape()).isEqualTo(new ImageShape(128, 128, 1));
    assertThat(suggestion.reasons())
        .contains("95 % of the images are grey: --grey saves the networks two channels.");
  }

  @Test
  void someGreyImages_areMentioned_andFewerAreNot() {
    Suggestion suggestion = advise(RGB, "1000x178x218", 949);
    assertThat(suggestion.networks().imageShape().channels()).isEqualTo(3);
    assertThat(suggestion.reasons())
        .contains("94 % of the images are grey: some generated faces will be grey, too.");
    assertThat(String.join(" ", advise(RGB, "1000x178x218", 49).reasons())).doesNotContain("grey");
  }

  @Test
  void greyThatWasAskedFor_stays() {
    Packing grey = Packing.of(new ImageShape(128, 128, 1));

    assertThat(advise(grey, "1000x178x218", 0).networks().imageShape().channels()).isEqualTo(1);
  }

  @Test
  void box_isKept_andItsSizeCounts() {
    Framing box = Framing.box(10, 20, 90, 90);
    Suggestion suggestion =
        advise(new Packing(RGB.shape(), box, Color.WHITE, false), "1000x178x218", 0);

    assertThat(suggestion.framing()).isEqualTo(box);
    assertThat(suggestion.networks().imageShape()).isEqualTo(ImageShape.rgb(64, 64));
    assertThat(String.join(" ", suggestion.reasons())).contains("90x90").doesNotContain("resize");
  }

  @Test
  void wholeImages_areOfferedWhereTheTutorialsLayersReachThem() {
    assertThat(advise(RGB, "1000x178x218", 0).reasons())
        .contains("--recipe tutorial --size 218x178 cuts nothing off, with 2.4 times the pixels.");
    assertThat(String.join(" ", advise(RGB, "1000x177x218", 0).reasons()))
        .doesNotContain("cuts nothing off");
    assertThat(String.join(" ", advise(RGB, "1000x128x128", 0).reasons()))
        .doesNotContain("cuts nothing off");
    assertThat(String.join(" ", advise(RGB, "1000x300x300", 0).reasons()))
        .doesNotContain("cuts nothing off");
  }

  @Test
  void fewImages_areBetterMirrored() {
    assertThat(String.join(" ", advise(RGB, "999x178x218", 0).reasons())).contains("--mirror");
    assertThat(String.join(" ", advise(RGB, "1000x178x218", 0).reasons()))
        .doesNotContain("--mirror");
  }

  @Test
  void mostlyBadCollection_isRefusedByTraining() {
    assertThat(advise(report(RGB, "10x178x218", 0, 21)).reasons())
        .contains("More than half of the images cannot be used: training refuses that.");
    assertThat(String.join(" ", advise(report(RGB, "10x178x218", 0, 20)).reasons()))
        .doesNotContain("refuses");
  }

  private static Suggestion advise(Packing packing, String sizes, int colourless) {
    return advise(report(packing, sizes, colourless, 0));
  }

  private static Suggestion advise(CollectionReport report) {
    return Advisor.advise(report).orElseThrow();
  }

  private static CollectionReport report(
      Packing packing, String sizes, int colourless, int images) {
    List<SizeCount> counts = new ArrayList<>();
    for (String size : sizes.split(" ")) {
      String[] numbers = size.split("x");
      counts.add(
          new SizeCount(
              Integer.parseInt(numbers[1]),
              Integer.parseInt(numbers[2]),
              Integer.parseInt(numbers[0])));
    }
    int usable = counts.stream().mapToInt(SizeCount::count).sum();
    ImageBatch none = new ImageBatch(packing.shape(), 0, new byte[0]);
    return new CollectionReport(
        "made",
        packing,
        Math.max(usable, images),
        usable,
        counts,
        Map.of(),
        Map.of(),
        List.of(),
        0,
        colourless,
        List.of(),
        List.of(),
        none,
        List.of(),
        none);
  }
}
