package io.facegan.internal.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.image.ImageTrait;
import io.facegan.image.SourceImage;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of every format, written by other programs and compared with another decoder. */
class ImageFormatsTest {
  private static final Map<String, ExpectedPixels> EXPECTED = ExpectedPixels.all();

  /**
   * The traits of every file. Those not named in {@link #tolerance} must have the very same pixels.
   */
  private static final String FILES =
      """
      bmp-1.bmp GREY
      bmp-16-565.bmp
      bmp-24-top-down.bmp
      bmp-24.bmp
      bmp-32-alpha.bmp ALPHA
      bmp-32.bmp
      bmp-4.bmp PALETTE
      bmp-8.bmp PALETTE
      bmp-grey8.bmp GREY
      bmp-rle4.bmp PALETTE
      bmp-rle8.bmp PALETTE
      exif-1-II.jpg
      exif-1-MM.jpg
      exif-2-II.jpg TURNED
      exif-2-MM.jpg TURNED
      exif-3-II.jpg TURNED
      exif-3-MM.jpg TURNED
      exif-4-II.jpg TURNED
      exif-4-MM.jpg TURNED
      exif-5-II.jpg TURNED
      exif-5-MM.jpg TURNED
      exif-6-II.jpg TURNED
      exif-6-MM.jpg TURNED
      exif-7-II.jpg TURNED
      exif-7-MM.jpg TURNED
      exif-8-II.jpg TURNED
      exif-8-MM.jpg TURNED
      gif-animated.gif PALETTE FIRST_OF_SEVERAL
      gif-hole.gif PALETTE ALPHA
      gif-interlaced.gif PALETTE
      gif-offset.gif PALETTE ALPHA
      gif-still.gif PALETTE
      jpeg-420.jpg
      jpeg-422.jpg
      jpeg-440.jpg
      jpeg-444.jpg
      jpeg-bad-profile.jpg
      jpeg-bare-420.jpg
      jpeg-bare-444.jpg
      jpeg-bare-from-0.jpg
      jpeg-cmyk-bare.jpg CMYK
      jpeg-cmyk-profile.jpg CMYK
      jpeg-cmyk-progressive.jpg CMYK
      jpeg-cmyk.jpg CMYK
      jpeg-grey-progressive.jpg GREY
      jpeg-grey.jpg GREY
      jpeg-progressive.jpg
      jpeg-restart.jpg
      jpeg-rgb-adobe.jpg
      jpeg-rgb-named.jpg
      jpeg-srgb.jpg
      jpeg-swapped.jpg
      jpeg-trailer.jpg
      jpeg-ycc-adobe.jpg
      jpeg-ycck.jpg CMYK
      png-chunks.png PALETTE
      png-gamma.png
      png-grey-alpha16.png GREY ALPHA DEEP
      png-grey-alpha8.png GREY ALPHA
      png-grey1-hole.png GREY ALPHA
      png-grey1-interlaced.png GREY
      png-grey1.png GREY
      png-grey16.png GREY DEEP
      png-grey2.png GREY
      png-grey4-hole.png GREY ALPHA
      png-grey4.png GREY
      png-grey8-gamma.png GREY
      png-grey8-hole.png GREY ALPHA
      png-grey8.png GREY
      png-palette-alpha.png PALETTE ALPHA
      png-palette-hole.png PALETTE ALPHA
      png-palette16-interlaced.png PALETTE
      png-palette16.png PALETTE
      png-palette2.png PALETTE
      png-palette200.png PALETTE
      png-palette4.png PALETTE
      png-rgb16-interlaced.png DEEP
      png-rgb16.png DEEP
      png-rgb8-hole.png ALPHA
      png-rgb8.png
      png-rgba16.png ALPHA DEEP
      png-rgba8-interlaced.png ALPHA
      png-rgba8.png ALPHA
      png-swapped.png
      webp-alpha-plain.webp ALPHA
      webp-alpha.webp ALPHA
      webp-animated.webp FIRST_OF_SEVERAL
      webp-lossless-alpha.webp ALPHA
      webp-lossless-palette.webp
      webp-lossless.webp
      webp-lossy-filtered.webp
      webp-lossy.webp
      webp-offset.webp ALPHA FIRST_OF_SEVERAL
      """;

