package io.facegan.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.network.ImageShape;
import io.facegan.network.Networks;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InheritanceTest {
  private static final Networks PARENT = Networks.portrait(ImageShape.rgb(64, 64));

  @Test
  void sameNetworks_takeAll() {
    Inheritance all = Inheritance.of(PARENT, PARENT, true);
    assertThat(all.left()).isEmpty();
    assertThat(all.taken())
        .hasSize(11 + 5)
        .startsWith("generator/dense_1", "generator/batch_norm_1")
        .endsWith("discriminator/dense_1");
  }

  @Test
  void twiceTheSize_takesAllButTheLastLayers() {
    Networks larger = Networks.portrait(ImageShape.rgb(128, 128));
    Inheritance some = Inheritance.of(PARENT, larger, true);
    assertThat(some.left())
        .containsExactly(
            "generator/transposed_convolution_5: kernel none there, 4x4x16x24 here",
            "generator/batch_norm_6: scale none there, 16 here",
            "generator/convolution_1: kernel 3x3x24x3 there, 3x3x16x3 here",
            "discriminator/convolution_5: kernel none there, 4x4x128x128 here");
    assertThat(some.taken()).hasSize(10 + 5);
    assertThat(Inheritance.of(larger, PARENT, true).left())
        .containsExactly(
            "generator/convolution_1: kernel 3x3x16x3 there, 3x3x24x3 here",
            "generator/batch_norm_6: scale 16 there, none here",
            "generator/transposed_convolution_5: kernel 4x4x16x24 there, none here",
            "discriminator/convolution_5: kernel 4x4x128x128 there, none here");
  }

  @Test
  void greyToColour_takesAllButWhatIsNextToTheImage() {
    Networks grey = Networks.portrait(new ImageShape(64, 64, 1));
    assertThat(Inheritance.of(grey, PARENT, true).left())
        .containsExactly(
            "generator/convolution_1: kernel 3x3x24x1 there, 3x3x24x3 here",
            "discriminator/convolution_1: kernel 4x4x1x32 there, 4x4x3x32 here");
  }

  @Test
  void discriminatorThatIsNotThere_startsAfresh() {
    Inheritance some = Inheritance.of(PARENT, PARENT, false);
    assertThat(some.left())
        .containsExactly("discriminator: it holds none, so all of it starts afresh");
    assertThat(some.takesSomeOf("generator")).isTrue();
    assertThat(some.takesSomeOf("discriminator")).isFalse();
  }

  @Test
  void averages_areTakenForWeightsThatAreNotThere() {
    Inheritance one = new Inheritance(List.of("generator/a", "discriminator/b"), List.of());
    float[] raw = {1};
    float[] average = {2};
    float[] judge = {3};
    Map<String, float[]> trained =
        Map.of("generator/a/bias", raw, "average/generator/a/bias", average);
    Map<String, float[]> exported =
        Map.of("average/generator/a/bias", average, "discriminator/b/bias", judge);
    Map<String, float[]> plain = Map.of("generator/a/bias", raw, "generator/c/bias", judge);

    assertThat(one.values(trained, true)).isEqualTo(trained);
    assertThat(one.values(trained, false)).isEqualTo(Map.of("generator/a/bias", average));
    assertThat(one.values(exported, true))
        .isEqualTo(
            Map.of(
                "generator/a/bias", average,
                "average/generator/a/bias", average,
                "discriminator/b/bias", judge));
    assertThat(one.values(plain, true))
        .isEqualTo(Map.of("generator/a/bias", raw, "average/generator/a/bias", raw));
    assertThat(one.values(plain, false)).isEqualTo(Map.of("generator/a/bias", raw));
  }
}
