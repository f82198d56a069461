package io.facegan.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {
  private static final Path HOME = Path.of(System.getProperty("user.home"));

  @Test
  void systemDefault_ofEverySystem() {
    assertThat(CacheFolder.systemDefault(Map.of(), "Linux"))
        .isEqualTo(HOME.resolve(".cache/facegan"));
    assertThat(CacheFolder.systemDefault(Map.of("XDG_CACHE_HOME", "/x"), "Linux"))
        .isEqualTo(Path.of("/x/facegan"));
    for (String ignored : List.of("", "relative", "no\0name")) {
      assertThat(CacheFolder.systemDefault(Map.of("XDG_CACHE_HOME", ignored), "Linux"))
          .isEqualTo(HOME.resolve(".cache/facegan"));
    }
    assertThat(CacheFolder.systemDefault(Map.of(), "Mac OS X"))
        .isEqualTo(HOME.resolve("Library/Caches/facegan"));
    assertThat(CacheFolder.systemDefault(Map.of("LOCALAPPDATA", "/l"), "Windows 11"))
        .isEqualTo(Path.of("/l/facegan/cache"));
    for (String system : List.of("Linux", "Mac OS X", "Windows 11")) {
      Map<String, String> set = Map.of("FACEGAN_CACHE", "/c", "XDG_CACHE_HOME", "/x");
      assertThat(CacheFolder.systemDefault(set, system)).isEqualTo(Path.of("/c"));
    }
    assertThat(CacheFolder.systemDefault(Map.of("FACEGAN_CACHE", " "), "Linux"))
        .isEqualTo(HOME.resolve(".cache/facegan"));
  }

  @Test
  void systemDefaultThatCannotBe_isSaidAndDoneWithout(@TempDir Path temp) throws IOException {
    Path file = Files.write(temp.resolve("file"), new byte[1]);
    List<String> notes = new ArrayList<>();
    new CacheFolder(file.resolve("cache"), false).open(notes::add, done -> {});
    assertThat(notes)
        .singleElement()
        .asString()
        .startsWith("packed images cannot be kept in " + file.resolve("cache"))
        .endsWith("and will be packed again next time: set FACEGAN_CACHE");
    notes.clear();
    new CacheFolder(temp.resolve("cache"), false).open(notes::add, done -> {});
    assertThat(notes).isEmpty();
  }
}
