package io.facegan.internal.animation;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/**
 * Takes an animated PNG file apart as its specification says, and checks the order of its parts.
 */
record ApngFrames(int plays, List<String> delays, List<BufferedImage> images, List<String> chunks) {
  static ApngFrames read(byte[] file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(file);
    byte[] signature = new byte[8];
    in.get(signature);
    byte[] header = null;
    int declared = 0;
    int plays = -1;
    int sequence = 0;
    List<String> chunks = new ArrayList<>();
    List<String> delays = new ArrayList<>();
    List<ByteArrayOutputStream> data = new ArrayList<>();
    while (in.hasRemaining()) {
      int length = in.getInt();
      byte[] named = new byte[length + 4];
      in.get(named);
      CRC32 sum = new CRC32();
      sum.update(named);
      assertThat(in.getInt()).isEqualTo((int) sum.getValue());
      ByteBuffer content = ByteBuffer.wrap(named, 4, length).slice();
      String name = new String(named, 0, 4, StandardCharsets.US_ASCII);
      chunks.add(name);
      switch (name) {
        case "IHDR" -> header = named;
        case "acTL" -> {
          declared = content.getInt();
          plays = content.getInt();
        }
        case "fcTL" -> {
          assertThat(content.getInt()).isEqualTo(sequence++);
          assertThat(content.getInt()).isEqualTo(ByteBuffer.wrap(header).getInt(4));
          assertThat(content.getInt()).isEqualTo(ByteBuffer.wrap(header).getInt(8));
          assertThat(content.getLong()).as("offsets").isZero();
          delays.add(content.getShort() + "/" + content.getShort());
          assertThat(content.getShort()).as("disposal and blending").isZero();
          data.add(new ByteArrayOutputStream());
        }
        case "IDAT" -> data.get(0).writeBytes(Arrays.copyOfRange(named, 4, named.length));
        case "fdAT" -> {
          assertThat(content.getInt()).isEqualTo(sequence++);
          data.get(data.size() - 1).writeBytes(Arrays.copyOfRange(named, 8, named.length));
        }
        default -> assertThat(name).isEqualTo("IEND");
      }
    }
    assertThat(chunks).startsWith("IHDR", "acTL", "fcTL", "IDAT").endsWith("IEND");
    assertThat(data).hasSize(declared);
    List<BufferedImage> images = new ArrayList<>();
    for (ByteArrayOutputStream frame : data) {
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      png.writeBytes(signature);
      write(png, header);
      byte[] pixels = new byte[4 + frame.size()];
      System.arraycopy("IDAT".getBytes(StandardCharsets.US_ASCII), 0, pixels, 0, 4);
      System.arraycopy(frame.toByteArray(), 0, pixels, 4, frame.size());
      write(png, pixels);
      write(png, "IEND".getBytes(StandardCharsets.US_ASCII));
      images.add(ImageIO.read(new ByteArrayInputStream(png.toByteArray())));
    }
    return new ApngFrames(plays, delays, images, chunks);
  }

  private static void write(ByteArrayOutputStream png, byte[] named) {
    CRC32 sum = new CRC32();
    sum.update(named);
    png.writeBytes(ByteBuffer.allocate(4).putInt(named.length - 4).array());
    png.writeBytes(named);
    png.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }
}
