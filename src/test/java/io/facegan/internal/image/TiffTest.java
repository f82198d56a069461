package io.facegan.internal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.drawn.DrawnFaces;
import io.facegan.image.ImageTrait;
import io.facegan.image.SourceImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TiffTest {
  private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
  private static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;

  @ParameterizedTest
  @ValueSource(strings = {"none", "LZW", "PackBits", "Deflate", "ZLib"})
  void decode_whatJavaWrites(String compression) throws IOException {
    BufferedImage face = new DrawnFaces(1, 3, 96).read(2).image();
    int[] types = {
      BufferedImage.TYPE_3BYTE_BGR,
      BufferedImage.TYPE_4BYTE_ABGR,
      BufferedImage.TYPE_BYTE_INDEXED,
      BufferedImage.TYPE_BYTE_BINARY
    };
    for (int type : types) {
      BufferedImage image = new BufferedImage(61, 47, type);
      image.createGraphics().drawImage(face, 0, 0, null);
      for (boolean tiled : new boolean[] {false, true}) {
        BufferedImage read = ImageDecoder.decode(written(image, compression, tiled)).image();
        assertThat(pixels(read)).as("type %d, tiled %s", type, tiled).isEqualTo(pixels(image));
      }
    }
  }

  @Test
  void decode_jpegInside() throws IOException {
    BufferedImage face = new DrawnFaces(1, 3, 96).read(2).image();
    int[] read = pixels(ImageDecoder.decode(written(face, "JPEG", false)).image());
    int[] stored = pixels(face);
    long sum = 0;
    for (int i = 0; i < stored.length; i++) {
      sum += Math.abs((read[i] >> 8 & 255) - (stored[i] >> 8 & 255));
    }
    assertThat(sum).isLessThan(4L * stored.length);
  }

  @Test
  void decode_sixteenBitsOfBothOrders() throws IOException {
    byte[] big = {0x12, 0x34, 0, 0, (byte) 0xFF, (byte) 0xFF};
    byte[] little = {0x34, 0x12, 0, 0, (byte) 0xFF, (byte) 0xFF};
    for (ByteOrder order : new ByteOrder[] {BIG, LITTLE}) {
      byte[] data = order == BIG ? big : little;
      SourceImage image =
          read(new TiffBuilder(order, 1, 1, 2, data).with(277, 3).with(258, 16, 16, 16));
      assertThat(pixels(image.image())).containsExactly(0xFF1200FF);
      assertThat(image.traits()).containsExactly(ImageTrait.DEEP);
    }
  }

  @Test
  void decode_differencesOfSixteenBits_carry() throws IOException {
    TiffBuilder file =
        new TiffBuilder(LITTLE, 2, 1, 1, (byte) 0xFF, (byte) 1, (byte) 1, (byte) 0xF0);
    SourceImage image = read(file.with(258, 16).with(317, 2));
    // 0x01FF and 0xF001 more.
    assertThat(pixels(image.image())).containsExactly(0xFF020202, 0xFFF1F1F1);
  }

  @Test
  void decode_cmyk_ofWhichZeroIsNoInk() throws IOException {
    TiffBuilder file =
        new TiffBuilder(
            LITTLE,
            2,
            1,
            5,
            (byte) 255,
            (byte) 0,
            (byte) 51,
            (byte) 0,
            (byte) 0,
            (byte) 0,
            (byte) 0,
            (byte) 204);
    SourceImage image = read(file.with(277, 4).with(258, 8, 8, 8, 8));
    assertThat(pixels(image.image())).containsExactly(0xFF00FFCC, 0xFF333333);
    assertThat(image.traits()).containsExactly(ImageTrait.CMYK);
  }

  @Test
  void decode_whiteIsZero() throws IOException {
    SourceImage image = read(new TiffBuilder(BIG, 3, 1, 0, (byte) 0x0F, (byte) 0x50).with(258, 4));
    assertThat(pixels(image.image())).containsExactly(0xFFFFFFFF, 0xFF000000, 0xFFAAAAAA);
    assertThat(image.traits()).containsExactly(ImageTrait.GREY);
  }

  @ParameterizedTest
  @CsvSource({"0, FF204048", "1, 8040808F", "2, 80204048"})
  void decode_fourthChannel(int meaning, String argb) throws IOException {
    byte[] data = {0x20, 0x40, 0x48, (byte) 0x80};
    SourceImage image =
        read(
            new TiffBuilder(LITTLE, 1, 1, 2, data)
                .with(277, 4)
                .with(258, 8, 8, 8, 8)
                .with(338, meaning));
    assertThat(pixels(image.image())).containsExactly((int) Long.parseLong(argb, 16));
  }

  @Test
  void decode_planesOneAfterTheOther() throws IOException {
    TiffBuilder file = new TiffBuilder(LITTLE, 2, 1, 2, new byte[] {1, 2, 3, 4, 5, 6});
    file.with(277, 3).with(258, 8, 8, 8).with(284, 2).with(273, 8, 10, 12).with(279, 2, 2, 2);
    assertThat(pixels(read(file).image())).containsExactly(0xFF010305, 0xFF020406);
  }

  @Test
  void decode_paletteOfEightOrSixteenBits() throws IOException {
    for (int scale : new int[] {1, 256, 257}) {
      TiffBuilder file = new TiffBuilder(LITTLE, 2, 1, 3, (byte) 0b01000000);
      file.with(258, 1).with(320, 9 * scale, 255 * scale, 0, 40 * scale, 7 * scale, 0);
      assertThat(pixels(read(file).image())).containsExactly(0xFF090007, 0xFFFF2800);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void decode_turnsTheImageUpright(int tag) throws IOException {
    SourceImage image = read(new TiffBuilder(BIG, 2, 1, 1, (byte) 0, (byte) 255).with(274, tag));
    boolean lying = tag >= 5;
    boolean blackFirst = tag == 1 || tag == 4 || tag == 5 || tag == 6;
    assertThat(image.width()).isEqualTo(lying ? 1 : 2);
    assertThat(pixels(image.image())[0]).isEqualTo(blackFirst ? 0xFF000000 : 0xFFFFFFFF);
    assertThat(image.traits().contains(ImageTrait.TURNED)).isEqualTo(tag > 1);
  }

  @Test
  void decode_severalImages() throws IOException {
    TiffBuilder file = new TiffBuilder(LITTLE, 1, 1, 1, (byte) 7).withSecondImage();
    assertThat(read(file).traits()).contains(ImageTrait.FIRST_OF_SEVERAL);
  }

  @ParameterizedTest
  @CsvSource({
    "259, 4, its compression method 4 is not supported: save it as PNG",
    "262, 8, its kind of colours (photometric interpretation 8) is not supported: save it as PNG",
    "258, 32, its channels of 32 bits are not supported: save it as PNG",
    "254, 1, 'it is a camera raw file, which is not supported: convert it to PNG or JPEG'",
    "50706, 1, 'it is a camera raw file, which is not supported: convert it to PNG or JPEG'",
    "273, 999, it is cut off or damaged: some of its data are missing",
    "279, 1, it is cut off or damaged: some of its data are missing",
    "257, 999999999, 'it claims 2x999999999 pixels, 2,000 megapixels, but the limit is 100: scale it down'",
    "317, 3, its predictor 3 is not supported: save it as PNG",
  })
  void decode_whatIsNotRead_isRefused(int tag, int value, String message) {
    TiffBuilder file = new TiffBuilder(LITTLE, 2, 1, 1, (byte) 1, (byte) 2).with(tag, value);
    assertThatIOException().isThrownBy(() -> read(file)).withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LZW", "PackBits", "Deflate"})
  void decode_fewerBytesThanPixels_isRefused(String compression) {
    byte[] data =
        switch (compression) {
          // A clear code, two bytes and the end; a run of three; "abc".
          case "LZW" -> new byte[] {(byte) 0x80, 0x20, 0x48, 0x30, 0x10};
          case "PackBits" -> new byte[] {-2, 9};
          default -> new byte[] {0x78, (byte) 0x9C, 0x4B, 0x4C, 0x4A, 6, 0, 2, 0x4D, 1, 0x27};
        };
    int code =
        switch (compression) {
          case "LZW" -> 5;
          case "PackBits" -> 32773;
          default -> 8;
        };
    TiffBuilder file = new TiffBuilder(BIG, 50, 50, 1, data).with(259, code);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(UnusableImageException.class)
        .hasMessageContaining("damaged");
  }

  private static SourceImage read(TiffBuilder file) throws IOException {
    return ImageDecoder.decode(file.build());
  }

  private static int[] pixels(BufferedImage image) {
    int width = image.getWidth();
    return image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
  }

  /** Writes a file by the Java runtime. */
  static byte[] written(BufferedImage image, String compression, boolean tiled) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    ImageWriteParam wanted = writer.getDefaultWriteParam();
    if (!compression.equals("none")) {
      wanted.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      wanted.setCompressionType(compression);
    }
    if (tiled) {
      wanted.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
      wanted.setTiling(32, 16, 0, 0);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), wanted);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
