package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.network.Activation;
import io.facegan.network.ImageShape;
import io.facegan.network.Recipe;
import io.facegan.network.SizePlanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCommandTest {
  @Test
  void tutorial_showsThePlanOfItsSizeAndEveryLayer() {
    Cli plan = Cli.run("plan", "--recipe", "tutorial", "--size", "218x178", "--activation", "gelu");

    assertThat(plan.code()).isZero();
    assertThat(plan.err()).isEmpty();
    assertThat(plan.out())
        .isEqualTo(
            SizePlanner.tutorial().describe(218, 178)
                + "\n"
                + Recipe.tutorial(Activation.GELU, ImageShape.rgb(218, 178)).describe());
  }

  @Test
  void withoutOptions_isThePortraitRecipe() {
    assertThat(Cli.run("plan").out()).isEqualTo(Recipe.portrait().describe());
  }

  @Test
  void tutorialWithoutSize_isTheTutorialsOwn() {
    assertThat(Cli.run("plan", "--recipe", "tutorial").out())
        .isEqualTo(
            SizePlanner.tutorial().describe(128, 128)
                + "\n"
                + Recipe.tutorial(Activation.LEAKY_RELU).describe());
  }

  @Test
  void small_keepsItsTwoActivationsUnlessOneIsChosen() {
    assertThat(Cli.run("plan", "--networks", "small").out()).isEqualTo(Recipe.small().describe());
    assertThat(Cli.run("plan", "--networks", "SMALL", "--activation", "tanh", "--size", 32).out())
        .isEqualTo(Recipe.small(Activation.TANH, ImageShape.rgb(32, 32)).describe());
  }

  @Test
  void fullyConnected_hasItsOwnSize() {
    assertThat(Cli.run("plan", "--networks", "fully-connected").out())
        .isEqualTo(Recipe.fullyConnected().describe());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "tutorial | 101 | image size 101x101: three 8x8 stride-2 layers reach 8n + 42 - 2p, never"
            + " 101; nearest sizes are 100 and 102",
        "tutorial | 101X128 | image size 101x128: three 8x8 stride-2 layers reach 8n + 42 - 2p in"
            + " height, never 101; nearest heights are 100 and 102",
        "small | 60 | image shape 60x60x3: the small networks take a height that is a multiple of"
            + " 16, not 60; nearest are 48 and 64",
        "fully-connected | 0 | image height is 0: it must be at least 1"
      })
  void impossibleSize_isRefusedInOneLine(String networks, String size, String message) {
    Cli plan = Cli.run("plan", "--networks", networks, "--size", size);

    assertThat(plan.err()).isEqualTo("facegan: " + message + "\n");
    assertThat(plan.out()).isEmpty();
    assertThat(plan.code()).isEqualTo(1);
  }
}
