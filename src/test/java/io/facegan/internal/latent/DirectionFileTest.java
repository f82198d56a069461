package io.facegan.internal.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.error.FaceGanException;
import io.facegan.latent.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectionFileTest {
  @TempDir private Path model;

  @Test
  void directions_areReadAsTheyWereAdded_andReplacedByName() {
    assertThat(DirectionFile.read(model, 3)).isEmpty();
    DirectionFile.add(model, new Direction("smile", new float[] {3, 0, 4}, "teeth"));
    DirectionFile.add(model, new Direction("glasses", new float[] {0, 1, 0}, ""));
    DirectionFile.add(model, new Direction("smile", new float[] {0, 0, 2}, "more teeth"));
    assertThat(DirectionFile.read(model, 3))
        .extracting(Direction::name)
        .containsExactly("glasses", "smile");
    Direction smile = DirectionFile.read(model, 3).get(1);
    assertThat(smile.vector()).containsExactly(0, 0, 1);
    assertThat(smile.meaning()).isEqualTo("more teeth");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"format\": 2, \"directions\": []}",
        "{\"format\": 1, \"directions\": [{\"name\": \"x\", \"vector\": [1, 2]}]}",
        "{\"format\": 1, \"directions\": [{\"name\": \"x\", \"vector\": [1, 2, \"y\"]}]}",
        "{\"format\": 1, \"directions\": [{\"name\": \"<b>\", \"vector\": [1, 2, 3]}]}",
        "{\"format\": 1, \"directions\": [{\"vector\": [1, 2, 3]}]}"
      })
  void damagedFile_isNamed(String content) throws IOException {
    Path file = model.resolve("assets.extra").resolve("directions.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    assertThatThrownBy(() -> DirectionFile.read(model, 3))
        .isInstanceOf(FaceGanException.class)
        .hasMessageStartingWith(file + " cannot be read: ")
        .hasMessageEndingWith("delete it, and find the directions anew");
  }
}