  @ParameterizedTest
  @MethodSource("files")
  void decode_givesTheTraits(String name, Set<ImageTrait> traits) throws IOException {
    SourceImage image = ImageDecoder.decode(ExpectedPixels.file(name));
    assertThat(image.traits()).isEqualTo(traits);
    ImageFormat format =
        Arrays.stream(ImageFormat.values()).filter(f -> f.fits(name)).findFirst().orElseThrow();
    assertThat(image.format()).isEqualTo(format.label());
  }

  @ParameterizedTest
  @MethodSource("files")
  void decode_givesThePixelsOfAnotherDecoder(String name, Set<ImageTrait> traits)
      throws IOException {
    SourceImage image = ImageDecoder.decode(ExpectedPixels.file(name));
    ExpectedPixels expected = EXPECTED.get(name);
    assertThat(image.width()).isEqualTo(expected.width());
    assertThat(image.height()).isEqualTo(expected.height());
    for (int background : new int[] {0x000000, 0xFFFFFF, 0x0AC85A}) {
      int[] actual = pixels(image.image(), background);
      int most = 0;
      for (int i = 0; i < actual.length; i++) {
        int wanted = expected.on(background, i % expected.width(), i / expected.width());
        most = Math.max(most, distance(wanted, actual[i]));
      }
      assertThat(most)
          .as("largest difference on %06x", background)
          .isLessThanOrEqualTo(tolerance(name));
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void image_ofAPart_isThatPartOfAll(String name, Set<ImageTrait> traits) throws IOException {
    SourceImage image = ImageDecoder.decode(ExpectedPixels.file(name));
    Rectangle part = new Rectangle(3, 5, image.width() - 8, image.height() - 6);
    int[] all = pixels(image.image(), 0);
    int[] some = pixels(image.image(part), 0);
    for (int i = 0; i < some.length; i++) {
      int x = part.x + i % part.width;
      int y = part.y + i / part.width;
      assertThat(some[i]).isEqualTo(all[y * image.width() + x]);
    }
  }

  @Test
  void files_areAllThatThereAre() {
    Set<String> names = files().map(f -> (String) f.get()[0]).collect(Collectors.toSet());
    assertThat(new TreeSet<>(names)).isEqualTo(EXPECTED.keySet());
  }

  private static Stream<Arguments> files() {
    return FILES
        .lines()
        .map(line -> line.split(" "))
        .map(
            words -> {
              Set<ImageTrait> traits = EnumSet.noneOf(ImageTrait.class);
              Arrays.stream(words).skip(1).map(ImageTrait::valueOf).forEach(traits::add);
              return Arguments.of(words[0], traits);
            });
  }

  private static int tolerance(String name) {
    return switch (name) {
      // Five and six bits become eight by one rounding or another.
      case "bmp-16-565.bmp" -> 1;
      // Colour engines interpolate in the profile's tables in different ways.
      case "jpeg-cmyk-profile.jpg" -> 8;
      case "jpeg-swapped.jpg", "png-swapped.png" -> 1;
      // Of colours halved in height alone, some libjpegs repeat and some interpolate the rows.
      case "jpeg-440.jpg" -> 48;
      default -> 0;
    };
  }

  private static int[] pixels(BufferedImage image, int background) {
    RgbRows rows = new RgbRows(image, new Color(background));
    int[] all = new int[rows.width() * rows.height()];
    int[] row = new int[rows.width()];
    for (int y = 0; y < rows.height(); y++) {
      rows.read(y, row);
      System.arraycopy(row, 0, all, y * row.length, row.length);
    }
    return all;
  }

  private static int distance(int left, int right) {
    int most = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      most = Math.max(most, Math.abs((left >> shift & 255) - (right >> shift & 255)));
    }
    return most;
  }
}
