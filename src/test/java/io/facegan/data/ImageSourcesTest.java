package io.facegan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.facegan.error.FaceGanException;
import io.facegan.internal.data.TestImages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageSourcesTest {
  private static final byte[] PNG = TestImages.encoded(TestImages.rgb(4, 4), "png");
  private static final byte[] TEXT = "hello world".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;

  @Test
  void open_folder_sortsByNumberAndCountsOthers() throws IOException {
    for (String name : new String[] {"10.png", "2.PNG", "sub/1.png", "x.jpg/3.png"}) {
      TestImages.save(folder.resolve(name), PNG);
    }
    TestImages.save(folder.resolve("notes.txt"), TEXT);
    TestImages.save(folder.resolve(".hidden.png"), PNG);
    TestImages.save(folder.resolve(".thumbs/1.png"), PNG);
    try (ImageSource source = ImageSources.open(folder)) {
      assertThat(TestImages.names(source))
          .containsExactly("2.PNG", "10.png", "sub/1.png", "x.jpg/3.png");
      assertThat(source.describe()).isEqualTo("folder " + folder + " (1 other file ignored)");
      assertThat(source.read(2).image().getWidth()).isEqualTo(4);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void open_folder_survivesLoopsBrokenLinksAndPipes() throws Exception {
    TestImages.save(folder.resolve("a/1.png"), PNG);
    Files.createSymbolicLink(folder.resolve("a/back"), folder);
    Files.createSymbolicLink(folder.resolve("again"), folder.resolve("a"));
    Files.createSymbolicLink(folder.resolve("gone.png"), folder.resolve("nowhere"));
    Process pipe = new ProcessBuilder("mkfifo", folder.resolve("pipe.png").toString()).start();
    assertThat(pipe.waitFor()).isZero();
    try (ImageSource source = ImageSources.open(folder)) {
      assertThat(TestImages.names(source)).containsExactly("a/1.png", "gone.png");
      assertThat(source.describe()).endsWith("(1 other file ignored)");
      assertThatIOException()
          .isThrownBy(() -> source.read(1))
          .withMessageContaining("link is broken or circular");
    }
  }

  @Test
  void open_zip_knownByContentWhateverItsName() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("faces/", new byte[0]);
    entries.put("faces/10.png", PNG);
    entries.put("faces/9.png", PNG);
    entries.put("fake.jpg/", new byte[0]);
    entries.put("__MACOSX/faces/._9.png", TEXT);
    entries.put("faces/.DS_Store", TEXT);
    entries.put("list.csv", TEXT);
    entries.put("LICENSE", TEXT);
    Path zip = folder.resolve("faces.data");
    TestImages.zip(zip, entries);
    try (ImageSource source = ImageSources.open(zip)) {
      assertThat(TestImages.names(source)).containsExactly("faces/9.png", "faces/10.png");
      assertThat(source.describe()).isEqualTo("zip " + zip + " (2 other files ignored)");
      assertThat(source.read(0).image().getHeight()).isEqualTo(4);
    }
  }

  @Test
  void open_zip_withNamesInAnotherEncoding() throws IOException {
    Path zip = folder.resolve("old.zip");
    try (ZipOutputStream out =
        new ZipOutputStream(Files.newOutputStream(zip), StandardCharsets.ISO_8859_1)) {
      out.putNextEntry(new ZipEntry("J\u00fcrgen.png"));
      out.write(PNG);
    }
    try (ImageSource source = ImageSources.open(zip)) {
      assertThat(TestImages.names(source)).containsExactly("J\u00fcrgen.png");
      assertThat(source.read(0).image().getHeight()).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MATLAB 5.0 MAT-file, Platform|a MATLAB file that is not HDF5: save it with -v7.3",
        "CDF\u0001 x|a classic NetCDF file: convert it to HDF5 (nccopy -k nc4 OLD NEW)",
        "CDF\u0005 x|a classic NetCDF file: convert it to HDF5 (nccopy -k nc4 OLD NEW)",
        "\u0093NUMPY\u0001|a NumPy array: write it to an HDF5 file with h5py"
      })
  void open_arraysThatAreNotHdf5_saysHowToMakeThemSo(String start, String what) throws IOException {
    Path file = Files.writeString(folder.resolve("faces"), start, StandardCharsets.ISO_8859_1);
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> ImageSources.open(file))
        .withMessage("%s is %s", file, what);
  }

  @Test
  void open_nothingThere() {
    Path missing = folder.resolve("missing");
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> ImageSources.open(missing))
        .withMessageContainingAll(
            "nothing at " + missing, "folder of images", ".zip", "HDF5 file (.h5)");
  }

  @Test
  void open_noImages() throws IOException {
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> ImageSources.open(folder))
        .withMessage(
            "there are no images in folder %s: it needs .jpg, .png, .gif, .bmp, .webp or .tif files",
            folder);
    Path zip = folder.resolve("a.zip");
    TestImages.zip(zip, Map.of("a.txt", TEXT));
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> ImageSources.open(zip))
        .withMessage(
            "there are no images in zip %s (1 other file ignored):"
                + " it needs .jpg, .png, .gif, .bmp, .webp or .tif files",
            zip);
    Path empty = folder.resolve("empty.zip");
    TestImages.zip(empty, Map.of());
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> ImageSources.open(empty))
        .withMessageStartingWith("there are no images in zip " + empty);
  }

  @Test
  void open_notAZip() throws IOException {
    Path text = folder.resolve("a.zip");
    Files.write(text, TEXT);
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> ImageSources.open(text))
        .withMessageContainingAll(text.toString(), "bytes 68 65 6C 6C", "HDF5 file (.h5)");
    Path empty = folder.resolve("b.zip");
    Files.write(empty, new byte[0]);
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> ImageSources.open(empty))
        .withMessageContainingAll(empty.toString(), "it is empty", "HDF5 file (.h5)");
    Path image = folder.resolve("c.png");
    Files.write(image, PNG);
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> ImageSources.open(image))
        .withMessageContainingAll(image.toString(), "single image", "give the folder");
  }

  @Test
  void open_cutOffZip() throws IOException {
    Path zip = folder.resolve("a.zip");
    TestImages.zip(zip, Map.of("a.png", PNG, "b.png", PNG));
    byte[] whole = Files.readAllBytes(zip);
    Files.write(zip, Arrays.copyOf(whole, whole.length / 2));
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> ImageSources.open(zip))
        .withMessage(
            "%s is not a whole zip file (zip END header not found): copy or download it again",
            zip);
  }
}
