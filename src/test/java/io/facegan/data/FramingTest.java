package io.facegan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.facegan.network.ImageShape;
import io.facegan.picture.Picture;
import java.awt.Color;
import java.awt.Rectangle;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramingTest {
  private static final ImageShape TUTORIAL = ImageShape.rgb(128, 128);

  @ParameterizedTest
  @ValueSource(strings = {"auto", "crop", "resize", "box:25,45,128x128"})
  void parse_readsWhatToStringGives(String text) {
    assertThat(Framing.parse(text)).hasToString(text).isEqualTo(Framing.parse(text));
    assertThat(Framing.parse(text)).hasSameHashCodeAs(Framing.parse(text));
  }

  @Test
  void parse_others() {
    assertThat(Framing.parse("Crop")).isSameAs(Framing.CROP);
    assertThat(Framing.CROP).isNotEqualTo(Framing.RESIZE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Framing.parse("box:1,2,3"))
        .withMessage("framing is 'box:1,2,3': choose auto, crop, resize or box:X,Y,WIDTHxHEIGHT");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Framing.parse("box:1,2,3x99999999999"))
        .withMessage("framing is 'box:1,2,3x99999999999': its numbers must be below 2^31");
  }

  @Test
  void box_outOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Framing.box(0, 0, 0, 5))
        .withMessage("box at 0,0 of 0x5: the corner must be at least 0,0 and the sides at least 1");
    assertThatIllegalArgumentException().isThrownBy(() -> Framing.box(-1, 0, 1, 1));
  }

  @Test
  void box_ofTheWantedSize_isTakenAsItIs() throws IOException {
    Framing.View view = Framing.box(3, 4, 128, 128).view(178, 218, TUTORIAL);
    assertThat(view).isEqualTo(new Framing.View(new Rectangle(3, 4, 128, 128), 1));
  }

  @Test
  void box_ofAnotherSize_isScaledUntilItCovers() throws IOException {
    Framing.View view = Framing.box(0, 0, 64, 256).view(178, 300, TUTORIAL);
    assertThat(view.scale()).isEqualTo(2);
    assertThat(view.part()).isEqualTo(new Rectangle(0, 0, 64, 256));
  }

  @Test
  void box_reachingOut_isThePicturesFault() {
    assertThatIOException()
        .isThrownBy(() -> Framing.box(60, 0, 128, 100).view(178, 218, TUTORIAL))
        .withMessage("the box:60,0,128x100 does not lie in its 178x218 pixels");
    assertThatIOException()
        .isThrownBy(() -> Framing.box(Integer.MAX_VALUE, 0, 128, 100).view(178, 218, TUTORIAL));
  }

  @Test
  void crop_pixelsOfABox() throws IOException {
    ImageShape shape = ImageShape.rgb(4, 6);
    Packing packing = new Packing(shape, Framing.box(10, 20, 6, 4), Color.WHITE, false);
    byte[] pixels =
        new PictureFramer(packing)
            .frame(Picture.of(TestPictures.coordinates(40, 30), "made"))
            .pixels();
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 6; x++) {
        int at = 3 * (y * 6 + x);
        assertThat(new int[] {pixels[at], pixels[at + 1], pixels[at + 2]})
            .containsExactly(10 + x, 20 + y, 7);
      }
    }
  }
}
