package io.facegan.internal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.facegan.drawn.DrawnFaces;
import io.facegan.internal.data.TestImages;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp", "gif"})
  void decode_everyFormat(String format) throws IOException {
    BufferedImage image = decode(TestImages.encoded(TestImages.rgb(9, 5), format));
    assertThat(image.getWidth()).isEqualTo(9);
    assertThat(image.getHeight()).isEqualTo(5);
  }

  @Test
  void decode_emptyFile() {
    assertThatIOException().isThrownBy(() -> decode(new byte[0])).withMessage("it is empty");
  }

  @Test
  void decode_text() {
    assertThatIOException()
        .isThrownBy(() -> decode("hello world".getBytes(StandardCharsets.US_ASCII)))
        .withMessageContainingAll("not an image", "bytes 68 65 6C 6C 6F 20 77 6F");
  }

  @Test
  void decode_cutOffJpeg_isNotFilledWithGrey() throws IOException {
    byte[] whole = TestImages.encoded(new DrawnFaces(1, 3, 96).read(2).image(), "jpg");
    assertThatIOException()
        .isThrownBy(() -> decode(Arrays.copyOf(whole, whole.length / 2)))
        .withMessageContainingAll("cut off", "end marker");
  }

  @Test
  void decode_gifOfLongerCodesThanItsPaletteNeeds() throws IOException {
    assertThat(decode(gif(0, 1, 1)).getRGB(1, 0)).isEqualTo(0xFF040506);
    assertThatIOException()
        .isThrownBy(() -> decode(gif(0, 256, 1)))
        .withMessage("it is damaged: one of its codes is invalid");
  }

  /** Returns a GIF of 3x1 pixels and two colours, with codes of 12 bits from the first one on. */
  private static byte[] gif(int... indexes) {
    ByteBuffer gif = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    gif.put("GIF89a".getBytes(StandardCharsets.US_ASCII)).putShort((short) 3).putShort((short) 1);
    gif.put(new byte[] {(byte) 0x80, 0, 0, 1, 2, 3, 4, 5, 6, 0x2C, 0, 0, 0, 0});
    gif.putShort((short) 3).putShort((short) 1).put(new byte[] {0, 11, 8});
    // The code that clears and three pixels, two codes in three bytes; then the last code.
    int[] codes = {2048, indexes[0], indexes[1], indexes[2], 2049, 0};
    for (int i = 0; i < codes.length; i += 2) {
      gif.put((byte) codes[i]).put((byte) (codes[i] >> 8 | codes[i + 1] << 4));
      gif.put((byte) (codes[i + 1] >> 4));
    }
    // The last of nine bytes is the length 0 of the block that ends the pixels.
    return gif.put((byte) 0x3B).array();
  }

  @Test
  void decode_tooLarge_isRefusedByItsHeader() {
    byte[] png = TestImages.encoded(TestImages.rgb(4, 4), "png");
    ByteBuffer header = ByteBuffer.wrap(png);
    header.putInt(16, 20_000).putInt(20, 20_000);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    header.putInt(29, (int) crc.getValue());
    assertThatIOException()
        .isThrownBy(() -> decode(png))
        .withMessageContainingAll("20000x20000 pixels", "400 megapixels", "100", "scale it down");
  }

  private static BufferedImage decode(byte[] bytes) throws IOException {
    return ImageDecoder.decode(bytes).image();
  }
}
