package io.facegan.internal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.data.Framing;
import io.facegan.drawn.DrawnFaces;
import io.facegan.image.SourceImage;
import io.facegan.internal.data.Packing;
import io.facegan.network.ImageShape;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.IntBinaryOperator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerceptualHashTest {
  private static final DrawnFaces FACES = new DrawnFaces(5, 25, 136);

  private final PerceptualHash hash = new PerceptualHash(Packing.of(ImageShape.rgb(128, 128)));

  @Test
  void brighterToTheRight_setsEveryBitButThoseDownwards() throws IOException {
    long[] words = of(grey(144, (x, y) -> 20 + x));

    assertThat(words).containsExactly(-1, -1, -1, -1, -1, 0, 0, 0, 0);
    assertThat(of(grey(144, (x, y) -> 220 - x))).containsOnly(0);
    assertThat(of(grey(144, (x, y) -> 20 + y))).containsExactly(0, 0, 0, 0, 0, -1, -1, -1, -1);
  }

  @Test
  void bits_areThoseOfRowsAndNeighboursToTheRight() throws IOException {
    long coarse = of(grey(72, (x, y) -> x == 24 || y < 36 && x >= 64 ? 200 : 20))[0];

    // Of the 9 columns of 8 pixels the 4th is brighter than the 3rd, above also the 9th than the
    // 8th.
    long upper = 0b1000_0100;
    long lower = 0b0000_0100;
    assertThat(coarse)
        .isEqualTo(
            upper
                | upper << 8
                | upper << 16
                | upper << 24
                | lower << 32
                | lower << 40
                | lower << 48
                | lower << 56);
  }

  @Test
  void differencesOfOneLevel_areNoise() throws IOException {
    BufferedImage noisy = grey(72, (x, y) -> y < 36 ? 100 + x / 8 % 2 : 180);

    assertThat(of(noisy)[0]).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 15})
  void fewShades_areBlank(int contrast) throws IOException {
    assertThat(of(grey(72, (x, y) -> 90 + (x < 36 ? contrast : 0)))).isEmpty();
    assertThat(of(grey(72, (x, y) -> 90 + (x < 36 ? 16 : 0)))).hasSize(PerceptualHash.WORDS);
  }

  @Test
  void copies_areNearTheirImage() throws IOException {
    for (int i = 0; i < FACES.size(); i++) {
      BufferedImage face = FACES.read(i).image();
      PerceptualHashes hashes = new PerceptualHashes(6);
      hashes.set(0, of(face));
      hashes.set(1, of(TestSource.scaled(face, 272, 272)));
      hashes.set(2, of(TestSource.scaled(face, 82, 82)));
      hashes.set(3, of(saved(face, 0.75f)));
      hashes.set(4, of(new RescaleOp(0.9f, 10, null).filter(face, null)));
      hashes.set(5, of(withoutColour(face)));
      for (int copy = 1; copy < 6; copy++) {
        assertThat(hashes.areSimilar(0, copy)).as("face %d, copy %d", i, copy).isTrue();
      }
    }
  }

  @Test
  void differentFaces_areNotNear() throws IOException {
    PerceptualHashes hashes = new PerceptualHashes(FACES.size());
    for (int i = 0; i < FACES.size(); i++) {
      hashes.set(i, of(FACES.read(i).image()));
      for (int earlier = 0; earlier < i; earlier++) {
        assertThat(hashes.areSimilar(earlier, i)).as("faces %d and %d", earlier, i).isFalse();
      }
    }
  }

  @Test
  void box_isAllThatCounts() throws IOException {
    ImageShape shape = ImageShape.rgb(64, 64);
    PerceptualHash box =
        new PerceptualHash(new Packing(shape, Framing.box(36, 36, 72, 72), Color.WHITE, false));
    BufferedImage whole =
        grey(144, (x, y) -> Math.max(Math.abs(x - 72), Math.abs(y - 72)) > 36 ? 255 : x + y);

    assertThat(box.of(SourceImage.of(whole, "PNG")))
        .isEqualTo(of(whole.getSubimage(36, 36, 72, 72)));
    assertThatThrownBy(() -> box.of(SourceImage.of(grey(100, (x, y) -> x), "PNG")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("box:36,36,72x72");
  }

  private long[] of(BufferedImage image) throws IOException {
    return hash.of(SourceImage.of(image, "PNG"));
  }

  private static BufferedImage grey(int side, IntBinaryOperator levels) {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        image.getRaster().setSample(x, y, 0, levels.applyAsInt(x, y));
      }
    }
    return image;
  }

  private static BufferedImage withoutColour(BufferedImage face) {
    BufferedImage grey =
        new BufferedImage(face.getWidth(), face.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < face.getHeight(); y++) {
      for (int x = 0; x < face.getWidth(); x++) {
        Color colour = new Color(face.getRGB(x, y));
        int luma =
            (299 * colour.getRed() + 587 * colour.getGreen() + 114 * colour.getBlue()) / 1000;
        grey.getRaster().setSample(x, y, 0, luma);
      }
    }
    return grey;
  }

  private static BufferedImage saved(BufferedImage image, float quality) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    param.setCompressionQuality(quality);
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
  }
}
