package io.facegan.internal.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.drawn.DrawnFaces;
import io.facegan.image.SourceImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Damages files at random places, mostly in their headers: every result is an image, or refused by
 * the documented exception, whose message is one line. {@code -Dmutations=N} tries N damages of
 * each file.
 */
class MutatedImagesTest {
  private static final int MUTATIONS = Integer.getInteger("mutations", 150);

  /** The beginning of a file, where its header and its tables are. */
  private static final int HEADER = 64;

  private static final int[] INTERESTING = {0, 1, 2, 3, 7, 8, 16, 0x7F, 0x80, 0xFE, 0xFF};

  @ParameterizedTest
  @MethodSource("files")
  void decode_damaged_isAnImageOrRefused(String name) throws IOException {
    byte[] whole = name.endsWith(".tif") ? tiff(name) : ExpectedPixels.file(name);
    Random random = new Random(name.hashCode());
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] damaged = damage(whole, random);
      try {
        SourceImage image = ImageDecoder.decode(damaged);
        assertThat(image.image().getWidth()).isEqualTo(image.width());
      } catch (UnusableImageException | EnvironmentException refused) {
        assertThat(refused.getMessage()).as("damage %d", i).isNotBlank().doesNotContain("\n");
      } catch (IOException | RuntimeException | Error other) {
        throw new AssertionError("damage %d of %s".formatted(i, name), other);
      }
    }
  }

  private static Stream<String> files() {
    return Stream.concat(
        ExpectedPixels.all().keySet().stream().filter(name -> !name.startsWith("exif")),
        Stream.of("none.tif", "LZW.tif", "PackBits.tif", "Deflate.tif", "JPEG.tif"));
  }

  private static byte[] tiff(String name) throws IOException {
    String compression = name.substring(0, name.length() - 4);
    return TiffTest.written(new DrawnFaces(1, 3, 32).read(2).image(), compression, false);
  }

  private static byte[] damage(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int range = random.nextInt(3) > 0 ? Math.min(HEADER, bytes.length) : bytes.length;
      int at = random.nextInt(range);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) INTERESTING[random.nextInt(INTERESTING.length)];
        case 2 -> bytes[at] = (byte) random.nextInt();
        case 3 -> bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
        default -> {
          // Moves a piece of the file elsewhere.
          int length = random.nextInt(1 + bytes.length - at);
          int to = random.nextInt(1 + bytes.length - length);
          System.arraycopy(bytes, at, bytes, to, length);
        }
      }
    }
    return bytes;
  }
}
