package io.facegan.internal.animation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.facegan.error.FaceGanException;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FfmpegWriterTest {
  private static final BufferedImage FRAME = new BufferedImage(5, 3, BufferedImage.TYPE_3BYTE_BGR);

  @TempDir private Path folder;

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void program_isTheFirstOnThePath() throws IOException {
    assertThat(FfmpegWriter.program(null)).isEmpty();
    assertThat(FfmpegWriter.program("")).isEmpty();
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(FfmpegWriter.program(empty.toString())).isEmpty();
    Path program = program("exit 0");
    assertThat(FfmpegWriter.program(empty + File.pathSeparator + folder)).hasValue(program);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void frames_reachTheProgramAsTheyAre() throws IOException {
    Path file = folder.resolve("film.mp4");
    Path program = program("for last; do :; done; echo \"$@\" > words; cat > \"${last#file:}\"");
    BufferedImage frame = new BufferedImage(2, 1, BufferedImage.TYPE_3BYTE_BGR);
    frame.setRGB(0, 0, 0x010203);
    frame.setRGB(1, 0, 0xFFFEFD);
    try (FfmpegWriter writer = new FfmpegWriter(program, file, 30)) {
      writer.write(writer.encode(frame));
      writer.write(writer.encode(frame));
      writer.end();
    }
    assertThat(Files.readAllBytes(file)).containsExactly(1, 2, 3, -1, -2, -3, 1, 2, 3, -1, -2, -3);
    assertThat(Files.readString(folder.resolve("words")))
        .contains("-f rawvideo -pix_fmt rgb24 -s 2x1 -r 30 -i pipe:0 ");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void failure_isReportedWithStatusAndWords() throws IOException {
    Path program = program("cat > /dev/null; echo \"no such\ncodec\" >&2; exit 3");
    try (FfmpegWriter writer = new FfmpegWriter(program, folder.resolve("film.mp4"), 30)) {
      writer.write(writer.encode(FRAME));
      assertThatThrownBy(writer::end)
          .isInstanceOf(FaceGanException.class)
          .hasMessage("ffmpeg ended with exit status 3 and said: no such codec");
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void programThatEndsEarly_isReportedToo() throws IOException {
    Path program = program("head -c 200000 /dev/zero | tr '\\0' x >&2; exit 1");
    BufferedImage large = new BufferedImage(500, 500, BufferedImage.TYPE_3BYTE_BGR);
    try (FfmpegWriter writer = new FfmpegWriter(program, folder.resolve("film.mp4"), 30)) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 10; i++) {
                  writer.write(writer.encode(large));
                }
              })
          .isInstanceOf(FaceGanException.class)
          .hasMessageStartingWith("ffmpeg ended with exit status 1 and said: xxx")
          .hasMessageEndingWith("xxx...");
    }
  }

  @Test
  void film_isWritten() throws IOException {
    Optional<Path> program = FfmpegWriter.program(System.getenv("PATH"));
    assumeThat(program).as("ffmpeg on the PATH").isPresent();
    Path file = folder.resolve("content");
    try (FfmpegWriter writer = new FfmpegWriter(program.orElseThrow(), file, 30)) {
      for (int i = 0; i < 9; i++) {
        writer.write(writer.encode(FRAME));
      }
      writer.end();
    }
    assertThat(Files.readAllBytes(file)).contains('f', 't', 'y', 'p').hasSizeGreaterThan(500);
  }

  private Path program(String script) throws IOException {
    Path program = folder.resolve("ffmpeg");
    Files.writeString(program, "#!/bin/sh\ncd \"$(dirname \"$0\")\"\n" + script + "\n");
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
