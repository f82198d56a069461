package io.facegan.internal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.facegan.drawn.DrawnFaces;
import io.facegan.internal.data.TestImages;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
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
