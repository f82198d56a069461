package io.facegan.internal.util;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSumsTest {
  @TempDir private Path folder;

  /** On a FAT disk a file that changes twice within two seconds keeps its time. */
  @Test
  void changeAfterTheSum_showsWhereTimesAreWholeSeconds() throws IOException {
    URI zip = URI.create("jar:" + folder.resolve("coarse.zip").toUri());
    try (FileSystem coarse = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      Path file = coarse.getPath("/file");
      write(file, "one");
      String before = new FileSums().add("", file).hex();
      write(file, "two");
      assertThat(new FileSums().add("", file).hex()).isNotEqualTo(before);
    }
  }

  private static void write(Path file, String content) throws IOException {
    Files.writeString(file, content);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    long even = now.getEpochSecond() - now.getEpochSecond() % 2;
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(even)));
  }
}
