package io.facegan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.facegan.error.FaceGanException;
import io.facegan.image.ImageTrait;
import io.facegan.internal.data.TestImages;
import io.facegan.internal.image.ImageDecoder;
import io.facegan.internal.image.UnusableImageException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that cannot be read, and files that are no images of a collection, beside images. */
class OtherFormatsTest {
  private static final byte[] PNG = TestImages.encoded(TestImages.rgb(9, 9), "png");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "a.HEIC, ftypheic, a HEIC file",
    "a.heif, ftypmif1, a HEIF file",
    "a.avif, ftypavif, an AVIF file",
    "a.cr3, 'ftypcrx ', a camera raw file (CR3)",
  })
  void read_containersOfVideos(String name, String brand, String words) throws IOException {
    refused(name, "\0\0\0\u0018" + brand + "\0\0\0\0", words);
  }

  @ParameterizedTest
  @CsvSource({
    "a.psd, 8BPS, a Photoshop file",
    "a.svg, '<svg xmlns=', an SVG drawing",
    "a.svg, '<?xml version=', an SVG drawing",
    "a.tga, any, a Targa file",
    "a.NEF, any, a camera raw file",
    "a.cr2, II*, a camera raw file",
    "a.raf, FUJIFILMCCD-RAW, a camera raw file",
    "a.xcf, gimp xcf v011, a GIMP file",
    "a.ico, any, a Windows icon",
    "a.jxl, any, a JPEG XL file",
    "a.jp2, any, a JPEG 2000 file",
    "a.exr, any, an OpenEXR file",
  })
  void read_otherFormats(String name, String start, String words) throws IOException {
    refused(name, start, words);
  }

  @Test
  void read_otherFormatByItsContent() throws IOException {
    refused("a.jpg", "8BPS\0\1", "a Photoshop file");
    refused("b.png", "\u00FF\n\u00FA\u0001", "a JPEG XL file");
    refused("c.png", "\0\0\0\fjP  \r\n", "a JPEG 2000 file");
    refused("d.gif", "\0\0\1\0\1\0", "a Windows icon");
  }

  /** Counts it as an image, and refuses it with its name and the remedy. */
  private void refused(String name, String content, String words) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
    try (ImageSource source = ImageSources.open(folder)) {
      int index = TestImages.names(source).indexOf(name);
      assertThatIOException()
          .isThrownBy(() -> source.read(index))
          .isInstanceOf(UnusableImageException.class)
          .withMessage("it is %s, which is not supported: convert it to PNG or JPEG", words);
    }
  }

  @Test
  void read_otherFormat_longerThanAnyImageThatIsRead() throws IOException {
    Path file = folder.resolve("a.psd");
    Files.write(file, "8BPS".getBytes(StandardCharsets.US_ASCII));
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(ImageDecoder.MAX_BYTES + 1L);
    }
    try (ImageSource source = ImageSources.open(folder)) {
      assertThatIOException()
          .isThrownBy(() -> source.read(0))
          .withMessageStartingWith("it is a Photoshop file");
    }
  }

  @Test
  void read_cameraRaw_isNotTakenForTheTiffOfItsPreview() throws IOException {
    byte[] tiff = TestImages.encoded(TestImages.rgb(9, 9), "tif");
    Files.write(folder.resolve("a.tif"), tiff);
    refused("b.NEF", new String(tiff, StandardCharsets.ISO_8859_1), "a camera raw file");
    try (ImageSource source = ImageSources.open(folder)) {
      assertThat(source.read(0).format()).isEqualTo("TIFF");
    }
  }

  @Test
  void read_imageNamedAsAnotherFormat_isRead() throws IOException {
    Files.write(folder.resolve("a.heic"), PNG);
    try (ImageSource source = ImageSources.open(folder)) {
      assertThat(source.read(0).traits()).contains(ImageTrait.MISNAMED);
    }
  }

  @Test
  void open_whatProgramsLeave_isPassedOver() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("a.png", PNG);
    for (String left :
        new String[] {
          "._a.png",
          ".DS_Store",
          ".git/a.png",
          ".thumbnails/a.png",
          ".stversions/a.png",
          ".Trash-1000/files/a.png",
          ".picasa.ini",
          "__MACOSX/._a.png",
          "@eaDir/a.png/SYNOPHOTO_THUMB_M.jpg",
          "#recycle/a.png",
          "$RECYCLE.BIN/$R1.png",
          "$Recycle.Bin/$R2.png",
          "lost+found/a.png",
          "Photos Previews.lrdata/0/a.png",
          "System Volume Information/a.png",
          "Thumbs.db",
          "desktop.ini",
          "Picasa.ini",
        }) {
      files.put(left, PNG);
      TestImages.save(folder.resolve("tree").resolve(left), PNG);
    }
    TestImages.save(folder.resolve("tree/a.png"), PNG);
    TestImages.zip(folder.resolve("a.zip"), files);
    for (String path : new String[] {"tree", "a.zip"}) {
      try (ImageSource source = ImageSources.open(folder.resolve(path))) {
        assertThat(TestImages.names(source)).containsExactly("a.png");
        assertThat(source.describe()).endsWith(path);
      }
    }
  }

  @Test
  void open_folderOfAZipThatIsNamedLikeALeftover_isWhatTheUserWants() throws IOException {
    TestImages.zip(folder.resolve("a.zip"), Map.of(".thumbnails/a.png", PNG));
    try (ImageSource source = ImageSources.open(folder.resolve("a.zip/.thumbnails"))) {
      assertThat(source.size()).isEqualTo(1);
    }
  }

  @Test
  void read_appleDouble() throws IOException {
    Files.write(folder.resolve("a.jpg"), new byte[] {0, 5, 22, 7, 0, 2, 0, 0});
    try (ImageSource source = ImageSources.open(folder)) {
      assertThatIOException()
          .isThrownBy(() -> source.read(0))
          .withMessageContainingAll("macOS", "copy the file itself");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"faces.zip", "a.jpg", "a.h5", "a"})
  void open_webPage(String name) throws IOException {
    Path page = Files.writeString(folder.resolve(name), "\n<!DOCTYPE html><html><body>404");
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> ImageSources.open(page))
        .withMessage("%s is a web page, probably from a failed download: fetch it again", page);
  }
}
