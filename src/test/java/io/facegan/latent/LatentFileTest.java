package io.facegan.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.error.FaceGanException;
import io.facegan.internal.util.Mutator;
import io.facegan.internal.util.NpyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatentFileTest {
  private static final List<float[]> LATENTS =
      List.of(
          new float[] {0.1f, -1.2f, 3}, new float[] {Float.MIN_VALUE, -0f, -Float.MAX_VALUE / 3});

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"z.npy", "z.json", "made/for/it/Z.NPY", "Z.JSON"})
  void written_isReadBackToTheBit(String name) {
    Path file = folder.resolve(name);
    LatentFile.write(List.of(new float[] {1}), file);
    LatentFile.write(LATENTS, file);
    assertThat(rows(file)).isDeepEqualTo(LATENTS.toArray(float[][]::new));
  }

  private static float[][] rows(Path file) {
    return LatentFile.read(file).toArray(float[][]::new);
  }

  @Test
  void json_isAnArrayOfArrays() throws IOException {
    Path file = folder.resolve("z.json");
    LatentFile.write(List.of(new float[] {0.5f, 1e-20f}, new float[] {-2, 3}), file);
    assertThat(file).hasContent("[\n[0.5,1.0E-20]\n,[-2.0,3.0]\n]\n");
    Files.writeString(file, " [[1, 2e0]\n,[3,-4]] ");
    assertThat(rows(file)).isDeepEqualTo(new float[][] {{1, 2}, {3, -4}});
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | the file is cut off and no array",
        "{} | the file is an object and no array",
        "[] | it is empty",
        "[[]] | latent 0 has 0 values, and the first one 0",
        "[1, 2] | latent 0 is a number and no array",
        "[[1, 2], [3]] | latent 1 has 1 values, and the first one 2",
        "[[1, 2], [3, \"4\"]] | value 1 of latent 1 is a text",
        "[[1, [2]]] | value 1 of latent 0 is an array",
        "[[1, null]] | value 1 of latent 0 is null",
        "[[1], [2]] [[3]] | it goes on after its end",
        "[[1], [2] | Unexpected end-of-input: expected close marker for Array",
        "[[1, NaN]] | Non-standard token 'NaN'",
        "[[1, 2] x | Unexpected character ('x' (code 120))",
      })
  void otherJson_isRefused(String text, String reason) throws IOException {
    Path file = Files.writeString(folder.resolve("z.json"), text);
    assertThatThrownBy(() -> LatentFile.read(file))
        .isInstanceOf(FaceGanException.class)
        .hasMessageStartingWith(
            file
                + " cannot be read as an array of arrays of numbers, [[0.3, -1.2], [1.1, 0.4]]: "
                + reason);
  }

  @Test
  void deepOrLongJson_isRefused() throws IOException {
    Path file = folder.resolve("z.json");
    for (String text : new String[] {"[".repeat(100_000), "[[" + "1".repeat(100_000) + "]]"}) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> LatentFile.read(file)).isInstanceOf(FaceGanException.class);
    }
  }

  @Test
  void valuesThatAreNotFinite_areNamed() throws IOException {
    Path json = Files.writeString(folder.resolve("z.json"), "[[1, 2], [3, 1e39]]");
    assertThatThrownBy(() -> LatentFile.read(json))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll("value 1 of latent 1", json.toString(), "Infinity", "finite");
    Path numpy = folder.resolve("z.npy");
    NpyFile.write(new float[][] {{Float.NaN}}, numpy);
    assertThatThrownBy(() -> LatentFile.read(numpy))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll("value 0 of latent 0", numpy.toString(), "NaN", "finite");
  }

  @Test
  void otherNamesAndAbsentFiles_areRefused() {
    Path text = folder.resolve("z.txt");
    for (Runnable use :
        List.<Runnable>of(() -> LatentFile.read(text), () -> LatentFile.write(LATENTS, text))) {
      assertThatThrownBy(use::run)
          .isInstanceOf(FaceGanException.class)
          .hasMessageContainingAll(text.toString(), ".npy or .json");
    }
    assertThatThrownBy(() -> LatentFile.read(folder.resolve("absent.json")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("absent.json: no such file or folder");
    assertThatThrownBy(() -> LatentFile.read(Path.of("")))
        .isInstanceOf(FaceGanException.class)
        .hasMessageStartingWith("latents file: the path is empty");
  }

  @Test
  void whatNoFileHolds_isNotWritten() {
    Path file = folder.resolve("z.npy");
    assertThatThrownBy(() -> LatentFile.write(List.of(), file))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll("no latents", "at least one");
    assertThatThrownBy(() -> LatentFile.write(List.of(new float[1], new float[2]), file))
        .isInstanceOf(FaceGanException.class)
        .hasMessageContainingAll("1 and of 2 values", "one model");
    assertThat(file).doesNotExist();
  }

  @Test
  void damagedJson_isReadOrRefused() {
    damage(Mutator.SHORT);
  }

  @Test
  @Tag("stress")
  void damagedJson_isReadOrRefusedForLong() {
    damage(Mutator.LONG);
  }

  private void damage(Duration time) {
    Path file = folder.resolve("z.json");
    Mutator.run(
        "[[0.25,-1.5],[3.0,4e-3]]".getBytes(StandardCharsets.UTF_8),
        time,
        damaged -> {
          Files.write(file, damaged);
          try {
            assertThat(LatentFile.read(file)).isNotEmpty();
          } catch (FaceGanException refused) {
            assertThat(refused).hasMessageContaining("z.json");
          }
        });
  }
}
