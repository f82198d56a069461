package io.facegan.drawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.facegan.error.FaceGanException;
import io.facegan.internal.data.PackedImages;
import io.facegan.internal.util.SplitMix;
import io.facegan.network.ImageShape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DrawnFacesTest {
  @Test
  void read_sameNumbers_samePixels() {
    try (PackedImages one = pack(new DrawnFaces(5, 40, 64));
        PackedImages two = pack(new DrawnFaces(5, 50, 64))) {
      int[] indices = IntStream.range(0, 40).toArray();
      assertThat(one.batch(indices).pixels()).isEqualTo(two.batch(indices).pixels());
    }
  }

  @Test
  void fingerprint_isThatOfTheFaces_andOfManyAlone() {
    DrawnFaces faces = new DrawnFaces(5, 1_000, 16);
    assertThat(faces.fingerprint()).isEqualTo(new DrawnFaces(5, 1_000, 16).fingerprint());
    assertThat(faces.fingerprint().orElseThrow().place()).isEqualTo("drawn-faces-5-1000-16");
    assertThat(
            Stream.of(
                    faces,
                    new DrawnFaces(6, 1_000, 16),
                    new DrawnFaces(5, 1_001, 16),
                    new DrawnFaces(5, 1_000, 17))
                .map(each -> each.fingerprint().orElseThrow())
                .flatMap(each -> Stream.of(each.place(), each.state()))
                .distinct())
        .hasSize(8);
    assertThat(new DrawnFaces(5, 999, 16).fingerprint()).isEmpty();
    assertThat(new DrawnFaces(5, 10_000, 128).fingerprint()).isPresent();
    assertThat(new DrawnFaces(5, 10_000, 130).fingerprint()).isEmpty();
  }

  @Test
  void read_everyFaceDiffers_clearly() {
    try (PackedImages faces = pack(new DrawnFaces(5, 100, 64))) {
      byte[][] pixels = pixels(faces);
      for (int a = 0; a < 100; a++) {
        for (int b = 0; b < a; b++) {
          assertThat(meanDifference(pixels[a], pixels[b])).as("%d and %d", a, b).isGreaterThan(6);
        }
      }
    }
  }

  @Test
  void read_collection_isVariedYetAligned() {
    try (PackedImages faces = pack(new DrawnFaces(9, 200, 64))) {
      byte[][] pixels = pixels(faces);
      double total = 0;
      for (int i = 1; i < pixels.length; i++) {
        total += meanDifference(pixels[i - 1], pixels[i]);
      }
      assertThat(total / (pixels.length - 1)).isBetween(30.0, 80.0);
      // In the average of all faces the eyes still stand out dark from the cheeks below.
      double eyes = meanLuma(pixels, 22, 30) + meanLuma(pixels, 34, 42);
      double cheeks = meanLuma(pixels, 22, 30, 36) + meanLuma(pixels, 34, 42, 36);
      assertThat(cheeks - eyes).isGreaterThan(20);
    }
  }

  @Test
  void read_seeds_giveOtherFaces() throws IOException {
    BufferedImage one = new DrawnFaces(1, 1, 64).read(0).image();
    BufferedImage two = new DrawnFaces(2, 1, 64).read(0).image();
    assertThat(one.getRGB(0, 0, 64, 64, null, 0, 64))
        .isNotEqualTo(two.getRGB(0, 0, 64, 64, null, 0, 64));
  }

  @Test
  void sample_everyStyleBeardAndGlassesOccurs() {
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      FaceTraits face = FaceSampler.sample(1, i);
      seen.add(face.hair().style());
      seen.add(face.beard());
      seen.add(face.glasses());
    }
    assertThat(seen)
        .contains((Object[]) FaceTraits.HairStyle.values())
        .contains((Object[]) FaceTraits.Beard.values())
        .contains((Object[]) FaceTraits.Glasses.values());
  }

  @Test
  void sample_staysTheSameOnEveryRelease() {
    FaceTraits face = FaceSampler.sample(42, 7);
    assertThat(face.hair().style()).isEqualTo(FaceTraits.HairStyle.LONG_FRINGE);
    assertThat(new SplitMix(42, 7).nextLong()).isEqualTo(483231565967908813L);
  }

  @Test
  void describe_namesEverything() {
    DrawnFaces faces = new DrawnFaces(42, DrawnFaces.DEFAULT_COUNT, 64);
    assertThat(faces.describe()).isEqualTo("10,000 drawn faces of 64x64 (seed 42)");
    assertThat(faces.size()).isEqualTo(10_000);
    assertThat(faces.name(7)).isEqualTo("face-00007");
    assertThat(faces.read(0).width()).isEqualTo(64);
  }

  @Test
  void badNumbers() {
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> new DrawnFaces(1, 0, 64))
        .withMessageContainingAll("drawn faces is 0", "at least 1");
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> new DrawnFaces(1, 1, 7))
        .withMessageContainingAll("side", "7 pixels", "8 to 4096");
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> new DrawnFaces(1, 5, 64).read(5));
  }

  private static PackedImages pack(DrawnFaces faces) {
    return PackedImages.pack(faces, ImageShape.rgb(64, 64));
  }

  private static byte[][] pixels(PackedImages faces) {
    byte[][] pixels = new byte[faces.size()][faces.shape().size()];
    for (int i = 0; i < pixels.length; i++) {
      faces.read(i, pixels[i], 0);
    }
    return pixels;
  }

  private static double meanDifference(byte[] one, byte[] two) {
    long sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.abs((one[i] & 255) - (two[i] & 255));
    }
    return (double) sum / one.length;
  }

  /** Returns the mean of the darkest of the eye rows between two columns. */
  private static double meanLuma(byte[][] pixels, int from, int to) {
    return Math.min(meanLuma(pixels, from, to, 27), meanLuma(pixels, from, to, 28));
  }

  private static double meanLuma(byte[][] pixels, int from, int to, int y) {
    long sum = 0;
    for (byte[] face : pixels) {
      for (int i = 3 * (64 * y + from); i < 3 * (64 * y + to); i++) {
        sum += face[i] & 255;
      }
    }
    return (double) sum / pixels.length / (3 * (to - from));
  }
}
