package io.facegan.internal.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Markers that tell the colours of a JPEG file, also where they contradict each other. */
class JpegColoursTest {
  private static final int NONE = -1;

  @ParameterizedTest
  @CsvSource({
    // JFIF means YCbCr, whatever Adobe's marker and the components' names say.
    "123, true,  0, YCC",
    "123, true,  1, YCC",
    "123, true,  2, YCC",
    "RGB, true, -1, YCC",
    "RGB, true,  0, YCC",
    // Else Adobe's marker decides; an unknown transform means YCbCr.
    "123, false, 0, RGB",
    "123, false, 1, YCC",
    "123, false, 2, YCC",
    "123, false, 7, YCC",
    "RGB, false, 0, RGB",
    "RGB, false, 1, YCC",
    "RGB, false, 2, YCC",
    // Else the names.
    "123, false, -1, YCC",
    "RGB, false, -1, RGB",
    "rgb, false, -1, YCC",
    "YCc, false, -1, YCC",
  })
  void decode_threeComponents(String names, boolean jfif, int adobe, String colours)
      throws IOException {
    byte[] numbers =
        names.equals("123") ? new byte[] {1, 2, 3} : names.getBytes(StandardCharsets.US_ASCII);
    boolean rgb = colours.equals("RGB");
    byte[] clear = file(new byte[] {1, 2, 3}, !rgb, rgb ? 0 : NONE);
    assertThat(pixels(file(numbers, jfif, adobe))).isEqualTo(pixels(clear));
    assertThat(pixels(clear)).isNotEqualTo(pixels(file(new byte[] {1, 2, 3}, rgb, rgb ? NONE : 0)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 255})
  void decode_fourComponents_ofAnyTransformAreYcck(int adobe) throws IOException {
    byte[] ycck = ExpectedPixels.file("jpeg-ycck.jpg");
    byte[] other = ycck.clone();
    other[new String(ycck, StandardCharsets.ISO_8859_1).indexOf("Adobe") + 11] = (byte) adobe;
    assertThat(pixels(other)).isEqualTo(pixels(ycck));
  }

  @ParameterizedTest
  @ValueSource(strings = {"JFIF\0\1\1\0\0", "JFXX\0\20"})
  void decode_segmentThatIsTooShortOrAnother_isNoJfif(String content) throws IOException {
    byte[] segment = content.getBytes(StandardCharsets.ISO_8859_1);
    byte[] rgb = file(new byte[] {1, 2, 3}, false, 0);
    byte[] longer =
        ByteBuffer.allocate(rgb.length + 4 + segment.length)
            .put(rgb, 0, 2)
            .putShort((short) 0xFFE0)
            .putShort((short) (2 + segment.length))
            .put(segment)
            .put(rgb, 2, rgb.length - 2)
            .array();
    assertThat(pixels(longer)).isEqualTo(pixels(rgb));
  }

  private static int[] pixels(byte[] jpeg) throws IOException {
    BufferedImage image = ImageDecoder.decode(jpeg).image();
    int width = image.getWidth();
    return image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
  }

  /** Gives a file other names of components and other markers. */
  private static byte[] file(byte[] names, boolean jfif, int adobe) {
    byte[] jpeg = ExpectedPixels.file("jpeg-444.jpg");
    ByteArrayOutputStream made = new ByteArrayOutputStream();
    made.write(jpeg, 0, 2);
    ByteBuffer all = ByteBuffer.wrap(jpeg);
    int at = 2;
    while (all.getShort(at) != (short) 0xFFDA) {
      int length = 2 + all.getShort(at + 2);
      for (int i = 0; all.getShort(at) == (short) 0xFFC0 && i < names.length; i++) {
        jpeg[at + 10 + 3 * i] = names[i];
      }
      boolean first = all.getShort(at) == (short) 0xFFE0;
      if (first ? jfif : all.getShort(at) != (short) 0xFFEE) {
        made.write(jpeg, at, length);
      }
      if (first && adobe != NONE) {
        String marker = "\u00FF\u00EE\0\u000EAdobe\0d\0\0\0\0" + (char) adobe;
        made.writeBytes(marker.getBytes(StandardCharsets.ISO_8859_1));
      }
      at += length;
    }
    made.write(jpeg, at, jpeg.length - at);
    byte[] whole = made.toByteArray();
    for (int i = 0; i < names.length; i++) {
      whole[whole.length - (jpeg.length - at) + 5 + 2 * i] = names[i];
    }
    return whole;
  }
}
