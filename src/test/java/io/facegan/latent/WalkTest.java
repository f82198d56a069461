package io.facegan.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.facegan.error.FaceGanException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WalkTest {
  private static final float[] X = {2, 0, 0};
  private static final float[] Y = {0, 2, 0};
  private static final float[] Z = {0, 0, 2};

  @Test
  void ends_areTheLatentsThemselves() {
    List<float[]> way = Walk.through(List.of(X, Y)).latents();
    assertThat(way).hasSize(31);
    assertThat(way.get(0)).isEqualTo(X);
    assertThat(way.get(30)).isEqualTo(Y);
    assertThat(degrees(way.get(10))).isCloseTo(30, within(1e-4));
  }

  @ParameterizedTest
  @CsvSource({"3,1,2", "4,1,3", "7,3,6", "8,3,7", "61,30,60"})
  void everyLatent_isPassed(int frames, int second, int third) {
    List<float[]> way = Walk.through(List.of(X, Y, Z)).frames(frames).latents();
    assertThat(way).hasSize(frames);
    assertThat(way.get(0)).isEqualTo(X);
    assertThat(way.get(second)).isEqualTo(Y);
    assertThat(way.get(third)).isEqualTo(Z);
  }

  @Test
  void steps_areOfOneLengthWhereTheLatentsAreAlike() {
    List<float[]> way = Walk.through(List.of(X, Y, Z, X)).frames(46).latents();
    for (int i = 1; i < way.size(); i++) {
      assertThat(angle(way.get(i - 1), way.get(i))).isCloseTo(6, within(1e-3));
    }
  }

  @Test
  void loop_closes() {
    List<float[]> way = Walk.through(List.of(X, Y, Z)).frames(45).loop().latents();
    assertThat(way).hasSize(45);
    assertThat(way.get(0)).isEqualTo(X);
    assertThat(way.get(15)).isEqualTo(Y);
    assertThat(way.get(30)).isEqualTo(Z);
    for (int i = 0; i < 45; i++) {
      assertThat(angle(way.get(i), way.get((i + 1) % 45))).isCloseTo(6, within(1e-3));
    }
    assertThat(Walk.through(List.of(X, Y)).loop().latents()).hasSize(60);
  }

  @Test
  void smoothWalk_lingersAtTheLatents() {
    List<float[]> even = Walk.through(List.of(X, Y)).frames(11).latents();
    List<float[]> smooth = Walk.through(List.of(X, Y)).frames(11).smooth().latents();
    assertThat(smooth.get(0)).isEqualTo(X);
    assertThat(smooth.get(10)).isEqualTo(Y);
    assertThat(smooth.get(5)).isEqualTo(even.get(5));
    // 3 of 100 minus 2 of 1,000 of the way.
    assertThat(degrees(smooth.get(1))).isCloseTo(0.028 * 90, within(1e-3));
    assertThat(degrees(even.get(1))).isCloseTo(9, within(1e-3));
  }

  @Test
  void walk_isItsOwn() {
    float[] given = X.clone();
    List<float[]> way = Walk.through(List.of(given, Y)).latents();
    given[0] = 7;
    way.get(0)[0] = 8;
    assertThat(way.get(0)).isEqualTo(X);
  }

  @Test
  void walksThatLeadNowhere_areRefused() {
    check(() -> Walk.through(List.of()), "a walk through 0 latents leads nowhere: give at least 2");
    check(() -> Walk.through(List.of(X)), "a walk through 1 latent leads nowhere: give at least 2");
    check(
        () -> Walk.through(List.of(X, new float[2])),
        "a walk through latents of 3 and of 2 values: all need the same number");
    check(
        () -> Walk.through(List.of(X, Y, Z)).frames(2),
        "a walk of 2 frames through 3 latents leaves some out: ask for at least 3");
  }

  private static void check(Runnable mistake, String message) {
    assertThatThrownBy(mistake::run).isInstanceOf(FaceGanException.class).hasMessage(message);
  }

  private static double degrees(float[] latent) {
    return angle(X, latent);
  }

  private static double angle(float[] one, float[] other) {
    double dot = 0;
    for (int i = 0; i < one.length; i++) {
      dot += (double) one[i] * other[i];
    }
    return Math.toDegrees(Math.acos(Math.min(1, dot / 4)));
  }
}
