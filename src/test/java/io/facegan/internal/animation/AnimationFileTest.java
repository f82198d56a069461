package io.facegan.internal.animation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.error.FaceGanException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Node;

class AnimationFileTest {
  @TempDir private Path folder;

  @Test
  void gif_hasTheFramesAndKeepsToTheRate() throws IOException {
    Path file = folder.resolve("made/walk.gif");
    write(file, frames(7, BufferedImage.TYPE_3BYTE_BGR), 30, 1);
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    List<Integer> delays = new ArrayList<>();
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      reader.setInput(in);
      assertThat(reader.getNumImages(true)).isEqualTo(7);
      for (int i = 0; i < 7; i++) {
        assertSame(reader.read(i), frame(i, BufferedImage.TYPE_3BYTE_BGR));
        Node root = reader.getImageMetadata(i).getAsTree("javax_imageio_gif_image_1.0");
        IIOMetadataNode control = find(root, "GraphicControlExtension");
        delays.add(Integer.parseInt(control.getAttribute("delayTime")));
        assertThat(control.getAttribute("disposalMethod")).isEqualTo("none");
        IIOMetadataNode extension = find(root, "ApplicationExtension");
        if (i == 0) {
          assertThat(extension.getAttribute("applicationID")).isEqualTo("NETSCAPE");
          assertThat((byte[]) extension.getUserObject()).containsExactly(1, 0, 0);
        } else {
          assertThat(extension).isNull();
        }
      }
    } finally {
      reader.dispose();
    }
    // 3 1/3 each.
    assertThat(delays).containsExactly(3, 4, 3, 3, 4, 3, 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_BYTE_GRAY})
  void png_hasTheFramesExactly(int type) throws IOException {
    Path file = folder.resolve("walk.png");
    write(file, frames(4, type), 25, 1);
    ApngFrames read = ApngFrames.read(Files.readAllBytes(file));
    assertThat(read.plays()).isZero();
    assertThat(read.images()).hasSize(4);
    for (int i = 0; i < 4; i++) {
      assertSame(read.images().get(i), frame(i, type));
      assertThat(read.delays().get(i)).isEqualTo("1/25");
    }
    assertSame(ImageIO.read(file.toFile()), frame(0, type));
  }

  @Test
  void noise_isKept_thoughItGrows() throws IOException {
    BufferedImage noise = new BufferedImage(200, 200, BufferedImage.TYPE_3BYTE_BGR);
    Random random = new Random(3);
    for (int i = 0; i < 200 * 200; i++) {
      noise.setRGB(i % 200, i / 200, random.nextInt());
    }
    Path file = folder.resolve("noise.png");
    write(file, List.of(noise, noise), 1, 1);
    ApngFrames read = ApngFrames.read(Files.readAllBytes(file));
    assertThat(Files.size(file)).isGreaterThan(2 * 200 * 200 * 3);
    assertSame(read.images().get(0), noise);
    assertSame(read.images().get(1), noise);
  }

  @Test
  void scaledFrames_areThatMuchLarger() throws IOException {
    for (int type : new int[] {BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_BYTE_GRAY}) {
      Path file = folder.resolve("large.png");
      BufferedImage even = new BufferedImage(6, 4, type);
      for (int i = 0; i < 24; i++) {
        even.getRaster().setPixel(i % 6, i / 6, new int[] {77, 88, 99});
      }
      write(file, List.of(even), 25, 3);
      BufferedImage large = ImageIO.read(file.toFile());
      assertThat(large.getWidth()).isEqualTo(18);
      assertThat(large.getHeight()).isEqualTo(12);
      assertThat(large.getRaster().getPixel(17, 0, (int[]) null))
          .isEqualTo(even.getRaster().getPixel(5, 0, (int[]) null));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"walk.gif", "walk.png"})
  void unfinished_leavesWhatWasThere(String name) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "earlier");
    try (AnimationFile animation = AnimationFile.begin(file, 3, 25, 1)) {
      animation.add(frame(0, BufferedImage.TYPE_3BYTE_BGR));
      animation.add(frame(1, BufferedImage.TYPE_3BYTE_BGR));
    }
    assertThat(file).hasContent("earlier");
    assertThat(folder.toFile().list()).containsExactly(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.jpg | 25 | 1 | its name must end with .gif, .png or .mp4, which says how it is written",
        "a.gif | 51 | 1 | a rate of 51 frames a second, and GIF files can have 1 to 50",
        "a.png | 0 | 1 | a rate of 0 frames a second, and animations can have 1 to 100",
        "a.png | 101 | 1 | a rate of 101 frames a second, and animations can have 1 to 100",
        "a.gif | 25 | 17 | a scale of 17, and 1 to 16 are possible",
        "a.gif | 25 | 0 | a scale of 0, and 1 to 16 are possible",
      })
  void whatCannotBeWritten_isRefused(String name, int rate, int scale, String reason) {
    Path file = folder.resolve(name);
    assertThatThrownBy(() -> AnimationFile.check(file, rate, scale))
        .isInstanceOf(FaceGanException.class)
        .hasMessage("animation %s: %s".formatted(file, reason));
  }

  @Test
  void places_areChecked() throws IOException {
    Path taken = Files.createDirectory(folder.resolve("folder.gif"));
    assertThatThrownBy(() -> AnimationFile.check(taken, 25, 1))
        .hasMessageContainingAll(taken.toString(), "is a folder", "name a file");
    assertThatThrownBy(() -> AnimationFile.begin(folder.resolve("a.gif"), 0, 25, 1))
        .hasMessageContaining("it would have no frames");
    assertThat(folder.toFile().list()).containsExactly("folder.gif");
  }

  private static void write(Path file, List<BufferedImage> frames, int rate, int scale) {
    try (AnimationFile animation = AnimationFile.begin(file, frames.size(), rate, scale)) {
      frames.forEach(animation::add);
    }
  }

  private static List<BufferedImage> frames(int count, int type) {
    List<BufferedImage> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(frame(i, type));
    }
    return frames;
  }

  /** Of fewer colours than a palette has, other ones for each frame. */
  private static BufferedImage frame(int number, int type) {
    BufferedImage frame = new BufferedImage(9, 7, type);
    for (int i = 0; i < 9 * 7; i++) {
      int[] levels = {20 * number + i, 255 - 3 * i, (i * i + 31 * number) % 256};
      frame.getRaster().setPixel(i % 9, i / 9, levels);
    }
    return frame;
  }

  private static void assertSame(BufferedImage actual, BufferedImage expected) {
    int width = expected.getWidth();
    int height = expected.getHeight();
    assertThat(actual.getWidth()).isEqualTo(width);
    assertThat(actual.getHeight()).isEqualTo(height);
    int[] none = null;
    assertThat(actual.getRGB(0, 0, width, height, none, 0, width))
        .isEqualTo(expected.getRGB(0, 0, width, height, none, 0, width));
  }

  private static IIOMetadataNode find(Node root, String name) {
    return (IIOMetadataNode) ((IIOMetadataNode) root).getElementsByTagName(name).item(0);
  }
}
