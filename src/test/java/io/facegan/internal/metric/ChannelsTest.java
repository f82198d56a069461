package io.facegan.internal.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChannelsTest {
  @Test
  void of_eachChannelHasItsOwnMeanAndDeviation() {
    Channels channels =
        Channels.of(turns(2, new double[][] {{10, 20}, {10, 20}, {-8, 0}, {0, -8}}));
    assertThat(channels.mean()).containsExactly(15, -4);
    assertThat(channels.deviation()).containsExactly(5, 4);
  }

  @Test
  void of_faintDetails_deviateByAGreyLevel() {
    Channels channels = Channels.of(turns(2, new double[][] {{7, 7}, {99.75, 100.25}}));
    assertThat(channels.mean()).containsExactly(7, 100);
    assertThat(channels.deviation()).containsExactly(1, 1);
  }

  @Test
  void normalize_ownPatches_haveMean0AndDeviation1() {
    Patches patches = turns(2, new double[][] {{10, 20}, {-8, 0}});
    Channels.of(patches).normalize(patches);
    assertThat(patches.values()[0]).startsWith(-1, 1, -1, 1).hasSize(Patches.COUNT);
    assertThat(patches.values()[1]).startsWith(-1, 1, -1, 1).hasSize(Patches.COUNT);
  }

  @Test
  void normalize_otherPatches_keepWhatTheyLack() {
    Patches others = turns(1, new double[][] {{4, 5}, {6, 7}});
    new Channels(new double[] {10}, new double[] {2}).normalize(others);
    assertThat(others.values()[0]).startsWith(-3, -2.5, -3, -2.5);
    assertThat(others.values()[1]).startsWith(-2, -1.5, -2, -1.5);
  }

  /** Returns patches whose numbers take turns between two values each. */
  private static Patches turns(int channels, double[][] pairs) {
    double[][] values = new double[pairs.length][Patches.COUNT];
    for (int number = 0; number < pairs.length; number++) {
      for (int patch = 0; patch < Patches.COUNT; patch++) {
        values[number][patch] = pairs[number][patch % 2];
      }
    }
    return new Patches(channels, values);
  }
}
