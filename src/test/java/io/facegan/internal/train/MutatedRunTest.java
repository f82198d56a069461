package io.facegan.internal.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.error.FaceGanException;
import io.facegan.internal.graph.TinyNetworks;
import io.facegan.internal.util.Mutator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files of a run: read as something, or refused in a line that names the file. */
class MutatedRunTest {
  @TempDir private Path folder;

  @Test
  void options_areReadOrRefused() throws IOException {
    options(Mutator.SHORT);
  }

  @Test
  @Tag("stress")
  void options_areReadOrRefusedForLong() throws IOException {
    options(Mutator.LONG);
  }

  @Test
  void state_isReadOrRefused() throws IOException {
    state(Mutator.SHORT);
  }

  @Test
  @Tag("stress")
  void state_isReadOrRefusedForLong() throws IOException {
    state(Mutator.LONG);
  }

  private void options(Duration time) throws IOException {
    Path file = folder.resolve("options.json");
    RunFolder.create(folder, TestOptions.of(TinyNetworks.rgb())).close();
    RunFolder run = RunFolder.open(folder);
    Mutator.run(
        Files.readAllBytes(file),
        time,
        damaged -> {
          Files.write(file, damaged);
          check(file, () -> run.options().shareable());
        });
  }

  private void state(Duration time) throws IOException {
    Checkpoint checkpoint = Checkpoint.in(folder, 300);
    Files.createDirectories(checkpoint.folder());
    checkpoint.writeState(TinyCheckpoints.state(300));
    Path file = checkpoint.folder().resolve("state.json");
    Mutator.run(
        Files.readAllBytes(file),
        time,
        damaged -> {
          Files.write(file, damaged);
          check(file, () -> checkpoint.state().healthy());
        });
  }

  private static void check(Path file, Runnable reading) {
    try {
      reading.run();
    } catch (FaceGanException refused) {
      assertThat(refused.getMessage()).contains(file.getFileName().toString());
    } catch (UncheckedIOException unreadable) {
      assertThat(unreadable.getMessage()).contains(file.toString());
      assertThat(unreadable.getCause()).isInstanceOf(CharacterCodingException.class);
    }
  }
}
