package io.facegan.data;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.facegan.error.FaceGanException;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HdfRefusalTest {
  private static final String NO_IMAGE =
      "but an image is height x width (x channels) of at least 8x8 numbers,"
          + " and a stack has one more axis in front";

  private static final String UNKNOWN =
      "%s uses a part of HDF5 that is not read, or is damaged (%s): write it again as plain"
          + " datasets with h5py's default settings, or copy it again";

  @TempDir Path folder;

  @Test
  void open_severalStacks_namesThem() throws IOException {
    Path file = HdfFixture.unpack("choice.h5", folder);
    assertRefusal(
        file,
        "several",
        "%s/several ... test uint8 [2, 11, 9, 3],"
            + " train uint8 [3, 11, 9, 3] ... append the path of one ... %1$s/several/test");
  }

  @Test
  void open_stackAndSingleImage_namesBoth() throws IOException {
    Path file = HdfFixture.unpack("choice.h5", folder);
    assertRefusal(
        file,
        "mixed",
        "%s/mixed ... images uint8 [2, 11, 9, 3],"
            + " logo uint8 [11, 9, 3] ... append the path of one ... %1$s/mixed/images");
  }

  @Test
  void open_noImages_namesWhatThereIs() throws IOException {
    Path file = HdfFixture.unpack("choice.h5", folder);
    assertRefusal(
        file,
        "none",
        "there are no images in %s/none: it has compound compound [9, 9],"
            + " empty uint8 [0, 11, 9, 3], five uint8 [1, 1, 1, 8, 8], fixed text [9, 9],"
            + " flags enum [9, 9], long uint8 [8, 137], null float32, one uint8 and 3 more, "
            + NO_IMAGE);
    assertRefusal(file, "bare", "there are no datasets in %s/bare");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "none/text|text variable-length [2]",
        "none/fixed|fixed text [9, 9]",
        "none/compound|compound compound [9, 9]",
        "none/flags|flags enum [9, 9]",
        "none/empty|empty uint8 [0, 11, 9, 3]",
        "none/one|one uint8",
        "none/five|five uint8 [1, 1, 1, 8, 8]",
        "none/two|two uint8 [2, 8, 8, 2]",
        "tables/labels|labels int64 [5]"
      })
  void open_datasetThatIsNoImage(String inside, String words) throws IOException {
    Path file = HdfFixture.unpack("choice.h5", folder);
    assertRefusal(
        file,
        inside,
        "there are no images in %s/" + inside + ": it has " + words + ", " + NO_IMAGE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "val|there is nothing at val: it has bare, greys, mixed, none, several, tables",
        "several/val/x|there is nothing at several/val: it has test, train",
        "bare/x|there is nothing at bare/x: it has nothing",
        "several/test/0|several/test is a dataset: give its path alone"
      })
  void open_nothingAtThePath_namesWhatThereIs(String inside, String problem) throws IOException {
    assertRefusal(HdfFixture.unpack("choice.h5", folder), inside, "in %s " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "other|other is a link to another file, other.h5:/images: give that file",
        "circle|circle is a circular link",
        "broken|there is nothing at broken: it has 0.png, a, absolute, broken, circle, hidden,"
            + " other, way"
      })
  void open_linkThatLeadsNowhere(String inside, String problem) throws IOException {
    assertRefusal(HdfFixture.unpack("links.h5", folder), inside, "in %s " + problem);
  }

  @ParameterizedTest
  @CsvSource({"scaleoffset,4", "lz4,4"})
  void open_unknownFilter_isNamed(String filter, int count) throws IOException {
    assertRefusal(
        HdfFixture.unpack("filters-latest.h5", folder),
        filter,
        (filter
                + " uint8 ["
                + count
                + ", 11, 9, 3] in %s/"
                + filter
                + " cannot be read ... filter ")
            + (filter + " ... store it with gzip"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "deep|uint8 [1099511627776, 11, 9, 3]|it claims more images than the file can hold",
        "many|uint8 [2147483647, 11, 9, 3]|it claims more images than the file can hold",
        "wide|uint8 [2, 1048576, 1048576, 3]|it claims 1048576x1048576 pixels,"
            + " 1,099,512 megapixels ... 100 ... scale it down"
      })
  void open_stackThatClaimsTooMuch(String inside, String words, String reason) throws IOException {
    assertRefusal(
        HdfFixture.unpack("claims.h5", folder),
        inside,
        "%2$s %3$s in %1$s/%2$s cannot be read: %4$s",
        inside,
        words,
        reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "claims.h5|square|0|it claims 1048576x1048576 pixels, 1,099,512 megapixels ... 100"
            + " ... scale it down",
        "claims.h5|never|0|no stored data",
        "claims.h5|part|0|no stored data",
        "latest.h5|gap|3|never stored or cannot be found"
      })
  void read_imageThatIsNotThere(String name, String inside, int index, String reason)
      throws IOException {
    try (HdfSource source = HdfSource.open(HdfFixture.unpack(name, folder), inside)) {
      assertThatIOException()
          .isThrownBy(() -> source.read(index))
          .withMessageContainingAll(reason.split(" \\.\\.\\. "));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "virtual.h5|Virtual storage is not supported",
        "void.h5|values of the type numpy.void",
        "latest.h5|chunks of a dataset that can grow along axis 1"
      })
  void open_partOfHdf5ThatIsNotKnown(String name, String part) throws IOException {
    assertRefusal(
        HdfFixture.unpack(name, folder), name.equals("latest.h5") ? "growing" : "", UNKNOWN, part);
  }

  @Test
  void open_namedType_isNotGuessed() throws IOException {
    assertRefusal(
        HdfFixture.unpack("named.h5", folder),
        "images",
        "there are no images in %s/images: it has images of a named type [1, 11, 9, 3], "
            + NO_IMAGE);
  }

  @Test
  void open_groupsInEndlessGroups() {
    Path file = folder.resolve("deep.h5");
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      WritableGroup group = hdf;
      for (int i = 0; i <= 100; i++) {
        group = group.putGroup("g");
      }
    }
    assertRefusal(file, "", UNKNOWN, "groups more than 100 deep");
  }

  /** Expects the parts of the message that " ... " separates. */
  private static void assertRefusal(Path file, String inside, String message, Object... values) {
    Object[] all = new Object[values.length + 1];
    all[0] = file;
    System.arraycopy(values, 0, all, 1, values.length);
    assertThatExceptionOfType(FaceGanException.class)
        .isThrownBy(() -> HdfSource.open(file, inside).close())
        .withMessageContainingAll(message.formatted(all).split(" \\.\\.\\. "));
  }
}
