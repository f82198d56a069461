package io.facegan.internal.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.image.ImageTrait;
import io.facegan.image.SourceImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The EXIF tag in the containers that carry it as a chunk. */
class OrientationTest {
  private static final List<String> FILES =
      List.of(
          "png-rgb8.png",
          "png-rgba16.png",
          "png-grey1.png",
          "png-palette4.png",
          "png-swapped.png",
          "webp-lossy.webp",
          "webp-alpha.webp",
          "webp-lossless-palette.webp",
          "webp-offset.webp");

  @ParameterizedTest
  @MethodSource("filesAndTags")
  void decode_turnsTheImageUpright(String name, int tag) throws IOException {
    byte[] file = ExpectedPixels.file(name);
    BufferedImage stored = ImageDecoder.decode(file).image();
    SourceImage seen = ImageDecoder.decode(withTag(file, exif(tag)));
    int width = stored.getWidth();
    int height = stored.getHeight();
    assertThat(seen.traits().contains(ImageTrait.TURNED)).isEqualTo(tag > 1);
    assertThat(seen.width()).isEqualTo(tag < 5 ? width : height);
    BufferedImage upright = seen.image();
    for (int y = 0; y < seen.height(); y++) {
      for (int x = 0; x < seen.width(); x++) {
        int expected =
            switch (tag) {
              case 1 -> stored.getRGB(x, y);
              case 2 -> stored.getRGB(width - 1 - x, y);
              case 3 -> stored.getRGB(width - 1 - x, height - 1 - y);
              case 4 -> stored.getRGB(x, height - 1 - y);
              case 5 -> stored.getRGB(y, x);
              case 6 -> stored.getRGB(y, height - 1 - x);
              case 7 -> stored.getRGB(width - 1 - y, height - 1 - x);
              default -> stored.getRGB(width - 1 - y, x);
            };
        assertThat(upright.getRGB(x, y)).isEqualTo(expected);
      }
    }
  }

  @Test
  void decode_tagAfterTheMarkOfJpeg() throws IOException {
    byte[] marked = ("Exif\0\0" + text(exif(6))).getBytes(StandardCharsets.ISO_8859_1);
    for (String name : List.of("png-rgb8.png", "webp-lossy.webp")) {
      SourceImage image = ImageDecoder.decode(withTag(ExpectedPixels.file(name), marked));
      assertThat(image.traits()).contains(ImageTrait.TURNED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tEXt", "zTXt"})
  void decode_tagInATextOfImageMagick(String chunk) throws IOException {
    byte[] png = ExpectedPixels.file("png-rgb8.png");
    for (String start : List.of("", "Exif\0\0")) {
      byte[] exif = (start + text(exif(6))).getBytes(StandardCharsets.ISO_8859_1);
      String digits = HexFormat.of().formatHex(exif).replaceAll("(.{36})", "$1\n");
      String profile = "\nexif\n      %d\n%s\n".formatted(exif.length, digits);
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      content.writeBytes("Raw profile type exif\0".getBytes(StandardCharsets.US_ASCII));
      byte[] plain = profile.getBytes(StandardCharsets.US_ASCII);
      if (chunk.equals("zTXt")) {
        content.write(0);
        try (DeflaterOutputStream out = new DeflaterOutputStream(content)) {
          out.write(plain);
        }
      } else {
        content.writeBytes(plain);
      }
      SourceImage image = ImageDecoder.decode(withChunk(png, chunk, content.toByteArray()));
      assertThat(image.traits()).contains(ImageTrait.TURNED);
    }
  }

  @Test
  void decode_otherTexts_turnNothing() throws IOException {
    byte[] png = ExpectedPixels.file("png-rgb8.png");
    for (String text :
        List.of("Comment\0a", "Raw profile type exif\0", "Raw profile type exif\0x\ny\nz\n0")) {
      byte[] content = text.getBytes(StandardCharsets.US_ASCII);
      for (String chunk : List.of("tEXt", "zTXt")) {
        SourceImage image = ImageDecoder.decode(withChunk(png, chunk, content));
        assertThat(image.traits()).doesNotContain(ImageTrait.TURNED);
      }
    }
  }

  @Test
  void decode_damagedTag_isIgnored() throws IOException {
    for (byte[] exif : List.of(new byte[0], new byte[3], exif(9), exif(0))) {
      for (String name : List.of("png-rgb8.png", "webp-lossy.webp")) {
        SourceImage image = ImageDecoder.decode(withTag(ExpectedPixels.file(name), exif));
        assertThat(image.traits()).doesNotContain(ImageTrait.TURNED);
      }
    }
  }

  private static Stream<Arguments> filesAndTags() {
    return FILES.stream()
        .flatMap(name -> IntStream.rangeClosed(1, 8).mapToObj(tag -> Arguments.of(name, tag)));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Returns EXIF data with the orientation alone. */
  private static byte[] exif(int tag) {
    return ByteBuffer.allocate(26)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("II*\0".getBytes(StandardCharsets.US_ASCII))
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 0x112)
        .putShort((short) 3)
        .putInt(1)
        .putInt(tag)
        .putInt(0)
        .array();
  }

  /** Adds a chunk: behind the pixels in WebP, in front of the last chunk in PNG. */
  private static byte[] withTag(byte[] file, byte[] exif) {
    if (file[0] == 'R') {
      int padded = exif.length + (exif.length & 1);
      ByteBuffer made =
          ByteBuffer.wrap(Arrays.copyOf(file, file.length + 8 + padded))
              .order(ByteOrder.LITTLE_ENDIAN);
      made.putInt(4, made.capacity() - 8).position(file.length);
      made.put("EXIF".getBytes(StandardCharsets.US_ASCII)).putInt(exif.length).put(exif);
      return made.array();
    }
    return withChunk(file, "eXIf", exif);
  }

  private static byte[] withChunk(byte[] png, String name, byte[] content) {
    byte[] named = (name + text(content)).getBytes(StandardCharsets.ISO_8859_1);
    CRC32 sum = new CRC32();
    sum.update(named);
    int end = png.length - 12;
    return ByteBuffer.allocate(png.length + 12 + content.length)
        .put(png, 0, end)
        .putInt(content.length)
        .put(named)
        .putInt((int) sum.getValue())
        .put(png, end, 12)
        .array();
  }
}
