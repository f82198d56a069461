package io.facegan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.facegan.error.FaceGanException;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableDataset;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files by other programs than h5py, known by what these leave beside the data. */
class HdfProgramsTest {
  /** MATLAB's height x width x channel x image, as it lies in a file. */
  private static final String MATLAB_COLOUR = "ncxy";

  private static final int COUNT = 5;

  @TempDir private Path folder;

  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("faces.h5");
  }

  @Test
  void matlab_colourStackBesideItsTables() throws IOException {
    write(
        hdf -> {
          matlab(hdf.putDataset("faces", array(MATLAB_COLOUR)), "uint8");
          matlab(hdf.putDataset("labels", new double[1][COUNT]), "double");
          matlab(hdf.putDataset("features", new double[40][COUNT]), "double");
          matlab(hdf.putDataset("mask", array("nxy")), "logical");
          matlab(hdf.putDataset("text", array("xy")), "char");
        });
    HdfFixture.assertStack(file, "faces", COUNT, 3);
    assertDescribed(
        "", " (4 other datasets ignored, read as MATLAB's height x width (x channel) x image)");
  }

  @ParameterizedTest
  @CsvSource({"nxy,1", "ncxy,3", "nyxc,3"})
  void matlab_stack_turnedUnlessItsChannelsAreLastInTheFile(String axes, int channels)
      throws IOException {
    write(hdf -> matlab(hdf.putDataset("faces", array(axes)), "double"));
    HdfFixture.assertStack(file, "faces", COUNT, channels);
    if (axes.equals("nyxc")) {
      assertDescribed(
          "",
          " (read as MATLAB's channel x width x height (x image): permute it if the images lie on"
              + " their side)");
    }
  }

  @Test
  void matlab_cellOfImages() throws IOException {
    write(
        hdf -> {
          WritableGroup cells = hdf.putGroup("#refs#");
          matlab(cells.putDataset("a", slice("cxy", 0)), "uint8");
          matlab(cells.putDataset("b", slice("xy", 1)), "uint8");
          matlab(cells.putDataset("c", slice("cxy", 2)), "uint8");
        });
    try (HdfSource source = HdfSource.open(file, "")) {
      int[] channels = {3, 1, 3};
      assertThat(source.size()).isEqualTo(channels.length);
      for (int i = 0; i < channels.length; i++) {
        HdfFixture.assertImage(source.read(i), i, channels[i]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cxyn", "xycn"})
  void matlab_imagesAlongItsFirstAxis_saysHowToPermute(String axes) {
    write(hdf -> matlab(hdf.putDataset("faces", array(axes)), "uint8"));
    assertRefusal(
        "cannot be read: MATLAB wrote it with the images along its first axis, the last of the"
            + " file: permute it to height x width (x channel) x image and save it again");
  }

  @Test
  void matlab_squareGreyImagesAlongItsFirstAxis() {
    write(hdf -> matlab(hdf.putDataset("faces", new int[9][9][20]), "uint8"));
    assertRefusal("MATLAB wrote it with the images along its first axis");
    write(hdf -> matlab(hdf.putDataset("faces", new int[20][9][9]), "uint8"));
    assertDescribed("", " (read as MATLAB's height x width (x channel) x image)");
  }

  @Test
  void octave_knownByItsGroup() throws IOException {
    write(
        hdf -> {
          WritableGroup faces = hdf.putGroup("faces");
          faces.putAttribute("OCTAVE_NEW_FORMAT", (byte) 1);
          faces.putDataset("type", "uint8 matrix");
          faces.putDataset("value", array(MATLAB_COLOUR));
        });
    try (HdfSource source = HdfSource.open(file, "faces/value")) {
      HdfFixture.assertImage(source.read(4), 4, 3);
    }
    assertDescribed(
        "faces/value", "/faces/value (read as Octave's height x width (x channel) x image)");
  }

  @Test
  void r_readsAsItLiesInTheFile_andSaysSo() throws IOException {
    write(hdf -> r(hdf.putDataset("faces", array("ncyx"))));
    HdfFixture.assertStack(file, "faces", COUNT, 3);
    assertDescribed(
        "",
        " (read as R's width x height (x channel) x image: aperm it if the images lie on their"
            + " side)");
    write(hdf -> r(hdf.putDataset("faces", array("cxyn"))));
    assertRefusal(
        "R wrote it with the images along its first axis, the last of the file: aperm it to width"
            + " x height (x channel) x image");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HDF5-based Julia Data Format, version 0.1.1\0 (Julia 1.9.3 64-bit LE)",
        "Julia data file (HDF5), version 0.1.1\0"
      })
  void julia_knownByTheBlockBeforeItsData(String start) throws IOException {
    byte[] bytes = HdfFixture.bytes("userblock.h5");
    byte[] text = start.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, bytes, 0, text.length);
    Files.write(file, bytes);
    HdfFixture.assertStack(file, "images", 2, 3);
    assertDescribed(
        "",
        " (read as Julia's channel x width x height (x image): permutedims it if the images lie"
            + " on their side)");
  }

  @Test
  void pyTables_saysHowToStoreItOtherwise() {
    write(
        hdf -> {
          hdf.putAttribute("PYTABLES_FORMAT_VERSION", "2.1");
          hdf.putDataset("names", new String[] {"a", "b"});
        });
    assertRefusal("it has names ", "; save the images with PyTables as a CArray or an EArray");
    assertThat(HdfFilters.refusal("blosc", HdfOrigin.PYTABLES))
        .isEqualTo(
            "it is stored with the filter blosc, which is not supported: store it with zlib"
                + " (ptrepack --complib=zlib --complevel=5 OLD NEW)");
  }

  @Test
  void netcdf_signedBytesThatAreMeantUnsigned() throws IOException {
    write(
        hdf -> {
          hdf.putAttribute("_NCProperties", "version=2,netcdf=4.9.0,hdf5=1.10.8");
          byte[][][] bytes = new byte[COUNT][HdfFixture.HEIGHT][HdfFixture.WIDTH];
          fill(bytes, "nyx", new int[4], 0);
          hdf.putDataset("faces", bytes).putAttribute("_Unsigned", "true");
        });
    HdfFixture.assertStack(file, "faces", COUNT, 1);
  }

  @ParameterizedTest
  @CsvSource({"1,0", "0.00392156862745098,0"})
  void netcdf_scalesThatChangeNoImage(double scale, double offset) throws IOException {
    writePacked(scale, offset);
    HdfFixture.assertStack(file, "faces", COUNT, 3);
  }

  @ParameterizedTest
  @CsvSource({"0.5,0", "1,-10.0", "0.00392156862745098,-1.0"})
  void netcdf_packedValues_areNotTakenAsTheyAre(double scale, double offset) {
    writePacked(scale, offset);
    assertRefusal("its values are packed (scale_factor " + scale + ", add_offset " + offset + ")");
  }

  @Test
  void noMark_axesThatWouldMakeAStackInReverse_areNamed() {
    write(hdf -> hdf.putDataset("faces", array("cxyn")));
    assertRefusal(
        "there are no images",
        "; faces would be a stack with its axes reversed, as Julia, R, MATLAB and Fortran have"
            + " them");
  }

  @Test
  void fingerprint_changesWithTheOrderOfTheAxes() throws IOException {
    write(hdf -> matlab(hdf.putDataset("faces", array(MATLAB_COLOUR)), "uint8"));
    try (HdfSource source = HdfSource.open(file, "")) {
      assertThat(source.fingerprint().orElseThrow().state()).endsWith(" turned");
    }
  }

  private void writePacked(double scale, double offset) {
    write(
        hdf -> {
          hdf.putAttribute("_NCProperties", "version=2,netcdf=4.9.0,hdf5=1.10.8");
          WritableDataset faces = hdf.putDataset("faces", array("nyxc"));
          faces.putAttribute("scale_factor", scale);
          faces.putAttribute("add_offset", new double[] {offset});
        });
  }

  private void write(Consumer<WritableHdfFile> content) {
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      content.accept(hdf);
    }
  }

  private static void matlab(WritableDataset dataset, String kind) {
    dataset.putAttribute("MATLAB_class", kind);
  }

  private static void r(WritableDataset dataset) {
    dataset.putAttribute("rhdf5-NA.OK", new int[] {1});
  }

  /** Returns a stack with these axes: image n, row y, column x and channel c. */
  private static Object array(String axes) {
    return slice(axes, 0);
  }

  private static Object slice(String axes, int image) {
    int[] lengths = axes.chars().map(HdfProgramsTest::length).toArray();
    Object array = Array.newInstance(int.class, lengths);
    fill(array, axes, new int[] {image, 0, 0, 0}, 0);
    return array;
  }

  private static int length(int axis) {
    return switch (axis) {
      case 'n' -> COUNT;
      case 'y' -> HdfFixture.HEIGHT;
      case 'x' -> HdfFixture.WIDTH;
      default -> 3;
    };
  }

  private static void fill(Object array, String axes, int[] place, int depth) {
    int axis = "nyxc".indexOf(axes.charAt(depth));
    for (int i = 0; i < Array.getLength(array); i++) {
      place[axis] = i;
      if (depth + 1 < axes.length()) {
        fill(Array.get(array, i), axes, place, depth + 1);
        continue;
      }
      int value = HdfFixture.value(place[0], place[1], place[2], place[3]);
      if (array instanceof byte[] bytes) {
        bytes[i] = (byte) value;
      } else {
        Array.setInt(array, i, value);
      }
    }
    place[axis] = 0;
  }

  private void assertDescribed(String inside, String end) {
    try (HdfSource source = HdfSource.open(file, inside)) {
      assertThat(source.describe()).isEqualTo("HDF5 " + file + end);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void assertRefusal(String... parts) {
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> HdfSource.open(file, "").close())
        .withMessageContainingAll(parts);
  }
}
