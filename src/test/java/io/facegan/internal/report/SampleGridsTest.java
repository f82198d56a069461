package io.facegan.internal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.data.ImageBatch;
import io.facegan.network.ImageShape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleGridsTest {
  private final ImageBatch samples = Runs.images(new ImageShape(6, 4, 1), 9);
  private final SampleGrids grids = new SampleGrids();

  @TempDir Path folder;

  @Test
  void started_writesTheRealImages() throws IOException {
    grids.started(Runs.start(folder, 10));

    BufferedImage reals = ImageIO.read(folder.resolve("reals.png").toFile());
    assertThat(reals.getWidth()).isEqualTo(2 * 2 + 2);
    assertThat(reals.getHeight()).isEqualTo(2 * 3 + 2);
  }

  @Test
  void sampled_numbersFilesByStep() throws IOException {
    grids.started(Runs.start(folder, 10));
    grids.sampled(0, samples);
    grids.sampled(300, samples);
    grids.sampled(12_345_678, samples);

    for (String step : new String[] {"000000", "000300", "12345678"}) {
      BufferedImage grid = ImageIO.read(folder.resolve("samples-" + step + ".png").toFile());
      assertThat(grid.getWidth()).isEqualTo(3 * 4 + 2 * 2);
      assertThat(grid.getHeight()).isEqualTo(3 * 6 + 2 * 2);
    }
  }

  @Test
  void sampled_writesTheSameNameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      grids.started(Runs.start(folder, 10));
      grids.sampled(12, samples);
    } finally {
      Locale.setDefault(before);
    }

    assertThat(folder.resolve("samples-000012.png")).exists();
  }

  @Test
  void sampled_afterTheFolderIsGone_namesTheFile() throws IOException {
    Path run = Files.createDirectory(folder.resolve("run"));
    grids.started(Runs.start(run, 10));
    Files.delete(run.resolve("reals.png"));
    Files.delete(run);

    assertThatThrownBy(() -> grids.sampled(0, samples))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("cannot write " + run.resolve("samples-000000.png") + " (");
  }

  @Test
  void sampled_beforeTheStart_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> grids.sampled(0, samples))
        .withMessage(
            "SampleGrids has no run folder yet: call started(...) before any other method");
  }
}
