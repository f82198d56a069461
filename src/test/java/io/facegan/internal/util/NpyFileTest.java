package io.facegan.internal.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.error.FaceGanException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFileTest {
  private static final float[][] ROWS = {{1, -2.5f, 3}, {0.1f, Float.MIN_VALUE, -0f}};

  @TempDir private Path folder;

  @Test
  void written_isReadBackToTheBit() {
    Path file = folder.resolve("rows.npy");
    NpyFile.write(ROWS, file);
    assertThat(NpyFile.read(file)).isDeepEqualTo(ROWS);
  }

  /** What NumPy writes of this array. */
  @Test
  void written_isWhatNumpyWrites() throws IOException {
    Path file = folder.resolve("rows.npy");
    NpyFile.write(new float[][] {{1, 2}}, file);
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }";
    assertThat(Files.readAllBytes(file))
        .isEqualTo(file(1, header + " ".repeat(58) + "\n", values("<f4", 1, 2)))
        .hasSize(128 + 8);
  }

  @ParameterizedTest
  @CsvSource({"<f4,False", ">f4,False", "<f8,False", ">f8,False", "<f4,True", ">f8,True"})
  void everyTypeAndOrder_isRead(String type, String fortran) throws IOException {
    byte[] values =
        fortran.equals("True") ? values(type, 1, 4, 2, 5, 3, 6) : values(type, 1, 2, 3, 4, 5, 6);
    for (int version = 1; version <= 2; version++) {
      assertThat(read(file(version, header(type, fortran, "(2, 3)"), values)))
          .isDeepEqualTo(new float[][] {{1, 2, 3}, {4, 5, 6}});
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"shape\": (1L, 2L), \"fortran_order\": False, \"descr\": \"<f4\"}",
        "{'descr':'<f4','fortran_order':False,'shape':(1,2,)}\n",
        "  { 'descr' : '<f4' ,\n'shape' : ( 1 , 2 ) , 'fortran_order' : False , }  ",
      })
  void headersOfOtherPrograms_areRead(String header) throws IOException {
    assertThat(read(file(1, header, values("<f4", 7, 8)))).isDeepEqualTo(new float[][] {{7, 8}});
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<f4 | False | (2,) | its shape is (2,), and (rows, columns) is needed",
        "<f4 | False | (1, 2, 1) | its shape is (1, 2, 1), and (rows, columns) is needed",
        "<f4 | False | (9999999999, 1) | its shape is (9999999999, 1), and",
        "<f4 | False | (0, 100) | its array of 0 x 100 is empty",
        "<f4 | False | (999999999, 0) | its array of 999999999 x 0 is empty",
        "<f4 | False | (999999999, 999999999) | rows of 999,999,999 values are too many: at most",
        "<f4 | False | (1048577, 1) | 1,048,577 rows of 1 values are too many: at most",
        "<f4 | False | (1000000, 67) | it ends after 8 of the 268,000,000 bytes of its 1,000,000",
        "<f4 | False | (1, 1) | it goes on after its 1 rows of 1 values",
        "<f4 | No | (1, 2) | its header is not of the form",
        "<f4 | (1, 2) | (1, 2) | its fortran_order is neither True nor False but (1, 2)",
        "<i4 | False | (1, 2) | its values are of the type '<i4', and float32 ('<f4')",
        "O | False | (1, 2) | its values are of the type 'O', and float32 ('<f4')",
      })
  void otherArrays_areRefused(String type, String fortran, String shape, String reason)
      throws IOException {
    check(file(1, header(type, fortran, shape), values("<f4", 1, 2)), reason);
  }

  @Test
  void otherHeaders_areRefused() throws IOException {
    check(new byte[0], "it does not begin as one");
    check("[[1, 2]]    ".getBytes(StandardCharsets.UTF_8), "it does not begin as one");
    check(file(3, header("<f4", "False", "(1, 2)"), new byte[8]), "its version is 3.0, and 1.0");
    check(file(1, "{'descr': '<f4'}", new byte[0]), "its header is not of the form");
    check(file(1, "{" + "'a': True,".repeat(2), new byte[0]), "its header is not of the form");
    check(file(1, "{'shape': (1, 2), 'shape': (2, 1)}", new byte[0]), "says twice what shape is");
    check(file(1, "x".repeat(10_001), new byte[0]), "its header of 10,001 bytes is longer than");
    byte[] claim = file(2, "", new byte[0]);
    claim[11] = (byte) 0xFF;
    check(claim, "its header of 4,278,190,080 bytes is longer than 10,000");
    claim[11] = 0;
    claim[8] = 1;
    check(claim, "it ends within its header");
  }

  @Test
  void absentFile_isNamed() {
    Path absent = folder.resolve("absent.npy");
    assertThatThrownBy(() -> NpyFile.read(absent))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("cannot read %s: no such file or folder".formatted(absent));
  }

  @Test
  void rowsOfSeveralLengths_areNotWritten() {
    Path file = folder.resolve("rows.npy");
    assertThatThrownBy(() -> NpyFile.write(new float[][] {{1, 2}, {3}}, file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rows of 2 and of 1 values");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void damagedFiles_areReadOrRefused() throws IOException {
    damage(Mutator.SHORT);
  }

  @Test
  @Tag("stress")
  void damagedFiles_areReadOrRefusedForLong() throws IOException {
    damage(Mutator.LONG);
  }

  private void damage(Duration time) throws IOException {
    byte[] whole = file(2, header("<f4", "True", "(1, 2)"), values("<f4", 1, 2));
    Mutator.run(
        whole,
        time,
        damaged -> {
          try {
            assertThat(read(damaged)).hasDimensions(1, 2);
          } catch (FaceGanException refused) {
            assertThat(refused).hasMessageContaining("cannot be read as an NPY file");
          }
        });
  }

  private void check(byte[] bytes, String reason) throws IOException {
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(FaceGanException.class)
        .hasMessageStartingWith(
            folder.resolve("given.npy") + " cannot be read as an NPY file of rows of floats: ")
        .hasMessageContaining(reason)
        .hasMessageContaining("; write it with numpy.save");
  }

  private float[][] read(byte[] bytes) throws IOException {
    return NpyFile.read(Files.write(folder.resolve("given.npy"), bytes));
  }

  private static String header(String type, String fortran, String shape) {
    return "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }".formatted(type, fortran, shape);
  }

  private static byte[] file(int version, String header, byte[] values) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    for (int i = 0; i < 2 * version; i++) {
      bytes.write(i < 4 ? header.length() >> 8 * i : 0);
    }
    bytes.writeBytes(header.getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(values);
    return bytes.toByteArray();
  }

  private static byte[] values(String type, double... values) {
    int wide = type.charAt(2) - '0';
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * wide)
            .order(type.charAt(0) == '<' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    for (double value : values) {
      if (wide == Float.BYTES) {
        bytes.putFloat((float) value);
      } else {
        bytes.putDouble(value);
      }
    }
    return bytes.array();
  }
}
