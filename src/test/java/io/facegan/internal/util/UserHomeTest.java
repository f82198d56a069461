package io.facegan.internal.util;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserHomeTest {
  @TempDir private Path folder;

  @Test
  void canHold_whatIsThereOrCanBeMade() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(UserHome.canHold(folder.toString())).isTrue();
    assertThat(UserHome.canHold(folder.resolve("new/one").toString())).isTrue();
    assertThat(UserHome.canHold(file.toString())).isFalse();
    assertThat(UserHome.canHold(file.resolve("in").toString())).isFalse();
    assertThat(UserHome.canHold("?")).isFalse();
    assertThat(UserHome.canHold("")).isFalse();
    assertThat(UserHome.canHold("no\0name")).isFalse();
  }

  @Test
  void instead_isTheHomeOfTheEnvironment_elseTheSameTemporaryFolderEachTime() throws IOException {
    Map<String, String> environment = Map.of("HOME", folder.toString());
    assertThat(UserHome.instead(environment)).isEqualTo(folder);
    Path temporary = UserHome.instead(Map.of());
    Files.createDirectories(temporary.resolve("kept"));
    assertThat(UserHome.instead(Map.of("HOME", "?"))).isEqualTo(temporary);
    assertThat(temporary.getParent()).isEqualTo(Path.of(System.getProperty("java.io.tmpdir")));
  }
}
