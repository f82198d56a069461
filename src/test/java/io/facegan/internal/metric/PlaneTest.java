package io.facegan.internal.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.data.ImageBatch;
import io.facegan.network.ImageShape;
import org.junit.jupiter.api.Test;

class PlaneTest {
  @Test
  void of_takesOneChannelOfOneImage() {
    ImageBatch batch =
        Made.images(
            new ImageShape(2, 3, 2), 2, (image, y, x, c) -> 100 * image + 60 * c + 10 * y + x);
    Plane plane = Plane.of(batch, 1, 1);
    assertThat(plane.height()).isEqualTo(2);
    assertThat(plane.width()).isEqualTo(3);
    assertThat(plane.values()).containsExactly(160, 161, 162, 170, 171, 172);
  }

  @Test
  void of_bytesAreUnsigned() {
    assertThat(Plane.of(Made.single(255), 0, 0).values()).containsExactly(255);
  }

  @Test
  void at_outside_isTheEdge() {
    Plane plane = new Plane(2, 3, new double[] {1, 2, 3, 4, 5, 6});
    assertThat(plane.at(0, 1)).isEqualTo(2);
    assertThat(plane.at(-2, -1)).isEqualTo(1);
    assertThat(plane.at(-1, 1)).isEqualTo(2);
    assertThat(plane.at(1, 3)).isEqualTo(6);
    assertThat(plane.at(5, 0)).isEqualTo(4);
  }
}
