package io.facegan.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.facegan.data.Framing;
import io.facegan.error.FaceGanException;
import io.facegan.image.SourceImage;
import io.facegan.internal.data.ImageFramer.Framed;
import io.facegan.internal.image.ImageDecoder;
import io.facegan.network.ImageShape;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ImageFramerTest {
  private static final ImageShape TUTORIAL = ImageShape.rgb(128, 128);

  @Test
  void crop_celebA_isTheTutorials() throws IOException {
    byte[] pixels = frame(TestImages.coordinates(178, 218), TUTORIAL, Framing.AUTO).pixels();
    for (int y = 0; y < 128; y++) {
      for (int x = 0; x < 128; x++) {
        assertThat(pixel(pixels, 128, x, y)).containsExactly(25 + x, 45 + y, 7);
      }
    }
  }

  @Test
  void crop_oddSizes_dividesEachSideFirst() throws IOException {
    byte[] pixels =
        frame(TestImages.coordinates(7, 8), ImageShape.rgb(5, 4), Framing.CROP).pixels();
    assertThat(pixel(pixels, 4, 0, 0)).containsExactly(3 - 2, 4 - 2, 7);
    assertThat(pixel(pixels, 4, 3, 4)).containsExactly(4, 6, 7);
  }

  @Test
  void auto_resizesFromTwiceTheSize() throws IOException {
    assertThat(crops(Framing.AUTO, 136, 136, TUTORIAL)).isTrue();
    assertThat(crops(Framing.AUTO, 178, 218, TUTORIAL)).isTrue();
    assertThat(crops(Framing.AUTO, 255, 255, TUTORIAL)).isTrue();
    assertThat(crops(Framing.AUTO, 256, 128, TUTORIAL)).isFalse();
    assertThat(crops(Framing.AUTO, 136, 136, ImageShape.rgb(64, 64))).isFalse();
    assertThat(crops(Framing.CROP, 4000, 3000, TUTORIAL)).isTrue();
    assertThat(crops(Framing.CROP, 4000, 127, TUTORIAL)).isFalse();
    assertThat(crops(Framing.RESIZE, 136, 136, TUTORIAL)).isFalse();
  }

  @Test
  void resize_toAThird_keepsARamp() throws IOException {
    byte[] pixels =
        frame(TestImages.coordinates(30, 24), ImageShape.rgb(8, 8), Framing.RESIZE).pixels();
    // 3 columns are cut off left and right; each pixel lies in the middle of 3x3.
    for (int y = 2; y < 6; y++) {
      for (int x = 2; x < 6; x++) {
        assertThat(pixel(pixels, 8, x, y)).containsExactly(3 + 3 * x + 1, 3 * y + 1, 7);
      }
    }
  }

  @Test
  void resize_anyRatio_keepsAPlainColour() throws IOException {
    for (int side : new int[] {1, 3, 31, 32, 33, 50, 63, 64, 65, 101}) {
      Framed framed = frame(TestImages.rgb(side, side + 3), ImageShape.rgb(32, 32), Framing.RESIZE);
      assertThat(framed.enlarged()).as("side %d", side).isEqualTo(side < 32);
      for (int i = 0; i < 32 * 32; i++) {
        assertThat(pixel(framed.pixels(), 32, i % 32, i / 32)).containsExactly(200, 120, 40);
      }
    }
  }

  @Test
  void resize_fineStripes_becomeGrey() throws IOException {
    BufferedImage stripes = new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 256 * 256; i++) {
      stripes.setRGB(i % 256, i / 256, i % 2 == 0 ? 0xFFFFFF : 0);
    }
    byte[] pixels = frame(stripes, ImageShape.rgb(64, 64), Framing.AUTO).pixels();
    assertThat(pixel(pixels, 64, 20, 20)).containsExactly(128, 128, 128);
  }

  @Test
  void enlarge_ramp_staysARamp() throws IOException {
    Framed framed = frame(TestImages.coordinates(64, 64), TUTORIAL, Framing.CROP);
    assertThat(framed.enlarged()).isTrue();
    for (int x = 8; x < 120; x++) {
      double expected = (x + 0.5) / 2 - 0.5;
      assertThat((double) pixel(framed.pixels(), 128, x, 60)[0]).isCloseTo(expected, within(0.5));
    }
  }

  @Test
  void grey_keepsItsSamples() throws IOException {
    for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY}) {
      BufferedImage image = new BufferedImage(8, 8, type);
      int sample = type == BufferedImage.TYPE_BYTE_GRAY ? 100 : 100 * 257;
      for (int i = 0; i < 64; i++) {
        image.getRaster().setSample(i % 8, i / 8, 0, sample);
      }
      Framed framed = frame(throughPng(image), ImageShape.rgb(8, 8), Framing.AUTO);
      assertThat(pixel(framed.pixels(), 8, 3, 3)).containsExactly(100, 100, 100);
    }
  }

  @Test
  void alpha_isLaidOnWhite() throws IOException {
    BufferedImage image =
        TestImages.plain(BufferedImage.TYPE_INT_ARGB, 8, 8, new Color(200, 0, 100, 51));
    Framed framed = frame(throughPng(image), ImageShape.rgb(8, 8), Framing.AUTO);
    assertThat(pixel(framed.pixels(), 8, 0, 0)).containsExactly(244, 204, 224);
  }

  @Test
  void palette_isLookedUp() throws IOException {
    byte[] reds = {0, 10};
    byte[] greens = {0, 20};
    byte[] blues = {0, 30};
    BufferedImage image =
        new BufferedImage(
            8, 8, BufferedImage.TYPE_BYTE_BINARY, new IndexColorModel(1, 2, reds, greens, blues));
    image.getRaster().setSample(2, 1, 0, 1);
    byte[] pixels = frame(throughPng(image), ImageShape.rgb(8, 8), Framing.AUTO).pixels();
    assertThat(pixel(pixels, 8, 2, 1)).containsExactly(10, 20, 30);
    assertThat(pixel(pixels, 8, 1, 2)).containsExactly(0, 0, 0);
  }

  @Test
  void oneChannel_isLuma() throws IOException {
    byte[] pixels = frame(TestImages.rgb(8, 8), new ImageShape(8, 8, 1), Framing.AUTO).pixels();
    assertThat(pixels).hasSize(64);
    // 0.299 * 200 + 0.587 * 120 + 0.114 * 40
    assertThat(pixels[0] & 255).isEqualTo(135);
  }

  @Test
  void shape_otherChannels() throws IOException {
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> Packing.of(new ImageShape(8, 8, 4)))
        .withMessage("images of 8x8x4: they can have 1 channel (grey) or 3 (RGB)");
  }

  private static boolean crops(Framing framing, int width, int height, ImageShape shape)
      throws IOException {
    FramedView view = FramedView.of(framing, width, height, shape);
    return view.part().getSize().equals(new Dimension(shape.width(), shape.height()));
  }

  private static Framed frame(BufferedImage image, ImageShape shape, Framing framing)
      throws IOException {
    return new ImageFramer(new Packing(shape, framing, Color.WHITE, false))
        .frame(SourceImage.of(image, "made"));
  }

  private static BufferedImage throughPng(BufferedImage image) throws IOException {
    return ImageDecoder.decode(TestImages.encoded(image, "png")).image();
  }

  private static int[] pixel(byte[] pixels, int width, int x, int y) {
    int at = 3 * (y * width + x);
    return new int[] {pixels[at] & 255, pixels[at + 1] & 255, pixels[at + 2] & 255};
  }
}
