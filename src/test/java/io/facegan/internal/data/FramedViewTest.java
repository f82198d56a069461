package io.facegan.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.facegan.data.Framing;
import io.facegan.image.SourceImage;
import io.facegan.network.ImageShape;
import java.awt.Color;
import java.awt.Rectangle;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FramedViewTest {
  @Test
  void box_ofTheWantedSize_isTakenAsItIs() throws IOException {
    assertThat(view(Framing.box(3, 4, 128, 128), 178, 218))
        .isEqualTo(new FramedView(new Rectangle(3, 4, 128, 128), 1));
  }

  @Test
  void box_ofAnotherSize_isScaledUntilItCovers() throws IOException {
    FramedView view = view(Framing.box(0, 0, 64, 256), 178, 300);
    assertThat(view.scale()).isEqualTo(2);
    assertThat(view.part()).isEqualTo(new Rectangle(0, 0, 64, 256));
  }

  @Test
  void box_reachingOut_isTheImagesFault() {
    assertThatIOException()
        .isThrownBy(() -> view(Framing.box(60, 0, 128, 100), 178, 218))
        .withMessage("the box:60,0,128x100 does not lie in its 178x218 pixels");
    assertThatIOException()
        .isThrownBy(() -> view(Framing.box(Integer.MAX_VALUE, 0, 128, 100), 178, 218));
  }

  @Test
  void crop_pixelsOfABox() throws IOException {
    ImageShape shape = ImageShape.rgb(4, 6);
    Packing packing = new Packing(shape, Framing.box(10, 20, 6, 4), Color.WHITE, false);
    byte[] pixels =
        new ImageFramer(packing)
            .frame(SourceImage.of(TestImages.coordinates(40, 30), "made"))
            .pixels();
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 6; x++) {
        int at = 3 * (y * 6 + x);
        assertThat(new int[] {pixels[at], pixels[at + 1], pixels[at + 2]})
            .containsExactly(10 + x, 20 + y, 7);
      }
    }
  }

  private static FramedView view(Framing framing, int width, int height) throws IOException {
    return FramedView.of(framing, width, height, ImageShape.rgb(128, 128));
  }
}
